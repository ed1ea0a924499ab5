"""What makes two texts one item, and what changed where a page says something else than before."""

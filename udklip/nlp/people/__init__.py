"""What a text says of its people: their titles and organisations, and how they can be reached."""

"""Omtale: the page of one item, and what people decide and write there."""

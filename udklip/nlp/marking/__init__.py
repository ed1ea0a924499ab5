"""Marks names by a small network: word features, convolutions, and the best sequence of tags."""

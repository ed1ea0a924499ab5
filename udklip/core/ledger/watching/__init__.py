"""Saved searches, what they hit, and what was told of it."""

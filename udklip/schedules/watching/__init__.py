"""Watches: saved searches that are asked of everything new, and what is told of what they hit."""

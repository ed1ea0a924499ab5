"""Søg: the box, what it finds, what the finds are made of, and the same as files."""

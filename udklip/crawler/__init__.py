"""Finds, fetches and reads."""

READER_VERSION = 3
"""Raised when readers make something else of the same bytes, so that `udklip run --again read` is worth it."""

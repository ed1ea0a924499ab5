"""Finds, fetches and reads."""

READER_VERSION = 1
"""Raised when readers make something else of the same bytes, so that `udklip run --again read` is worth it."""

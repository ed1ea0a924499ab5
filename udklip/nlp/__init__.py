"""Understands Danish press text."""

NLP_VERSION = 4
"""Raised when the language part makes something else of the same text, so that reading again is worth it."""

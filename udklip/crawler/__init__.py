"""Finds, fetches and reads."""

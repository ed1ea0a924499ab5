"""Understands Danish press text."""

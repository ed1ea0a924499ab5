"""Udklip: press and news monitoring for Danish industry clusters."""

__version__ = "0.1.0"

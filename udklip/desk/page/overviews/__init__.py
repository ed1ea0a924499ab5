"""Overblik: the next overview, which may be edited until it is sent, and those that were."""

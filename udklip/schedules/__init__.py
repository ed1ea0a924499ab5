"""Composes the steps and makes them happen on time."""

"""The service: what it does when, and who does it."""

"""Keeping what is kept and letting go of what is not: retention, erasing, backups, and what is held on a person."""

"""Makes what was read searchable."""

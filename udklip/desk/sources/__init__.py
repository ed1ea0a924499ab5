"""How the sources are shown on the command line."""

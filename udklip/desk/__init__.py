"""The front door: command line and web page."""

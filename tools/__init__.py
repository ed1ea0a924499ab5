"""What builds and serves the project, but is no part of what is installed."""

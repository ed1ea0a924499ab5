"""How the service stands, as JSON and in words."""

"""A real Elasticsearch on loopback, for the tests and for the demo."""

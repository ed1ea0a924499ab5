"""The pipeline's components, one a file: each a spaCy factory that reads and writes the document's entities."""

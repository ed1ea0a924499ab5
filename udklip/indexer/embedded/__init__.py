"""The embedded index, on tantivy."""

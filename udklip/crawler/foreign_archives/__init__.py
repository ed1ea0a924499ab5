"""WARC files that somebody else made: which of their records are pages, and which of those are wanted."""

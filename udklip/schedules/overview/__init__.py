"""The daily overview: what came since the last one, by story, and what it rests on."""

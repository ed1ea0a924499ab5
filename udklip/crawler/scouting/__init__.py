"""Finds the ways into a source from its home page, and tries those of a block; asks as politely as the crawl does."""

"""Web pages: what they say of themselves, what they print, and the article among it."""

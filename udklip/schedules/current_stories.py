"""Stories merge, and queries go on naming them by the ids they had."""

import re

from udklip.core.ledger import Book

_STORY = re.compile(r"\b((?:story|historie):\s*\"?)(\d{8})\b", re.IGNORECASE)


def in_current_stories(query: str, book: Book) -> str:
    """`query` with the ids of stories that became part of others put right: an old id goes on leading to its story."""
    return _STORY.sub(lambda asked: asked[1] + (book.stories.current(asked[2]) or asked[2]), query)

"""How much of a page's text is open to everyone."""

from udklip.core.reading import Access

WHOLE_TEXT_WORDS = 250
"""A page marked closed that has more words than this has its whole text in it."""
_LONG_TEASER_WORDS = 600
"""The same where a wall shows: what stands above one may be long."""


def access_of(*, closed: bool, wall: bool, offer: bool, words: int) -> Access:
    """Open, or how a closed text stands here.

    `closed` is the page's own mark, `wall` that a box called so and full of offers shows, `offer` that the
    text was cut off by an offer to subscribe. A teaser
    is a beginning that is open to all; paywalled is a text that is closed from its first word on: either
    nothing of it is here, or all of it is, under a mark that closes it.
    """
    if not (closed or wall or offer):
        return Access.OPEN
    longest = _LONG_TEASER_WORDS if wall else WHOLE_TEXT_WORDS
    if words == 0 or (not offer and words > longest):
        return Access.PAYWALLED
    return Access.TEASER

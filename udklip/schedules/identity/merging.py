"""Two items that turn out to be one: the younger becomes an alias of the elder, and its addresses are told so."""

from datetime import datetime

from udklip import __version__
from udklip.core.ledger import Book, StepRow
from udklip.core.outcomes import Outcome, Step


def merge(book: Book, run: int, pair: tuple[str, str], at: datetime, but_not: str | None = None) -> str:
    """Make one of the two items of `pair`; gives the elder. The younger's addresses are told, `but_not` aside."""
    addresses = book.addresses.of_item(max(pair))
    elder, younger = book.identity.merge(*pair)
    told = f"item {younger} is one with item {elder} and became its alias"
    rows = (StepRow(url, Step.GROUPED, Outcome.DUPLICATE, told, at, __version__) for url in addresses)
    book.addresses.steps(run, [row for row in rows if row.url != but_not])
    return elder


def merge_same_pages(book: Book, run: int, at: datetime) -> int:
    """Apply today's rule for addresses to the whole ledger: items of one page become one; says how many were merged."""
    book.twins.renew()
    pairs = list(book.identity.same_page())
    for pair in pairs:
        merge(book, run, pair, at)
    return len(pairs)

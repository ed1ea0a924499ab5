"""Who is told what a group of the settings is told."""

from collections.abc import Callable, Sequence

from udklip.core.ledger import Book
from udklip.core.letter import Recipient

RecipientsOf = Callable[[Book, str], Sequence[Recipient]]
"""The people of a group, by its name."""


def recipients_of(book: Book, group: str) -> Sequence[Recipient]:
    """As the ledger knows them."""
    return book.recipients.of(group)

"""A process that ends between two transactions."""

from collections.abc import Iterator
from contextlib import contextmanager

from udklip.core.ledger import Book, Ledger


class Killed(BaseException):
    """The process ended here."""


class Dying(Ledger):
    """A ledger whose process dies once `left` transactions were written."""

    left = 0

    @contextmanager
    def writing(self) -> Iterator[Book]:
        """One more, unless it was the last."""
        self.left -= 1
        if self.left < 0:
            raise Killed
        with super().writing() as book:
            yield book

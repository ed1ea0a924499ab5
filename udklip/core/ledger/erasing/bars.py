"""What was erased and may not come in again, and what each erasing did."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.erasing.barred import PAGE, SOURCE, Barred, page_hash, source_hash, token_of
from udklip.core.erasing.names import PERSON, ErasedNames, hash_of, words_of
from udklip.core.ledger.erasing.key import ErasureKey
from udklip.core.ledger.erasing.tables import erased, erasure


class Bars:
    """The bars within one transaction."""

    def __init__(self, connection: Connection, key: ErasureKey) -> None:
        """Work on `connection`."""
        self._connection = connection
        self._key = key

    def barred(self) -> Barred:
        """Everything that may not come in.

        Raises:
            LedgerError: something was erased and the key is gone.
        """
        rows = self._connection.execute(select(erased.c.kind, erased.c.hash, erased.c.words)).all()
        if not rows:
            return Barred()
        key = self._key.read()
        of = {
            kind: frozenset(row.hash for row in rows if row.kind == kind) for kind in (PAGE, SOURCE, PERSON)
        }
        lengths = frozenset(row.words for row in rows if row.kind == PERSON)
        return Barred(key, of[PAGE], of[SOURCE], ErasedNames(key, of[PERSON], lengths))

    def bar_pages(self, urls: Iterable[str], at: datetime) -> None:
        """The pages at `urls` may not come in again."""
        key = self._key.made()
        self._bar(((PAGE, page_hash(key, url), 0) for url in urls), at)

    def bar_source(self, name: str, at: datetime) -> None:
        """Nothing of the source called `name` may come in again."""
        self._bar([(SOURCE, source_hash(self._key.made(), name), 0)], at)

    def bar_person(self, name: str, at: datetime) -> None:
        """The person's name may not come in again."""
        words = words_of(name)
        self._bar([(PERSON, hash_of(self._key.made(), words), len(words))], at)

    def lift_page(self, url: str) -> bool:
        """The page at `url` may come in again; gives whether it might not."""
        return self._lift(PAGE, page_hash(self._key.made(), url))

    def lift_source(self, name: str) -> bool:
        """The source called `name` may come in again; gives whether it might not."""
        return self._lift(SOURCE, source_hash(self._key.made(), name))

    def lift_person(self, name: str) -> bool:
        """The person's name may come in again; gives whether it might not."""
        return self._lift(PERSON, hash_of(self._key.made(), words_of(name)))

    def since(self, url: str) -> datetime | None:
        """When the page at `url` was erased."""
        if not self.barred():
            return None
        query = select(erased.c.at).where(
            erased.c.kind == PAGE, erased.c.hash == page_hash(self._key.read(), url)
        )
        return self._connection.execute(query).scalar()

    def token(self, url: str) -> str | None:
        """What the address is called if it was erased; None where nothing ever was."""
        return token_of(self._key.read(), url) if self.barred() else None

    def done(self, kind: str, counts: Mapping[str, int], at: datetime) -> None:
        """Keep what an erasing did, without what it removed."""
        values = {"at": at, "kind": kind, "counts": json.dumps(counts)}
        self._connection.execute(insert(erasure).values(values))

    def history(self) -> list[tuple[datetime, str, dict[str, int]]]:
        """What each erasing did, oldest first."""
        query = select(erasure).order_by(erasure.c.id)
        return [(row.at, row.kind, json.loads(row.counts)) for row in self._connection.execute(query)]

    def _bar(self, marks: Iterable[tuple[str, str, int]], at: datetime) -> None:
        rows = [{"kind": kind, "hash": value, "words": words, "at": at} for kind, value, words in marks]
        if rows:
            self._connection.execute(upsert(erased).on_conflict_do_nothing(), rows)

    def _lift(self, kind: str, value: str) -> bool:
        gone = delete(erased).where(erased.c.kind == kind, erased.c.hash == value)
        return self._connection.execute(gone).rowcount > 0

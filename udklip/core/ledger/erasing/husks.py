"""Items that went: their row stays without anything in it, so that ids, stories and sums go on being right."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, or_, select, update

from udklip.core.analysis import Analysis
from udklip.core.erasing.barred import TOKEN
from udklip.core.item import PressItem
from udklip.core.ledger import codec, schema
from udklip.core.ledger.items import Items
from udklip.core.ledger.rows import record_columns, waiting
from udklip.core.ledger.stories import fortnight_of
from udklip.core.ledger.values import Stage, Waiting
from udklip.core.ledger.watching.tables import watch_hit
from udklip.core.outcomes import Outcome
from udklip.core.reading import Kind, Reading

_MANY = 500
_NOTHING_READ = codec.READING.dump_json(Reading(title=None, lead=None, body="")).decode()
_NOTHING_FOUND = codec.ANALYSIS.dump_json(Analysis("", Kind.ARTICLE, None)).decode()


class Husks:
    """Emptying items and addresses, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def one_and_the_same(self, items: Collection[str]) -> list[str]:
        """`items`, the elders they are aliases of, and the aliases of either."""
        table = schema.item
        found: set[str] = set()
        for part in _chunks(sorted(items)):
            rows = self._connection.execute(select(table.c.id, table.c.alias_of).where(table.c.id.in_(part)))
            elders = {alias_of or identity for identity, alias_of in rows}
            query = select(table.c.id).where(or_(table.c.id.in_(elders), table.c.alias_of.in_(elders)))
            found |= set(self._connection.execute(query).scalars())
        return sorted(found)

    def addresses_of(self, items: Collection[str]) -> list[str]:
        """The addresses that lead to `items`."""
        table = schema.address
        queries = (select(table.c.url).where(table.c.item.in_(part)) for part in _chunks(sorted(items)))
        return sorted({url for query in queries for url in self._connection.execute(query).scalars()})

    def items_at(self, urls: Collection[str]) -> list[str]:
        """The items that `urls` lead to."""
        table = schema.address
        queries = (select(table.c.item).where(table.c.url.in_(part)) for part in _chunks(sorted(urls)))
        return sorted(
            {item for query in queries for item in self._connection.execute(query).scalars() if item}
        )

    def addresses_of_source(self, source: str) -> list[str]:
        """Every address of a source, those that were erased before aside."""
        table = schema.address
        query = select(table.c.url).where(table.c.source == source, ~table.c.url.startswith(TOKEN))
        return sorted(self._connection.execute(query).scalars())

    def items_of_source(self, source: str) -> list[str]:
        """Every item of a source, those that were erased before aside."""
        table = schema.item
        query = select(table.c.id).where(table.c.source == source, ~table.c.url.startswith(TOKEN))
        return sorted(self._connection.execute(query).scalars())

    def every_address(self) -> list[str]:
        """Every address there is."""
        return sorted(self._connection.execute(select(schema.address.c.url)).scalars())

    def with_bytes(self) -> list[Waiting]:
        """Every address whose bytes are in the archive."""
        table = schema.address
        query = select(table).where(table.c.record_file.is_not(None))
        order = (table.c.record_file, table.c.record_offset)
        return [waiting(row) for row in self._connection.execute(query.order_by(*order)).mappings()]

    def archive_files(self) -> dict[str, int]:
        """The files of the archive in which bytes stand, each with the end of the last of them."""
        table = schema.address
        end = func.max(table.c.record_offset + table.c.record_length)
        query = select(table.c.record_file, end).where(table.c.record_file.is_not(None))
        rows = self._connection.execute(query.group_by(table.c.record_file).order_by(table.c.record_file))
        return {file: int(length) for file, length in rows}

    def items_with(self, may_hold: Callable[[str], bool]) -> list[str]:
        """The items, withdrawn ones and aliases too, of whose texts as they are kept `may_hold` is true."""
        table = schema.item
        rows = self._connection.execute(
            select(table.c.id, table.c.reading, table.c.analysis, table.c.matched)
        )
        return [row.id for row in rows if may_hold(f"{row.reading} {row.analysis} {row.matched}")]

    def rewrite(self, item: PressItem) -> int:
        """Keep what is left of an item's words; its earlier texts and the marks of this one go. Gives how many texts.

        It is coverage, or is not, as before.
        """
        table = schema.item
        withdrawn = self._connection.execute(select(table.c.withdrawn).where(table.c.id == item.id)).scalar()
        Items(self._connection).change(item)
        self._connection.execute(update(table).where(table.c.id == item.id).values(withdrawn=bool(withdrawn)))
        self._unmark(item.id, item.when)
        content, revision = schema.content, schema.revision
        self._connection.execute(delete(content).where(content.c.item == item.id))
        return self._connection.execute(delete(revision).where(revision.c.item == item.id)).rowcount

    def titles(self, items: Collection[str]) -> list[str]:
        """The titles of `items`."""
        table = schema.item
        queries = (select(table.c.reading).where(table.c.id.in_(part)) for part in _chunks(sorted(items)))
        rows = (row for query in queries for row in self._connection.execute(query).scalars())
        return [title for row in rows if (title := codec.READING.validate_json(row).title)]

    def empty(self, items: Sequence[str]) -> None:
        """Let go of everything that `items` say; each leaves coverage, stories and every index."""
        table = schema.item
        for identity, when in self._connection.execute(
            select(table.c.id, table.c.when).where(table.c.id.in_(items))
        ).all():
            self._unmark(identity, when)
        for other in (schema.revision, schema.content, watch_hit):
            self._connection.execute(delete(other).where(other.c.item.in_(items)))
        nothing = {
            "reading": _NOTHING_READ,
            "analysis": _NOTHING_FOUND,
            "matched": "[]",
            "region": None,
            "release": None,
            "release_share": None,
            "withdrawn": True,
            "revision": table.c.revision + 1,
        }
        self._connection.execute(update(table).where(table.c.id.in_(items)).values(nothing))
        pickups = update(table).where(table.c.release.in_(items))
        none = {"release": None, "release_share": None, "revision": table.c.revision + 1}
        self._connection.execute(pickups.values(none))

    def blank(self, urls: Sequence[str]) -> None:
        """Let go of the bytes at `urls`, of what ways said of them, and of the reasons of their steps."""
        address, step, listed = schema.address, schema.step, schema.listed
        self.drop_bytes(urls)
        nothing = {"listed_title": None, "listed_at": None, "digest": None, "changed_at": None}
        self._connection.execute(update(address).where(address.c.url.in_(urls)).values(nothing))
        self._connection.execute(update(step).where(step.c.url.in_(urls)).values(reason=None))
        self._connection.execute(delete(listed).where(listed.c.url.in_(urls)))

    def drop_bytes(self, urls: Sequence[str]) -> int:
        """The bytes at `urls` go; what waits to be read is fetched again. Gives how many there were."""
        address = schema.address
        here = address.c.url.in_(urls)
        again = update(address).where(here, address.c.stage == Stage.FETCHED)
        self._connection.execute(again.values(stage=Stage.FOUND, outcome=None))
        files = select(address.c.record_file).where(here, address.c.record_file.is_not(None))
        found = list(self._connection.execute(files).scalars())
        unwanted = schema.unwanted
        for file in sorted(set(found)):
            known = select(unwanted.c.file).where(unwanted.c.file == file)
            if self._connection.execute(known).first() is None:
                self._connection.execute(unwanted.insert().values(file=file))
        self._connection.execute(update(address).where(here).values(record_columns(None)))
        return len(found)

    def _unmark(self, identity: str, when: datetime) -> None:
        shingle = schema.shingle
        mark = (shingle.c.fortnight == fortnight_of(when), shingle.c.item == int(identity))
        self._connection.execute(delete(shingle).where(*mark))

    def end(self, urls: Sequence[str]) -> None:
        """The way of `urls` is over, because they were erased."""
        address = schema.address
        change = update(address).where(address.c.url.in_(urls))
        self._connection.execute(
            change.values(stage=Stage.DONE, outcome=Outcome.ERASED, twin_of=None, page=address.c.url)
        )


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _MANY] for start in range(0, len(values), _MANY))

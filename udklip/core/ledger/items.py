"""The coverage itself: each item with its id and its `ready` number, given once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    bindparam,
    case,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.analysis import Relevance
from udklip.core.item import PressItem
from udklip.core.ledger import codec, schema
from udklip.core.ledger.conditions import became_ready, from_an_archive, standing
from udklip.core.ledger.utc_time import UtcTime
from udklip.core.outcomes import Step
from udklip.core.source import Rights, SourceType

# What a new reading does not touch: ids and numbers given once, and what grouping decides.
_GIVEN_ONCE = frozenset({"id", "ready", "first_seen", "url", "story", "release", "release_share"})

# Statements that every item of a run needs are built once: building one takes longer than the database's answer.
_ADD = insert(schema.item)
_OF_CONTENTS = select(schema.content.c.hash, schema.content.c.item).where(
    schema.content.c.source == bindparam("source"),
    schema.content.c.hash.in_(select(func.json_each(bindparam("hashes")).table_valued("value").c.value)),
)
_KEEP_CONTENT = upsert(schema.content).on_conflict_do_nothing()
_NEXT = (
    upsert(schema.counter)
    .values(name=bindparam("name"), value=1)
    .on_conflict_do_update(index_elements=["name"], set_={"value": schema.counter.c.value + 1})
    .returning(schema.counter.c.value)
)


class Items:
    """The items within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def add(self, item: PressItem) -> PressItem:
        """Keep a new item at the end of its way; it comes back with id, `ready` number and a story of its own."""
        number = self._next("item")
        named = replace(item, id=f"{number:08d}", ready=number)
        kept = replace(named, story=item.story or named.id)
        self._connection.execute(_ADD, _columns(kept))
        return kept

    def change(self, item: PressItem) -> None:
        """Keep what a new reading or analysis made of an item; id, ready and first seen stay. It is coverage again."""
        table = schema.item
        values = {name: value for name, value in _columns(item).items() if name not in _GIVEN_ONCE}
        values["withdrawn"] = False
        change = update(table).where(table.c.id == item.id)
        self._connection.execute(change.values(values | {"revision": table.c.revision + 1}))

    def of_contents(self, source: str, hashes: Iterable[str]) -> dict[str, str]:
        """The items of `source` whose texts have one of `hashes`, by hash."""
        values = {"source": source, "hashes": json.dumps(list(hashes))}
        return {row.hash: row.item for row in self._connection.execute(_OF_CONTENTS, values)}

    def keep_contents(self, source: str, hashes: Iterable[str], item: str) -> None:
        """The text with these hashes is `item`'s, but for those that an elder item has."""
        rows = [{"source": source, "hash": value, "item": item} for value in hashes]
        self._connection.execute(_KEEP_CONTENT, rows)

    def get(self, identity: str) -> PressItem | None:
        """The item with this id; an alias leads to the elder."""
        table = schema.item
        row = self._connection.execute(select(table).where(table.c.id == identity)).mappings().first()
        if row is None:
            return None
        return self.get(row["alias_of"]) if row["alias_of"] else _item(row)

    def many(self, identities: Sequence[str]) -> dict[str, PressItem]:
        """The items with these ids (a few hundred at most)."""
        table = schema.item
        rows = self._connection.execute(select(table).where(table.c.id.in_(identities))).mappings()
        return {row["id"]: _item(row) for row in rows}

    def texts(self, identities: Sequence[str]) -> list[tuple[str, str]]:
        """The stories and texts of the items with these ids: all that grouping needs, and soon read."""
        table = schema.item
        rows = self._connection.execute(
            select(table.c.story, table.c.reading).where(table.c.id.in_(identities))
        )
        return [(story, codec.READING.validate_json(reading).text) for story, reading in rows]

    def all(self) -> Iterator[PressItem]:
        """Every item, in the order of `ready`."""
        table = schema.item
        query = select(table).where(table.c.ready.is_not(None), standing).order_by(table.c.ready)
        for row in self._connection.execute(query).mappings():
            yield _item(row)

    def newest(self, count: int) -> list[PressItem]:
        """The newest `count` items by publication, else first seen."""
        table = schema.item
        query = select(table).where(standing).order_by(table.c.when.desc(), table.c.id)
        return [_item(row) for row in self._connection.execute(query.limit(count)).mappings()]

    def count(self) -> int:
        """How many items there are."""
        table = schema.item
        query = select(func.count()).select_from(table).where(standing)
        return int(self._connection.execute(query).scalar_one())

    def revisions(self) -> list[tuple[str, int]]:
        """Every item with its revision."""
        table = schema.item
        query = select(table.c.id, table.c.revision).where(table.c.ready.is_not(None), standing)
        return [(identity, revision) for identity, revision in self._connection.execute(query)]

    def above(self, mark: int, limit: int | None = None) -> list[PressItem]:
        """Items whose `ready` is above `mark`, in that order, at most `limit`."""
        table = schema.item
        query = select(table).where(table.c.ready > mark, standing).order_by(table.c.ready)
        if limit is not None:
            query = query.limit(limit)
        return [_item(row) for row in self._connection.execute(query).mappings()]

    def ready_between(self, after: datetime, upto: datetime) -> list[PressItem]:
        """Items that became ready after `after` and not later than `upto`, in the order of `ready`.

        What came out of an archive is news in the time it is from: filling the past does not make news of it.
        """
        table, step, address = schema.item, schema.step, schema.address
        new = (
            select(address.c.item)
            .join(step, step.c.url == address.c.url)
            .where(
                step.c.step == Step.GROUPED,
                became_ready(step.c.outcome),
                step.c.at > after,
                step.c.at <= upto,
            )
        )
        query = select(table).where(table.c.id.in_(new), standing, _of_its_time(after))
        rows = self._connection.execute(query.order_by(table.c.ready)).mappings()
        return [_item(row) for row in rows]

    def dated(self, start: datetime, end: datetime) -> list[PressItem]:
        """Items published (else first seen) from `start` on and before `end`, in the order of `ready`."""
        table = schema.item
        query = select(table).where(table.c.when >= start, table.c.when < end, standing)
        rows = self._connection.execute(query.where(table.c.ready.is_not(None)).order_by(table.c.ready))
        return [_item(row) for row in rows.mappings()]

    def stories_ready(self, after: datetime, ends: Sequence[datetime]) -> list[int]:
        """Of how many stories items became ready after `after`, up to the first of `ends`, and so on to each next.

        An item counts where it became ready first; none of an archive does.
        """
        table, step, address = schema.item, schema.step, schema.address
        upto = ends[-1]
        first = func.min(step.c.at, type_=UtcTime).label("at")
        ready = (
            select(first, table.c.story)
            .join(address, address.c.item == table.c.id)
            .join(step, step.c.url == address.c.url)
            .where(step.c.step == Step.GROUPED, became_ready(step.c.outcome), standing)
            .where(step.c.at > after, step.c.at <= upto, _of_its_time(upto))
            .group_by(table.c.id)
            .subquery()
        )
        window = case(*((ready.c.at <= end, number) for number, end in enumerate(ends)))
        counted = select(window, func.count(ready.c.story.distinct())).group_by(window)
        counts = [0] * len(ends)
        for number, count in self._connection.execute(counted):
            counts[number] = count
        return counts

    def news_above(self, mark: int, after: datetime) -> list[PressItem]:
        """Items whose `ready` is above `mark`, in that order, but for what fills the past up to `after`."""
        table = schema.item
        query = select(table).where(table.c.ready > mark, standing, _of_its_time(after))
        rows = self._connection.execute(query.order_by(table.c.ready)).mappings()
        return [_item(row) for row in rows]

    def standing(self, identities: Iterable[str]) -> list[PressItem]:
        """Those of the items with these ids that are coverage, in the order of `ready`."""
        table = schema.item
        wanted = func.json_each(json.dumps(list(identities))).table_valued("value").c.value
        query = select(table).where(table.c.id.in_(select(wanted)), standing)
        rows = self._connection.execute(query.order_by(table.c.ready)).mappings()
        return [_item(row) for row in rows]

    def newest_number(self) -> int:
        """The highest `ready` number given so far."""
        return int(self._connection.execute(select(func.max(schema.item.c.ready))).scalar() or 0)

    def _next(self, name: str) -> int:
        return int(self._connection.execute(_NEXT, {"name": name}).scalar_one())


def _of_its_time(after: datetime) -> ColumnElement[bool]:
    """That an item was first seen after `after`, or did not come out of an archive."""
    return or_(schema.item.c.first_seen > after, ~from_an_archive)


def _columns(item: PressItem) -> dict[str, object]:
    return {
        "id": item.id,
        "url": item.url,
        "source": item.source,
        "source_type": item.source_type,
        "region": item.region,
        "rights": item.rights,
        "first_seen": item.first_seen,
        "when": item.when,
        "kind": item.analysis.kind,
        "relevance": item.relevance,
        "matched": codec.MATCHED.dump_json(item.matched).decode(),
        "reading": codec.READING.dump_json(item.reading).decode(),
        "analysis": codec.ANALYSIS.dump_json(item.analysis).decode(),
        "reader_version": item.reader_version,
        "nlp_version": item.nlp_version,
        "story": item.story,
        "release": item.release,
        "release_share": item.release_share,
        "ready": item.ready,
    }


def _item(row: RowMapping) -> PressItem:
    return PressItem(
        id=row["id"],
        url=row["url"],
        source=row["source"],
        source_type=SourceType(row["source_type"]),
        region=row["region"],
        rights=Rights(row["rights"]),
        first_seen=row["first_seen"],
        reading=codec.READING.validate_json(row["reading"]),
        analysis=codec.ANALYSIS.validate_json(row["analysis"]),
        relevance=Relevance(row["relevance"]),
        matched=codec.MATCHED.validate_json(row["matched"]),
        story=row["story"],
        release=row["release"],
        release_share=row["release_share"],
        ready=row["ready"] or 0,
        reader_version=row["reader_version"],
        nlp_version=row["nlp_version"],
    )

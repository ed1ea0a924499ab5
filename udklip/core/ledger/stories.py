"""Which items are the same story. A story's id is its first item's; stories only merge."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from udklip.core.ledger import codec, schema
from udklip.core.ledger.conditions import standing
from udklip.core.ledger.values import Posted, Posting, StoryMember, StoryText, identity_of
from udklip.core.reading import Reading

WINDOW = timedelta(days=14)

# Lists of hashes come as JSON, one parameter each: a tenth of the time of a row each.
_HASHES = func.json_each(bindparam("hashes")).table_valued("value")
_FORTNIGHT = bindparam("fortnight", type_=Integer)
_ITEM, _SIZE = bindparam("item", type_=BigInteger), bindparam("size", type_=Integer)
_POST = (
    insert(schema.shingle)
    .from_select(
        ["fortnight", "hash", "item", "size"],
        select(_FORTNIGHT, _HASHES.c.value, _ITEM, _SIZE).where(true()),
    )
    .prefix_with("OR IGNORE")
)
_UNPOST_ALL = delete(schema.shingle).where(
    schema.shingle.c.fortnight == _FORTNIGHT, schema.shingle.c.hash.in_(select(_HASHES.c.value))
)
_UNPOST = _UNPOST_ALL.where(schema.shingle.c.item == _ITEM)
# The fortnights named one by one: within a range of them the database would read all that is in it.
_POSTED = select(schema.shingle).where(
    schema.shingle.c.fortnight.in_([_FORTNIGHT - 1, _FORTNIGHT, _FORTNIGHT + 1]),
    schema.shingle.c.hash.in_(select(_HASHES.c.value)),
)


def fortnight_of(when: datetime) -> int:
    """The number of the fortnight that postings of `when` are kept under."""
    return int(when.timestamp() // WINDOW.total_seconds())


class Stories:
    """The stories within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def post(self, postings: Sequence[Posting]) -> None:
        """Keep the rare word 3-grams by which items are found again."""
        if postings:
            self._connection.execute(_POST, [_as_parameters(posting) for posting in postings])

    def unpost(self, postings: Sequence[Posting]) -> None:
        """Let go of what was posted, whatever its size."""
        if postings:
            self._connection.execute(_UNPOST, [_as_parameters(posting) for posting in postings])

    def mark_stock_phrases(self, fortnight: int, hashes: Sequence[int]) -> None:
        """Too many items have these hashes to be looked up by them: one mark (item 0) stands for all of them."""
        marks = Posting(fortnight, 0, 0, tuple(hashes))
        self._connection.execute(_UNPOST_ALL, _as_parameters(marks))
        self.post([marks])

    def posted(self, hashes: Collection[int], fortnight: int) -> list[Posted]:
        """What was posted under any of `hashes` in `fortnight` and the ones beside it."""
        rows = self._connection.execute(_POSTED, {"hashes": json.dumps(list(hashes)), "fortnight": fortnight})
        return [Posted(*row) for row in rows]

    def texts_near(self, items: Sequence[int], when: datetime) -> list[StoryText]:
        """The texts of `items` (their numbers), of those whose stories had an item within 14 days of `when`."""
        table, member = schema.item, schema.item.alias()
        in_time = (
            select(member.c.id)
            .where(member.c.story == table.c.story, member.c.when.between(when - WINDOW, when + WINDOW))
            .exists()
        )
        query = select(table.c.id, table.c.story, table.c.reading).where(
            table.c.id.in_([identity_of(number) for number in items]), in_time, standing
        )
        return [
            StoryText(int(identity), story, codec.READING.validate_json(reading).text)
            for identity, story, reading in self._connection.execute(query)
        ]

    def readings(self, items: Sequence[str]) -> dict[str, Reading]:
        """The readings of the items with these ids."""
        table = schema.item
        query = select(table.c.id, table.c.reading).where(table.c.id.in_(items))
        return {
            identity: codec.READING.validate_json(reading)
            for identity, reading in self._connection.execute(query)
        }

    def current(self, story: str) -> str | None:
        """The story that `story`, or the story of an item with this id, is part of by now."""
        table = schema.item
        return self._connection.execute(select(table.c.story).where(table.c.id == story)).scalar_one_or_none()

    def join(self, one: str, other: str) -> str:
        """Make two stories one, under the elder's id, and say it; every item moved waits to be indexed again."""
        elder, younger = sorted((one, other))
        if elder != younger:
            self._move(younger, elder)
        return elder

    def members(self, story: str) -> list[StoryMember]:
        """The items of `story`, first come first."""
        return self._members(schema.item.c.story == story)

    def all(self) -> dict[str, list[StoryMember]]:
        """Every story with its items, single ones too."""
        stories: dict[str, list[StoryMember]] = {}
        for member in self._members(true()):
            stories.setdefault(member.story, []).append(member)
        return stories

    def sizes_below(self, stories: Sequence[str], ready: int) -> dict[str, int]:
        """How many items of each of `stories` have a `ready` number below `ready`."""
        table = schema.item
        query = (
            select(table.c.story, func.count())
            .where(table.c.story.in_(stories), table.c.ready < ready, standing)
            .group_by(table.c.story)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def new_outlets(self, stories: Sequence[str], mark: int) -> dict[str, list[str]]:
        """Of each of `stories` that had items by `mark`, the sources whose first item came after it."""
        table = schema.item
        first = func.min(table.c.ready).label("first")
        sources = (
            select(table.c.story, table.c.source, first)
            .where(table.c.story.in_(stories), standing)
            .group_by(table.c.story, table.c.source)
            .order_by(first)
        )
        came: dict[str, list[tuple[str, int]]] = {}
        for story, source, ready in self._connection.execute(sources):
            came.setdefault(story, []).append((source, ready))
        return {
            story: [source for source, ready in firsts if ready > mark]
            for story, firsts in came.items()
            if firsts[0][1] <= mark
        }

    def pickups(self, stories: Sequence[str], mark: int) -> list[StoryMember]:
        """The items of `stories` that were ready by `mark` and took over a press release, first come first."""
        table = schema.item
        return self._members(
            table.c.story.in_(stories) & table.c.release.is_not(None) & (table.c.ready <= mark)
        )

    def set_release(self, item: str, release: str | None, share: float | None) -> None:
        """`item` is a pickup of `release`, and `share` (0 to 1) of its body words stand in it; None for no pickup."""
        table = schema.item
        other = or_(table.c.release.is_distinct_from(release), table.c.release_share.is_distinct_from(share))
        change = update(table).where(table.c.id == item, other)
        self._connection.execute(
            change.values(release=release, release_share=share, revision=table.c.revision + 1)
        )

    def _move(self, younger: str, elder: str) -> None:
        table = schema.item
        change = update(table).where(table.c.story == younger)
        self._connection.execute(change.values(story=elder, revision=table.c.revision + 1))

    def _members(self, which: ColumnElement[bool]) -> list[StoryMember]:
        table = schema.item
        columns = (table.c.id, table.c.url, table.c.source, table.c.story, table.c.kind, table.c.when)
        query = select(*columns, table.c.release, table.c.release_share).where(standing, which)
        return [StoryMember(*row) for row in self._connection.execute(query.order_by(table.c.id))]


def _as_parameters(posting: Posting) -> dict[str, int | str]:
    return {
        "fortnight": posting.fortnight,
        "item": posting.item,
        "size": posting.size,
        "hashes": json.dumps(posting.hashes),
    }

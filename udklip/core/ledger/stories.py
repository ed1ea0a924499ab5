"""Which items are the same story. A story's id is its first item's; stories only merge."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from udklip.core.ledger import schema
from udklip.core.ledger.values import StoryMember

WINDOW = timedelta(days=14)


class Stories:
    """The stories within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def keep_shingles(self, item: str, hashes: Sequence[int], when: datetime) -> None:
        """Keep the rare word 3-grams by which `item` can be found again."""
        table = schema.shingle
        rows = [{"hash": value, "item": item, "when": when} for value in {_signed(value) for value in hashes}]
        if rows:
            self._connection.execute(insert(table), rows)

    def forget_shingles(self, item: str) -> None:
        """Before those of a new reading are kept."""
        self._connection.execute(delete(schema.shingle).where(schema.shingle.c.item == item))

    def candidates(self, hashes: Sequence[int], when: datetime, least: int, most: int) -> list[str]:
        """Items within 14 days that share at least `least` of `hashes`, most shared first, at most `most`."""
        table = schema.shingle
        # One list as JSON rather than a hundred parameters: a third of the time.
        wanted = func.json_each(json.dumps([_signed(value) for value in hashes])).table_valued("value")
        shared = func.count().label("shared")
        query = (
            select(table.c.item)
            .where(
                table.c.hash.in_(select(wanted.c.value)),
                table.c.when.between(when - WINDOW, when + WINDOW),
            )
            .group_by(table.c.item)
            .having(shared >= least)
            .order_by(shared.desc(), table.c.item)
            .limit(most)
        )
        return list(self._connection.execute(query).scalars())

    def join(self, one: str, other: str) -> str:
        """Make two stories one, under the elder's id, and say it; every item moved waits to be indexed again."""
        elder, younger = sorted((one, other))
        if elder != younger:
            self._move(younger, elder)
        return elder

    def members(self, story: str) -> list[StoryMember]:
        """The items of `story`, first come first."""
        return self._members(story)

    def all(self) -> dict[str, list[StoryMember]]:
        """Every story with its items, single ones too."""
        stories: dict[str, list[StoryMember]] = {}
        for member in self._members(None):
            stories.setdefault(member.story, []).append(member)
        return stories

    def sizes_below(self, stories: Sequence[str], ready: int) -> dict[str, int]:
        """How many items of each of `stories` have a `ready` number below `ready`."""
        table = schema.item
        query = (
            select(table.c.story, func.count())
            .where(table.c.story.in_(stories), table.c.ready < ready, table.c.alias_of.is_(None))
            .group_by(table.c.story)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def set_release(self, item: str, release: str | None, share: float | None) -> None:
        """`item` is a pickup of `release`, and `share` (0 to 1) of its body words stand in it."""
        table = schema.item
        change = update(table).where(table.c.id == item, table.c.release.is_distinct_from(release))
        self._connection.execute(
            change.values(release=release, release_share=share, revision=table.c.revision + 1)
        )

    def _move(self, younger: str, elder: str) -> None:
        table = schema.item
        change = update(table).where(table.c.story == younger)
        self._connection.execute(change.values(story=elder, revision=table.c.revision + 1))

    def _members(self, story: str | None) -> list[StoryMember]:
        table = schema.item
        columns = (table.c.id, table.c.url, table.c.source, table.c.story, table.c.kind, table.c.when)
        query = select(*columns, table.c.release, table.c.release_share).where(table.c.alias_of.is_(None))
        if story is not None:
            query = query.where(table.c.story == story)
        return [StoryMember(*row) for row in self._connection.execute(query.order_by(table.c.id))]


def _signed(value: int) -> int:
    """A 64-bit hash as the signed number that databases keep."""
    return value - (1 << 64) if value >= 1 << 63 else value

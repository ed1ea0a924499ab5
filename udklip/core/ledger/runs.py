"""Runs, and the sums of what their addresses came to."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from udklip.core.ledger import schema
from udklip.core.ledger.values import Tally
from udklip.core.outcomes import Fate, Outcome, Step

# Refusals that somebody may want to do something about.
_TOLD_TOO = (Outcome.NOT_NOW, Outcome.PRIVATE_ADDRESS)


class Runs:
    """The runs within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def begin(self, at: datetime) -> int:
        """A new run's number."""
        answer = self._connection.execute(insert(schema.run).values(started=at))
        return int(answer.inserted_primary_key[0]) if answer.inserted_primary_key else 0

    def end(self, run: int, at: datetime) -> None:
        """The run came to its end."""
        self._connection.execute(update(schema.run).where(schema.run.c.id == run).values(ended=at))

    def last(self) -> int | None:
        """The number of the newest run."""
        return self._connection.execute(
            select(schema.run.c.id).order_by(schema.run.c.id.desc()).limit(1)
        ).scalar()

    def last_began(self) -> datetime | None:
        """When the newest run began."""
        query = select(schema.run.c.started).order_by(schema.run.c.id.desc()).limit(1)
        began: datetime | None = self._connection.execute(query).scalar()
        return began

    def is_under_way(self) -> bool:
        """Whether the newest run has not ended; one that was killed has not either, until the next begins."""
        query = select(schema.run.c.ended).order_by(schema.run.c.id.desc()).limit(1)
        newest = self._connection.execute(query).first()
        return newest is not None and newest.ended is None

    def span(self) -> tuple[datetime, datetime] | None:
        """When the first run and the newest began; None where there is none."""
        table = schema.run
        query = select(func.min(table.c.started), func.max(table.c.started))
        first, newest = self._connection.execute(query).one()
        return (first, newest) if first and newest else None

    def first_began(self) -> datetime | None:
        """When the ledger's first run began."""
        return self._connection.execute(
            select(schema.run.c.started).order_by(schema.run.c.id).limit(1)
        ).scalar_one_or_none()

    def tallies(self, run: int) -> dict[str, Tally]:
        """What every source's addresses came to in `run`.

        An address whose way ended in this run counts by that end; one that was met and had nothing left
        to do is known, whatever it came to earlier. It counts for one source: the one whose it is.
        """
        return self._tallies([run], self._ended(schema.step.c.run == run))

    def between(self, after: datetime, upto: datetime) -> list[int]:
        """The runs that went on after `after` and had begun by `upto`; one at a time, so at most one began before."""
        table = schema.run
        begun = select(func.max(table.c.id)).where(table.c.started <= after).scalar_subquery()
        went_on = or_(table.c.ended > after, table.c.ended.is_(None))
        query = select(table.c.id).where(
            table.c.started <= upto, or_(table.c.started > after, table.c.id == begun), went_on
        )
        return list(self._connection.execute(query.order_by(table.c.id)).scalars())

    def tallies_between(self, after: datetime, upto: datetime) -> dict[str, Tally]:
        """What every source's addresses came to after `after` and by `upto`, each address counted once.

        One that became new in that time is new; else it counts by its last end; without one it is known.
        """
        at, runs = schema.step.c.at, self.between(after, upto)
        return self._tallies(runs, self._ended(schema.step.c.run.in_(runs), at > after, at <= upto))

    def up_to(self, last: int, after: int, limit: int) -> list[tuple[int, datetime]]:
        """At most `limit` runs above `after` and up to `last`, in order, with the time each began."""
        table = schema.run
        query = select(table.c.id, table.c.started).where(table.c.id > after, table.c.id <= last)
        rows = self._connection.execute(query.order_by(table.c.id).limit(limit))
        return [(number, started) for number, started in rows]

    def outcomes(self, run: int) -> dict[str, Counter[Outcome]]:
        """How the ways of every source's addresses ended in `run`; those that had nothing left to do have no end."""
        find, address = schema.find, schema.address
        ended = self._ends(schema.step.c.run == run)
        query = select(address.c.url, address.c.source).join(find, find.c.url == address.c.url)
        counts: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
        for url, source in self._connection.execute(query.where(find.c.run == run).distinct()):
            if url in ended:
                counts[source][ended[url]] += 1
        return dict(counts)

    def fetched(self, run: int) -> dict[str, int]:
        """How many addresses of every source were fetched in `run`."""
        step, address = schema.step, schema.address
        query = (
            select(address.c.source, func.count(step.c.url.distinct()))
            .join(address, address.c.url == step.c.url)
            .where(step.c.run == run, step.c.step == Step.FETCHED, step.c.outcome == Outcome.OK)
            .group_by(address.c.source)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def failures(self, run: int) -> list[tuple[str, Outcome, str | None]]:
        """Every address or way that failed in `run`, or was left alone for now: address, outcome, reason."""
        table = schema.step
        query = (
            select(table.c.url, table.c.outcome, table.c.reason)
            .where(table.c.run == run)
            .order_by(table.c.id)
        )
        rows = [(url, Outcome(outcome), reason) for url, outcome, reason in self._connection.execute(query)]
        return [row for row in rows if row[1].fate is Fate.FAILED or row[1] in _TOLD_TOO]

    def _tallies(self, runs: Sequence[int], ended: dict[str, Fate]) -> dict[str, Tally]:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        find, address = schema.find, schema.address
        query = select(address.c.url, address.c.source).join(find, find.c.url == address.c.url)
        for url, source in self._connection.execute(query.where(find.c.run.in_(runs)).distinct()):
            counts[source][ended.get(url, Fate.KNOWN)] += 1
        return {source: Tally(found=fates.total(), **fates) for source, fates in counts.items()}

    def _ended(self, *which: ColumnElement[bool]) -> dict[str, Fate]:
        return {url: outcome.fate for url, outcome in self._ends(*which).items()}

    def _ends(self, *which: ColumnElement[bool]) -> dict[str, Outcome]:
        table = schema.step
        query = select(table.c.url, table.c.outcome).where(*which).order_by(table.c.id)
        ends: dict[str, Outcome] = {}
        for url, name in self._connection.execute(query):
            outcome = Outcome(name)
            was_new = url in ends and ends[url].fate is Fate.NEW
            if outcome.fate is not Fate.ON_THE_WAY and not was_new:
                ends[url] = outcome
        return ends

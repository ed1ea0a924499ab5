"""Where every address is on its way, and the steps that brought it there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, insert, literal, select, union_all, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip import __version__
from udklip.core.ledger import schema
from udklip.core.ledger.rows import FETCHED, SETTLE, record_columns, step_row, waiting, was_tried
from udklip.core.ledger.values import Find, Record, Stage, StepRow, Waiting
from udklip.core.outcomes import Outcome, Step

MOST_ATTEMPTS = 20
_MANY = 500


class Addresses:
    """The addresses and their steps within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def find(self, run: int, finds: Sequence[Find], at: datetime) -> tuple[list[Find], list[Find]]:
        """Note that `run` met `finds`, on hosts that their source admits.

        Returns:
            Those never seen before, and those that are to be fetched: the new ones, what an earlier run
            left, what failed in a way that trying again may mend, and what another source only pointed at.
        """
        unique = _unique(finds)
        if not unique:
            return [], []
        met = self._met(run, unique)
        known = self._known([find.url for find in unique])
        again = [f for f in unique if f.url in known and _worth_it(known[f.url], met=f.url in met)]
        new = self._new(run, unique, known, at)
        for find in again:
            self._take_over(find, known[find.url])
        return new, new + again

    def refuse(self, run: int, finds: Sequence[Find], end: StepRow) -> list[Find]:
        """Note that `run` met `finds`, and that those never seen before end as `end` says; gives those."""
        unique = _unique(finds)
        new = self._new(run, unique, self._known([find.url for find in unique]), end.at)
        for find in new:
            self.finish(run, replace(end, url=find.url))
        return new

    def last_found(self, run: int, via: str) -> list[Find]:
        """What the last run before `run` met at `via`."""
        table = schema.find
        last = select(func.max(table.c.run)).where(table.c.via == via, table.c.run < run).scalar_subquery()
        query = select(table.c.url, table.c.source, table.c.way).where(
            table.c.via == via, table.c.run == last
        )
        return [Find(url, source, way, via) for url, source, way in self._connection.execute(query)]

    def left_over(self, run: int, source: str) -> list[str]:
        """What an earlier run found for `source` and did not fetch; it is counted in this run."""
        return self._resumed(run, self._at_stage(Stage.FOUND, source))

    def try_again(self, run: int, source: str, found_after: datetime) -> list[str]:
        """What failed for `source` in a way that time may mend, whether its ways still name it or not."""
        table = schema.address
        may_mend = [outcome for outcome in Outcome if outcome.again]
        met = select(schema.find.c.url).where(schema.find.c.run == run)
        query = select(table.c.url, table.c.source).where(
            table.c.source == source,
            table.c.stage == Stage.DONE,
            table.c.outcome.in_(may_mend),
            table.c.attempts < MOST_ATTEMPTS,
            table.c.found_at > found_after,
            table.c.url.not_in(met),
        )
        urls = self._resumed(run, self._connection.execute(query).mappings().all())
        for part in _chunks(urls):
            self._connection.execute(update(table).where(table.c.url.in_(part)).values(stage=Stage.FOUND))
        return urls

    def fetched(self, run: int, url: str, record: Record, digest: str, at: datetime) -> None:
        """The raw bytes of `url` stand in the archive at `record`."""
        values = {"fetched": url, "at": at, "bytes": digest}
        self._connection.execute(FETCHED, values | record_columns(record))
        self.steps(run, [StepRow(url, Step.FETCHED, Outcome.OK, None, at, __version__)])

    def finish(self, run: int, row: StepRow) -> None:
        """`row` was the last step of its address in this run."""
        self.close(row)
        self.steps(run, [row])

    def close(self, row: StepRow, **values: object) -> None:
        """The address of `row` waits for nothing more. The step itself is the caller's to append."""
        table = schema.address
        change = update(table).where(table.c.url == row.url)
        attempts = table.c.attempts + was_tried(row)
        self._connection.execute(
            change.values({"stage": Stage.DONE, "outcome": row.outcome, "attempts": attempts} | values)
        )

    def settle(self, row: StepRow, record: Record | None, item: str | None) -> None:
        """As `close`: its bytes stand at `record` from now on, and it belongs to `item`, if to any."""
        values = {"settled": row.url, "outcome": row.outcome, "tried": was_tried(row), "item": item}
        self._connection.execute(SETTLE, values | record_columns(record))

    def steps(self, run: int, rows: Iterable[StepRow]) -> None:
        """Append steps."""
        values = [
            {
                "run": run,
                "url": row.url,
                "step": row.step,
                "outcome": row.outcome,
                "reason": row.reason,
                "at": row.at,
                "version": row.version,
                "revision": row.revision,
            }
            for row in rows
        ]
        if values:
            self._connection.execute(insert(schema.step), values)

    def moved(self, url: str, record: Record | None) -> None:
        """The raw bytes of `url` stand elsewhere now, or nowhere any more."""
        self._set(url, **record_columns(record))

    def waiting(self, limit: int, beyond: str = "") -> list[Waiting]:
        """At most `limit` addresses whose bytes wait to be read, by address, after `beyond`."""
        table = schema.address
        query = (
            select(table)
            .where(table.c.stage == Stage.FETCHED, table.c.url > beyond, table.c.record_file.is_not(None))
            .order_by(table.c.url)
            .limit(limit)
        )
        return [waiting(row) for row in self._connection.execute(query).mappings()]

    def read_again(self, run: int) -> int:
        """Put every address whose bytes are still in the archive back to wait to be read; says how many."""
        table = schema.address
        query = select(table.c.url, table.c.source).where(
            table.c.stage == Stage.DONE, table.c.record_file.is_not(None)
        )
        finds = [
            Find(row["url"], row["source"], "archive") for row in self._connection.execute(query).mappings()
        ]
        self._note(run, finds)
        for urls in _chunks([find.url for find in finds]):
            self._connection.execute(update(table).where(table.c.url.in_(urls)).values(stage=Stage.FETCHED))
        return len(finds)

    def note_waiting(self, run: int) -> None:
        """Count what an earlier run fetched and did not finish in this run too."""
        self._resumed(run, self._at_stage(Stage.FETCHED, None))

    def history(self, url: str) -> list[StepRow]:
        """Every step of `url`, oldest first."""
        table = schema.step
        query = select(table).where(table.c.url == url).order_by(table.c.id)
        return [step_row(row) for row in self._connection.execute(query).mappings()]

    def item_of(self, url: str) -> str | None:
        """The item that the address belongs to, if any."""
        found = self._connection.execute(select(schema.address.c.item).where(schema.address.c.url == url))
        return found.scalar()

    def of_item(self, item: str) -> list[str]:
        """The addresses whose text is `item`, those of its aliases too."""
        table = schema.address
        # Not one condition with OR: for that the database would read every item.
        aliases = select(schema.item.c.id).where(schema.item.c.alias_of == item)
        itself = union_all(select(literal(item)), aliases)
        query = select(table.c.url).where(table.c.item.in_(itself)).order_by(table.c.found_at, table.c.url)
        return list(self._connection.execute(query).scalars())

    def digest(self, url: str) -> str | None:
        """The hash of the bytes `url` had when it was last fetched."""
        table = schema.address
        return self._connection.execute(select(table.c.digest).where(table.c.url == url)).scalar_one_or_none()

    def expired(self, folder: str, before: datetime) -> list[Waiting]:
        """Addresses at their end whose bytes stand in `folder` of the archive, fetched before `before`."""
        table = schema.address
        query = select(table).where(
            table.c.stage == Stage.DONE,
            table.c.record_file.startswith(folder + "/", autoescape=True),
            table.c.fetched_at < before,
        )
        return [waiting(row) for row in self._connection.execute(query).mappings()]

    def records_in_use(self, file: str) -> int:
        """How many addresses have their bytes in `file`."""
        table = schema.address
        query = select(func.count()).select_from(table).where(table.c.record_file == file)
        return int(self._connection.execute(query).scalar_one())

    def record_of(self, item: str) -> Record | None:
        """Where the bytes of `item` stand."""
        table = schema.address
        query = select(table).where(table.c.item == item, table.c.record_file.is_not(None))
        row = self._connection.execute(query).mappings().first()
        return waiting(row).record if row else None

    def _met(self, run: int, finds: Sequence[Find]) -> set[str]:
        table = schema.find
        urls = [find.url for find in finds]
        query = (
            select(table.c.url).where(table.c.run == run, table.c.url.in_(part)) for part in _chunks(urls)
        )
        return {url for each in query for url in self._connection.execute(each).scalars()}

    def _known(self, urls: Sequence[str]) -> dict[str, RowMapping]:
        table = schema.address
        queries = (select(table).where(table.c.url.in_(part)) for part in _chunks(urls))
        return {row["url"]: row for query in queries for row in self._connection.execute(query).mappings()}

    def _note(self, run: int, finds: Iterable[Find]) -> None:
        rows = [
            {"run": run, "url": find.url, "via": find.via or find.way, "source": find.source, "way": find.way}
            for find in finds
        ]
        if rows:
            self._connection.execute(upsert(schema.find).on_conflict_do_nothing(), rows)
            by_way = [{name: row[name] for name in ("url", "source", "way")} for row in rows]
            self._connection.execute(upsert(schema.named).on_conflict_do_nothing(), by_way)

    def _add(self, finds: Sequence[Find], at: datetime) -> None:
        rows = [
            {
                "url": find.url,
                "source": find.source,
                "stage": Stage.FOUND,
                "found_at": find.seen_at or at,
                "listed_title": find.title,
                "listed_at": find.listed_at,
            }
            for find in finds
        ]
        if rows:
            self._connection.execute(insert(schema.address), rows)

    def _new(
        self, run: int, finds: Sequence[Find], known: Mapping[str, RowMapping], at: datetime
    ) -> list[Find]:
        """Note `finds`, and begin the way of those that are not `known`."""
        new = [find for find in finds if find.url not in known]
        self._note(run, finds)
        self._add(new, at)
        self.steps(run, [StepRow(f.url, Step.DISCOVERED, Outcome.OK, f.way, at, __version__) for f in new])
        return new

    def _take_over(self, find: Find, row: RowMapping) -> None:
        """A known address is to be fetched: for the source that was refused it too, if this one admits it."""
        change = {"source": find.source} if row["outcome"] == Outcome.FOREIGN_HOST else {}
        self._set(find.url, stage=Stage.FOUND, **change)

    def _resumed(self, run: int, rows: Iterable[RowMapping]) -> list[str]:
        finds = [Find(row["url"], row["source"], "resumed") for row in rows]
        self._note(run, finds)
        return [find.url for find in finds]

    def _at_stage(self, stage: Stage, source: str | None) -> Sequence[RowMapping]:
        table = schema.address
        query = select(table.c.url, table.c.source).where(table.c.stage == stage)
        if source is not None:
            query = query.where(table.c.source == source)
        return self._connection.execute(query).mappings().all()

    def _set(self, url: str, **values: object) -> None:
        table = schema.address
        self._connection.execute(update(table).where(table.c.url == url).values(values))


def _unique(finds: Sequence[Find]) -> list[Find]:
    return list({find.url: find for find in finds}.values())


def _worth_it(row: RowMapping, *, met: bool) -> bool:
    """Whether a known address is to be fetched: it never was, or its end is one that time or a host may mend.

    What this run has `met` already is under way, unless it was met where only another source pointed at it.
    """
    if row["stage"] == Stage.DONE and row["outcome"] == Outcome.FOREIGN_HOST:
        return bool(row["attempts"] == 0)
    if met or row["stage"] != Stage.DONE:
        return bool(not met and row["stage"] == Stage.FOUND)
    return Outcome(row["outcome"]).again and row["attempts"] < MOST_ATTEMPTS


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _MANY] for start in range(0, len(values), _MANY))

"""What the ledger knows of each source: its addresses by way, warnings, and what people saw elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema
from udklip.core.ledger.values import Met, Report, Verdict, VisitState, Warned
from udklip.core.outcomes import Outcome, Step
from udklip.core.source import WAYS


class Sources:
    """What is known of the sources, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def newest(self, source: str, limit: int, before: datetime | None = None) -> list[Met]:
        """The addresses of `source` that were found last (before `before`), newest first, without their ways."""
        table = schema.address
        query = select(table).where(*_its_own(source))
        if before is not None:
            query = query.where(table.c.found_at < before)
        query = query.order_by(table.c.found_at.desc(), table.c.url)
        return [_met(row) for row in self._connection.execute(query.limit(limit)).mappings()]

    def met(self, source: str, since: datetime) -> list[Met]:
        """The pages of `source` first found from `since` on, each with the ways that named it or a twin of it."""
        address = schema.address
        ways = self._ways(source, since)
        rows = select(address).where(*_its_own(source), address.c.found_at >= since)
        found = self._connection.execute(rows.order_by(address.c.found_at, address.c.url)).mappings()
        pages: dict[str, Met] = {}
        for row in found:
            met = pages.setdefault(row["page"], _met(row))
            pages[row["page"]] = replace(met, ways=met.ways | ways[row["url"]])
        return [met for met in pages.values() if met.ways]

    def warn(self, run: int, warnings: Iterable[Warned]) -> None:
        """Keep what looked wrong."""
        rows = [{"run": run, **asdict(warning)} for warning in warnings]
        if rows:
            self._connection.execute(insert(schema.warning), rows)

    def warnings(self, run: int) -> list[Warned]:
        """What looked wrong in `run`."""
        table = schema.warning
        query = select(table).where(table.c.run == run).order_by(table.c.id)
        return [_warned(row) for row in self._connection.execute(query).mappings()]

    def standing_warnings(self, source: str) -> list[Warned]:
        """What looked wrong about the last visit to each way of `source`; "unchanged" does not mend it."""
        visit, table = schema.visit, schema.warning
        last = (
            select(visit.c.url, func.max(visit.c.run).label("run"))
            .where(
                visit.c.source == source,
                visit.c.state != VisitState.FAILED,
                visit.c.outcome != Outcome.UNCHANGED,
            )
            .group_by(visit.c.url)
            .subquery()
        )
        query = select(table).join(last, (table.c.url == last.c.url) & (table.c.run == last.c.run))
        rows = self._connection.execute(query.where(table.c.source == source).order_by(table.c.id))
        return [_warned(row) for row in rows.mappings()]

    def leave_alone(self, run: int, until: Mapping[str, datetime]) -> None:
        """The sources that `run` did not ask, and when each is due."""
        rows = [{"run": run, "source": source, "until": moment} for source, moment in until.items()]
        if rows:
            self._connection.execute(insert(schema.left_alone), rows)

    def left_alone(self, source: str) -> datetime | None:
        """Until when `source` is left alone, where runs have left it so since its last visit."""
        table, visit = schema.left_alone, schema.visit
        last = select(func.max(visit.c.run)).where(visit.c.source == source).scalar_subquery()
        query = select(table.c.until).where(table.c.source == source, or_(last.is_(None), table.c.run > last))
        answer: datetime | None = self._connection.execute(query.order_by(table.c.run.desc())).scalar()
        return answer

    def report(self, report: Report) -> Report:
        """Keep what people saw; the first report of an address stands, unless its address was on its way then."""
        kept = self._reported(report.url)
        if kept and kept.verdict is not Verdict.WAITING:
            return kept
        table = schema.report
        values = asdict(report)
        self._connection.execute(
            upsert(table).values(values).on_conflict_do_update(index_elements=["url"], set_=values)
        )
        return report

    def reports(self) -> list[Report]:
        """Everything people reported, oldest first."""
        table = schema.report
        query = select(table).order_by(table.c.at, table.c.url)
        return [_report(row) for row in self._connection.execute(query).mappings()]

    def state(self) -> tuple[int, int, int]:
        """Numbers that are others once a source was visited or left alone, or somebody reported an address."""
        visited = select(func.max(schema.visit.c.id)).scalar_subquery()
        left = select(func.max(schema.left_alone.c.run)).scalar_subquery()
        reports = select(func.count()).select_from(schema.report).scalar_subquery()
        visit, run, told = self._connection.execute(select(visited, left, reports)).one()
        return visit or 0, run or 0, told

    def _ways(self, source: str, since: datetime) -> defaultdict[str, set[str]]:
        """By address, the ways of `source` that named it, of those first found from `since` on."""
        table, address = schema.named, schema.address
        query = (
            select(table.c.url, table.c.way)
            .join(address, address.c.url == table.c.url)
            .where(*_its_own(source), address.c.found_at >= since)
            .where(table.c.source == source, table.c.way.in_(WAYS))
        )
        ways: defaultdict[str, set[str]] = defaultdict(set)
        for url, way in self._connection.execute(query):
            ways[url].add(way)
        return ways

    def _reported(self, url: str) -> Report | None:
        query = select(schema.report).where(schema.report.c.url == url)
        row = self._connection.execute(query).mappings().first()
        return _report(row) if row else None


def _its_own(source: str) -> tuple[ColumnElement[bool], ...]:
    """Its addresses; adverts and links that lead elsewhere are not."""
    table = schema.address
    not_foreign = or_(table.c.outcome.is_(None), table.c.outcome != Outcome.FOREIGN_HOST)
    return (table.c.source == source, not_foreign)


def _met(row: RowMapping, ways: frozenset[str] = frozenset()) -> Met:
    outcome = Outcome(row["outcome"]) if row["outcome"] else None
    return Met(row["url"], row["listed_title"], row["listed_at"], row["found_at"], outcome, ways)


def _warned(row: RowMapping) -> Warned:
    return Warned(row["source"], row["url"], row["kind"], row["text"], row["at"])


def _report(row: RowMapping) -> Report:
    return Report(
        url=row["url"],
        source=row["source"],
        at=row["at"],
        verdict=Verdict(row["verdict"]),
        step=Step(row["step"]),
        outcome=Outcome(row["outcome"]),
        reason=row["reason"],
    )

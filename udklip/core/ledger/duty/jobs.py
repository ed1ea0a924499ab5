"""Jobs: their runs, and what people want of them."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger.duty.tables import job_run, job_state
from udklip.core.ledger.duty.values import ENDED_WELL, JobOutcome, JobRun, JobStanding

LOOKED_AT = 20
"""Runs that did not end well and are looked at: a job that fails for weeks has thousands."""


class Jobs:
    """The service's jobs within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def know(self, jobs: Iterable[str], at: datetime) -> None:
        """Jobs that are new are known from now on: nothing that was planned earlier is caught up."""
        for job in jobs:
            self._connection.execute(_known(job, at).on_conflict_do_nothing())

    def standing(self, job: str, now: datetime) -> JobStanding:
        """What is known of `job` at `now`."""
        state = self._connection.execute(select(job_state).where(job_state.c.job == job)).mappings().first()
        good = self._first(
            _runs(job, now).where(job_run.c.outcome.in_(ENDED_WELL), job_run.c.due <= now).limit(1)
        )
        since = _runs(job, now).where(job_run.c.outcome.not_in(ENDED_WELL)).limit(LOOKED_AT)
        if good:
            since = since.where(job_run.c.started > good.started)
        return JobStanding(
            job=job,
            known=state["known"] if state else now,
            paused=bool(state and state["paused"]),
            asked=state["asked_at"] if state else None,
            last=self._first(_runs(job, now).limit(1)),
            ended=self._ended(job, now),
            covered=good.due if good else None,
            unfinished=tuple(map(_run, self._connection.execute(since).mappings())),
        )

    def begin(self, job: str, due: datetime, holder: str, at: datetime) -> JobRun:
        """A new run of `job`, planned for `due`; a run of it that was left open is over."""
        self.close(at, job=job)
        values = {"job": job, "due": due, "started": at, "holder": holder, "counts": "{}"}
        answer = self._connection.execute(insert(job_run).values(values))
        key = answer.inserted_primary_key
        met = update(job_state).where(job_state.c.job == job, job_state.c.asked_at <= due)
        self._connection.execute(met.values(asked_at=None))
        return JobRun(int(key[0]) if key else 0, job, due, at, holder)

    def end(
        self, run: int, outcome: JobOutcome, counts: Mapping[str, int], note: str | None, at: datetime
    ) -> bool:
        """The run came to its end; false where another has closed it in the meantime."""
        values = {"ended": at, "outcome": outcome, "counts": json.dumps(dict(counts)), "note": note}
        mine = update(job_run).where(job_run.c.id == run, job_run.c.ended.is_(None))
        return bool(self._connection.execute(mine.values(values)).rowcount)

    def close(self, at: datetime, job: str | None = None) -> list[str]:
        """Runs that were left open, of `job` or of all, are stopped; gives whose they were."""
        left = [job_run.c.ended.is_(None), *([job_run.c.job == job] if job is not None else [])]
        jobs = list(self._connection.execute(select(job_run.c.job).where(*left)).scalars())
        if jobs:
            values = {"ended": at, "outcome": JobOutcome.STOPPED, "note": "the service ended before it did"}
            self._connection.execute(update(job_run).where(*left).values(values))
        return jobs

    def get(self, run: int) -> JobRun | None:
        """One run."""
        return self._first(select(job_run).where(job_run.c.id == run))

    def asked_for(self, job: str, asked: datetime) -> JobRun | None:
        """The run that a wish of the moment `asked` led to, if it began."""
        query = select(job_run).where(
            job_run.c.job == job, job_run.c.due >= asked, job_run.c.started >= asked
        )
        return self._first(query.order_by(job_run.c.started).limit(1))

    def ask(self, job: str, at: datetime) -> datetime:
        """Ask for a run of `job`; gives the moment the wish stands under, an earlier one's if that still stands."""
        add = _known(job, at, asked_at=at)
        wish = func.coalesce(job_state.c.asked_at, add.excluded.asked_at)
        self._connection.execute(add.on_conflict_do_update(index_elements=["job"], set_={"asked_at": wish}))
        query = select(job_state.c.asked_at).where(job_state.c.job == job)
        asked: datetime = self._connection.execute(query).scalar_one()
        return asked

    def pause(self, job: str, at: datetime, *, paused: bool) -> None:
        """Leave `job` alone from now on, or no more."""
        add = _known(job, at, paused=paused)
        self._connection.execute(
            add.on_conflict_do_update(index_elements=["job"], set_={"paused": add.excluded.paused})
        )

    def recent(self, job: str, limit: int) -> list[JobRun]:
        """The newest runs of `job`, latest first."""
        query = (
            select(job_run)
            .where(job_run.c.job == job)
            .order_by(job_run.c.started.desc(), job_run.c.id.desc())
        )
        return [_run(row) for row in self._connection.execute(query.limit(limit)).mappings()]

    def forget(self, before: datetime, *, only_nothing: bool) -> int:
        """Runs that ended before are forgotten, all or those that found nothing to do; the newest good one stays."""
        kept = select(func.max(job_run.c.id)).where(job_run.c.outcome.in_(ENDED_WELL)).group_by(job_run.c.job)
        old = delete(job_run).where(job_run.c.ended < before, job_run.c.id.not_in(kept))
        if only_nothing:
            old = old.where(job_run.c.outcome == JobOutcome.NOTHING)
        return self._connection.execute(old).rowcount

    def _ended(self, job: str, now: datetime) -> datetime | None:
        run = self._first(_runs(job, now).where(job_run.c.ended.is_not(None)).limit(1))
        return run.ended if run else None

    def _first(self, query: Select[tuple[object, ...]]) -> JobRun | None:
        row = self._connection.execute(query).mappings().first()
        return _run(row) if row else None


def _known(job: str, at: datetime, **more: object) -> Insert:
    return upsert(job_state).values({"job": job, "known": at, "paused": False} | more)


def _runs(job: str, now: datetime) -> Select[tuple[object, ...]]:
    query = select(job_run).where(job_run.c.job == job, job_run.c.started <= now)
    return query.order_by(job_run.c.started.desc(), job_run.c.id.desc())


def _run(row: RowMapping) -> JobRun:
    return JobRun(
        id=row["id"],
        job=row["job"],
        due=row["due"],
        started=row["started"],
        holder=row["holder"],
        ended=row["ended"],
        outcome=JobOutcome(row["outcome"]) if row["outcome"] else None,
        counts=json.loads(row["counts"]),
        note=row["note"],
    )

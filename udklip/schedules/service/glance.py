"""How everything stands, from one look into the ledger, and what of it is broken."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from udklip.core.ledger import Ledger
from udklip.core.ledger.duty.values import JobStanding, Lease, Trouble
from udklip.core.ledger.telling.values import SendingState
from udklip.core.settings import Settings
from udklip.core.times import shown
from udklip.schedules.indexing.marks import key_in
from udklip.schedules.service.duty import standings
from udklip.schedules.service.jobs import jobs
from udklip.schedules.service.notices import JOB
from udklip.schedules.service.planning import TOO_OFTEN, JobSpec, late_since
from udklip.schedules.sources.standing import SourceState, Standing, standing

SENDINGS_SINCE = timedelta(days=7)
_WAITING = (SendingState.PLANNED, SendingState.HANDING)


@dataclass(frozen=True, slots=True)
class Glance:
    """The service, its jobs, the sources, what waits, and what is broken, at `now`.

    `lease` is there where a service is at work or was and did not end well; `waiting` counts items for the index.
    """

    now: datetime
    lease: Lease | None
    jobs: Sequence[tuple[JobSpec, JobStanding]]
    sources: Sequence[Standing]
    waiting: int
    sendings: Mapping[SendingState, int]
    troubles: Sequence[Trouble]

    @property
    def alive(self) -> bool:
        """Whether a service is at work."""
        return self.lease is not None and self.lease.until > self.now

    @property
    def states(self) -> Counter[SourceState]:
        """How many sources there are in each state."""
        return Counter(one.state for one in self.sources)

    @property
    def failing(self) -> list[Standing]:
        """The sources that could not be had last time, and those that are silent."""
        ill = (SourceState.FAILED, SourceState.BLOCKED, SourceState.SILENT)
        return [one for one in self.sources if one.state in ill]

    @property
    def to_be_sent(self) -> int:
        """How many sendings wait."""
        return sum(self.sendings.get(state, 0) for state in _WAITING)


def glance(settings: Settings, ledger: Ledger, now: datetime) -> Glance:
    """How everything stands."""
    specs = jobs(settings)
    with ledger.reading() as book:
        there = standings(book, specs, now)
        return Glance(
            now=now,
            lease=book.lease.last(),
            jobs=[(spec, there[spec.name]) for spec in specs],
            sources=[standing(book, source) for source in settings.sources if source.enabled],
            waiting=book.indexing.waiting(key_in(settings.index)),
            sendings=book.troubles.sendings(now - SENDINGS_SINCE),
            troubles=book.troubles.all(),
        )


def broken(one: Glance) -> list[str]:
    """A line for everything that somebody must see to. A source that failed once is none of it: it is asked again."""
    return [*_of_the_service(one), *_of_troubles(one), *_of_sendings(one)]


def _of_the_service(one: Glance) -> Iterator[str]:
    if one.lease and not one.alive:
        yield f"the service broke off: it was last heard of before {shown(one.lease.until)} ({one.lease.holder})"
    for spec, there in one.jobs:
        if since := late_since(spec, there, one.now):
            yield f"{spec.name} is late: planned for {shown(since)}"
        if there.failures >= TOO_OFTEN and not _is_told(spec.name, one.troubles):
            yield f"{spec.name} failed {there.failures} times running"


def _of_troubles(one: Glance) -> Iterator[str]:
    for trouble in one.troubles:
        told = "the operator was told" if trouble.told else "nobody was told: mail.operator is not set"
        yield f"{trouble.subject}: {trouble.said} (since {shown(trouble.since)}; {told})"


def _of_sendings(one: Glance) -> Iterator[str]:
    if uncertain := one.sendings.get(SendingState.UNCERTAIN, 0):
        yield f"{uncertain} sendings of the last week are uncertain: they may have arrived, and are not sent again"


def _is_told(job: str, troubles: Sequence[Trouble]) -> bool:
    return any(trouble.subject == JOB + job for trouble in troubles)

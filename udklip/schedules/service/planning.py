"""What is to be done now. Pure: the ledger says what was done, and the clock only what time it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from udklip.core.ledger.duty.values import JobOutcome, JobStanding
from udklip.schedules.service.job import Work
from udklip.schedules.service.triggers import Every, Trigger, following, latest

RESTS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 45, 60))
"""How long a planned job that did not end well rests before it is tried again; the last one from then on."""

LATE = timedelta(minutes=15)
TOO_OFTEN = 3
"""Failures in a row that the operator is told of."""


@dataclass(frozen=True, slots=True)
class JobSpec:
    """A job as it is planned. `says` is a line for people.

    `after` names jobs that go first when this one is caught up late: an overview that was missed waits for the
    collecting that was missed.
    """

    name: str
    trigger: Trigger
    work: Work
    says: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """A run that is to begin, and the moment it was planned or asked for."""

    job: str
    due: datetime


Standings = Mapping[str, JobStanding]


def due(trigger: Trigger, standing: JobStanding, now: datetime) -> datetime | None:
    """The planned moment that no run took care of yet, if it is to be done now; however many were missed, the newest.

    A job that is new does nothing for what was planned before it was known. One that did not end well is tried again
    after a rest, and at once where it was only stopped.
    """
    if isinstance(trigger, Every):
        next_one = standing.last.started + trigger.interval if standing.last else now
        return next_one if next_one <= now else None
    moment = uncovered(trigger, standing, now)
    return moment if moment and _rested(standing, moment) <= now else None


def uncovered(trigger: Trigger, standing: JobStanding, now: datetime) -> datetime | None:
    """The newest planned moment that no run took care of, whether it is to be tried now or not."""
    if isinstance(trigger, Every):
        return due(trigger, standing, now)
    moment = latest(trigger, now)
    covered = standing.covered is not None and moment is not None and moment <= standing.covered
    return None if moment is None or moment < standing.known or covered else moment


def next_moment(trigger: Trigger, standing: JobStanding, now: datetime) -> datetime | None:
    """When the job is done next by its plan; what is overdue is done now."""
    if isinstance(trigger, Every):
        return max(now, standing.last.started + trigger.interval) if standing.last else now
    if moment := uncovered(trigger, standing, now):
        return max(now, _rested(standing, moment))
    return following(trigger, now)


def what_to_start(
    specs: Sequence[JobSpec], standings: Standings, now: datetime, since: datetime
) -> list[Start]:
    """What the service, which works since `since`, begins now, in the order of `specs`. No job overlaps itself."""
    return [start for spec in specs if (start := start_of(spec, standings, now, since))]


def start_of(spec: JobSpec, standings: Standings, now: datetime, since: datetime) -> Start | None:
    """What is to be done of one job: a wish goes before the plan, and is heard though the job is paused."""
    standing = standings[spec.name]
    if standing.running:
        return None
    if standing.asked:
        return Start(spec.name, standing.asked)
    moment = None if standing.paused else due(spec.trigger, standing, now)
    if moment is None or (now - moment > LATE and _goes_later(spec, standings, since)):
        return None
    return Start(spec.name, moment)


def late_since(spec: JobSpec, standing: JobStanding, now: datetime) -> datetime | None:
    """The planned moment that should long have been taken care of, if any."""
    if standing.paused or standing.running:
        return None
    moment = uncovered(spec.trigger, standing, now)
    patience = max(LATE, 2 * spec.trigger.interval) if isinstance(spec.trigger, Every) else LATE
    return moment if moment and now - moment > patience else None


def _goes_later(spec: JobSpec, standings: Standings, since: datetime) -> bool:
    """Whether a job that goes before it has not ended yet since the service came to work."""
    before = (standings[name] for name in spec.after if name in standings and not standings[name].paused)
    return any(one.ended is None or one.ended < since for one in before)


def _rested(standing: JobStanding, moment: datetime) -> datetime:
    """When the planned `moment` may be tried, by how often that went wrong; `moment` where it was not tried."""
    tries = [run for run in standing.unfinished if run.due == moment]
    if not tries:
        return moment
    last = tries[0]
    rests = len(tries) - 1 - (last.outcome is JobOutcome.STOPPED)
    rest = RESTS[min(rests, len(RESTS) - 1)] if rests >= 0 else timedelta()
    return (last.ended or last.started) + rest

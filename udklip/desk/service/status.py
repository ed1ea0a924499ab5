"""How everything stands, as JSON and in words."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from udklip.core.ledger.duty.values import JobStanding
from udklip.core.ledger.telling.values import SendingState
from udklip.core.settings import Settings
from udklip.core.times import COPENHAGEN, shown
from udklip.desk.checks import Check
from udklip.desk.service.jobs import as_object as job_as_object
from udklip.schedules.service.glance import Glance
from udklip.schedules.service.planning import JobSpec, late_since, next_moment

_SENDINGS = (SendingState.UNCERTAIN, SendingState.REFUSED, SendingState.DROPPED, SendingState.SENT)


def as_object(one: Glance, faults: Sequence[str], disk: Check, settings: Settings) -> dict[str, Any]:
    """Everything, in one object."""
    return {
        "state": "broken" if faults else "ok",
        "broken": list(faults),
        "service": {
            "state": _service(one),
            "holder": one.lease.holder if one.lease else None,
            "since": shown(one.lease.since) if one.lease else None,
        },
        "jobs": [job_as_object(spec, there, one.now) for spec, there in one.jobs],
        "sources": {
            "states": dict(one.states),
            "failing": [
                {"source": ill.source.name, "state": ill.state, "reason": ill.reason} for ill in one.failing
            ],
        },
        "index": {"engine": settings.index.engine, "waiting": one.waiting},
        "outbox": {"waiting": one.to_be_sent}
        | {state.value: one.sendings.get(state, 0) for state in _SENDINGS},
        "disk": {"state": disk.state, "detail": disk.detail},
        "troubles": [
            {"subject": it.subject, "since": shown(it.since), "said": it.said, "told": shown(it.told)}
            for it in one.troubles
        ],
    }


def in_words(one: Glance, faults: Sequence[str], disk: Check, settings: Settings) -> Iterator[str]:
    """Everything, a line each."""
    since = f" since {shown(one.lease.since)}" if one.lease else ""
    yield f"service: {_service(one).replace('_', ' ')}{since if one.alive else ''}"
    yield from (f"job {_job(spec, there, one)}" for spec, there in one.jobs)
    states = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in one.states.most_common())
    yield f"sources: {states or 'none'}"
    yield from (
        f"  {ill.source.name}: {ill.state}{f' ({ill.reason})' if ill.reason else ''}" for ill in one.failing
    )
    yield f"index: {settings.index.engine}, {one.waiting} items wait"
    sendings = ", ".join(f"{one.sendings.get(state, 0)} {state}" for state in _SENDINGS)
    yield f"outbox: {one.to_be_sent} wait; in the last week {sendings}"
    yield f"disk: {disk.detail}"
    yield from (f"broken: {fault}" for fault in faults)
    if not faults:
        yield "Nothing is broken."


def _service(one: Glance) -> str:
    if one.lease is None:
        return "not_running"
    return "at_work" if one.alive else "broke_off"


def _job(spec: JobSpec, there: JobStanding, one: Glance) -> str:
    last = there.last
    if last is None:
        done = "never ran"
    elif last.ended is None:
        done = f"under way since {_near(last.started)}"
    else:
        done = f"{last.outcome} {_near(last.started)}{f' ({last.note})' if last.note else ''}"
    if there.paused:
        return f"{spec.name}: {done}; paused"
    moment = next_moment(spec.trigger, there, one.now)
    late = "; late" if late_since(spec, there, one.now) else ""
    return f"{spec.name}: {done}{f'; next {_near(moment)}' if moment else ''}{late}"


def _near(moment: datetime) -> str:
    return f"{moment.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}"

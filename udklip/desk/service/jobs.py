"""Jobs and their runs as `--json` prints them."""

from datetime import datetime
from typing import Any

from udklip.core.ledger.duty.values import JobRun, JobStanding
from udklip.core.times import shown
from udklip.schedules.service.planning import JobSpec, late_since, next_moment


def as_object(spec: JobSpec, standing: JobStanding, now: datetime) -> dict[str, Any]:
    """A job."""
    return {
        "job": spec.name,
        "when": str(spec.trigger),
        "says": spec.says,
        "paused": standing.paused,
        "asked": shown(standing.asked),
        "running": standing.running is not None,
        "failures": standing.failures,
        "late_since": shown(late_since(spec, standing, now)),
        "next": None if standing.paused else shown(next_moment(spec.trigger, standing, now)),
        "last": run_as_object(standing.last) if standing.last else None,
    }


def run_as_object(run: JobRun) -> dict[str, Any]:
    """A run of a job."""
    return {
        "job": run.job,
        "due": shown(run.due),
        "started": shown(run.started),
        "ended": shown(run.ended),
        "outcome": run.outcome,
        "counts": dict(run.counts),
        "note": run.note,
    }

"""The jobs of the service, built from the settings, in the order in which what was missed is caught up."""

from datetime import time

from udklip.core.errors import SettingsError
from udklip.core.settings import Rhythm, Settings
from udklip.schedules.keeping.retaining import retain
from udklip.schedules.mailing.delivery import deliver
from udklip.schedules.overview.making import make_due_overviews
from udklip.schedules.reporting.job import report
from udklip.schedules.service.collect import collect
from udklip.schedules.service.health import look_after_sources
from udklip.schedules.service.planning import JobSpec
from udklip.schedules.service.triggers import Daily, Every
from udklip.schedules.watching.jobs import alert, sweep

ALERT_MINUTES = 2
DELIVERY_MINUTES = 1
HEALTH_MINUTES = 60


def jobs(settings: Settings) -> tuple[JobSpec, ...]:
    """Every job. A name is given once and for good: the ledger knows the job by it."""
    hours = settings.schedule
    return (
        JobSpec(
            "collect",
            Every(hours.collect_minutes),
            collect,
            "visit the sources that are due; read, group, index",
        ),
        JobSpec(
            "alerts", Every(ALERT_MINUTES), alert, "ask the watches of what is new, and tell what they hit"
        ),
        JobSpec(
            "overview",
            Daily(_hours_of_overviews(settings)),
            make_due_overviews,
            "make the overviews whose hour it is, on working days, and post them",
            after=("collect",),
        ),
        JobSpec("deliver", Every(DELIVERY_MINUTES), deliver, "hand what is posted to the mail server"),
        JobSpec(
            "report",
            Daily((hours.report,)),
            report,
            "post the report of the week or the month that is over",
            after=("collect",),
        ),
        JobSpec(
            "health", Every(HEALTH_MINUTES), look_after_sources, "see which sources turned blocked or silent"
        ),
        JobSpec("sweep", Daily((hours.sweep,)), sweep, "look for hits of watches that no alert told of"),
        JobSpec("retention", Daily((hours.retention,)), retain, "let go of what is older than it may be"),
    )


def _hours_of_overviews(settings: Settings) -> tuple[time, ...]:
    """The hours of all editions: the default one's, and those of groups that are told at another."""
    others = {group.hour for group in settings.groups if group.hour and group.rhythm is not Rhythm.AT_ONCE}
    return tuple(sorted({settings.schedule.overview, *others}))


def job(settings: Settings, name: str) -> JobSpec:
    """The job called `name`.

    Raises:
        SettingsError: there is none.
    """
    specs = {spec.name: spec for spec in jobs(settings)}
    if name not in specs:
        raise SettingsError(f"no job is called {name!r}; there are: {', '.join(specs)}")
    return specs[name]

"""The jobs of the service, built from the settings, in the order in which what was missed is caught up."""

from udklip.core.errors import SettingsError
from udklip.core.settings import Settings
from udklip.schedules.service.collect import collect
from udklip.schedules.service.health import look_after_sources
from udklip.schedules.service.planning import JobSpec
from udklip.schedules.service.triggers import Every

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
            "health", Every(HEALTH_MINUTES), look_after_sources, "see which sources turned blocked or silent"
        ),
    )


def job(settings: Settings, name: str) -> JobSpec:
    """The job called `name`.

    Raises:
        SettingsError: there is none.
    """
    specs = {spec.name: spec for spec in jobs(settings)}
    if name not in specs:
        raise SettingsError(f"no job is called {name!r}; there are: {', '.join(specs)}")
    return specs[name]

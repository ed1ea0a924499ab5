"""What every view works with: the settings, the open ledger and index, and the clock."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import Request

from udklip.core.ledger import Ledger
from udklip.core.settings import Settings
from udklip.core.times import Clock
from udklip.desk.page.standings import Standings
from udklip.indexer.index import Index
from udklip.schedules.overview.window import Window

#: Outside of an overview nothing is late.
EVER = Window(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Office:
    """One cluster's desk; `own` are the canonical names of the cluster itself."""

    settings: Settings
    ledger: Ledger
    index: Index
    clock: Clock
    own: frozenset[str]
    standings: Standings = field(default_factory=Standings)


def office_of(request: Request) -> Office:
    """The office that the page was opened with."""
    office = request.app.state.office
    if not isinstance(office, Office):
        raise TypeError("the page was started without an office")
    return office

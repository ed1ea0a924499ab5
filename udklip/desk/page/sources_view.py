"""Kilder: how every source stands, those that need attention first; and what became of any address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from udklip.core import danish
from udklip.core.ledger import Book, StepRow
from udklip.desk.export.rss import Entry
from udklip.desk.page.feeds import feed
from udklip.desk.page.gate import address_of
from udklip.desk.page.office import Office, office_of
from udklip.desk.page.rendering import answer
from udklip.desk.page.tables import table
from udklip.desk.sources.standing import as_object
from udklip.schedules.sources.missed import history_of, never_seen
from udklip.schedules.sources.standing import SourceState, Standing

LONGEST_ADDRESS = 2_000
STATES = {
    SourceState.BLOCKED: "lukker os ude",
    SourceState.FAILED: "ikke hentet",
    SourceState.SILENT: "usædvanligt stille",
    SourceState.PARTIAL: "delvist hentet",
    SourceState.NEVER_VISITED: "aldrig besøgt",
    SourceState.COMPLETE: "hentet",
    SourceState.NOT_DUE: "hentet, ikke ventet endnu",
    SourceState.OFF: "slået fra",
}
_ATTENTION = list(STATES)
WELL = (SourceState.COMPLETE, SourceState.NOT_DUE, SourceState.OFF)


@dataclass(frozen=True, slots=True)
class Tried:
    """An address that somebody asked about, its way, and the item it became, if any."""

    address: str
    way: tuple[StepRow, ...]
    item: str | None


def sources_page(request: Request) -> Response:
    """`/kilder`; with `adresse` what became of it."""
    office = office_of(request)
    address = request.query_params.get("adresse", "").strip()[:LONGEST_ADDRESS]
    with office.ledger.reading() as book:
        standings = _standings(office, book)
        tried = _tried(office, book, address) if address else None
    watched = [one for one in standings if one.state is not SourceState.OFF]
    off = [one.source for one in standings if one.state is SourceState.OFF]
    return answer(
        request,
        "sources.html.j2",
        sources=watched,
        off=off,
        states=STATES,
        well=WELL,
        tried=tried,
        address=address,
    )


def sources_json(request: Request) -> Response:
    """`/kilder.json`: as `udklip sources status --json`, in one array."""
    office = office_of(request)
    with office.ledger.reading() as book:
        rows: list[dict[str, Any]] = [as_object(one) for one in _standings(office, book)]
    return JSONResponse(rows)


def sources_table(request: Request) -> Response:
    """`/kilder.csv` and `.xlsx`."""
    office = office_of(request)
    with office.ledger.reading() as book:
        rows = [_row(one) for one in _standings(office, book)]
    headings = (
        "Kilde",
        "Medietype",
        "Region",
        "Tilstand",
        "Besøgt",
        "Hentet helt",
        "Nyeste omtale",
        "Rettigheder",
    )
    return table(request.url.path, headings, rows)


def sources_feed(request: Request) -> Response:
    """`/kilder.rss`: one entry a source that somebody should look at, new whenever it comes to stand so."""
    office, page = office_of(request), "/kilder"
    with office.ledger.reading() as book:
        ill = attention(office, book)
    entries = [_entry(one, address_of(request, page)) for one in ill]
    return feed(request, page, "Kilder, der skal ses til", entries)


def _entry(one: Standing, link: str) -> Entry:
    name, since = danish.outlet(one.source.name), _since(one)
    told = {
        "besøgt": one.visited,
        "sidst hentet helt": one.complete,
        "nyeste omtale": one.last and one.last.when,
    }
    return Entry(
        key=f"udklip:source:{one.source.name}:{one.state}:{since and since.isoformat()}",
        title=f"{name}: {STATES[one.state]}",
        link=link,
        text=", ".join(f"{what} {danish.moment(at)}" for what, at in told.items() if at),
        at=since,
    )


def _since(one: Standing) -> datetime | None:
    """What stands still as long as the source stands so: when it was last well."""
    match one.state:
        case SourceState.SILENT if one.last and one.silent_after:
            return one.last.when + one.silent_after
        case SourceState.FAILED | SourceState.PARTIAL:
            return one.complete
    return None


def _row(one: Standing) -> list[str | None]:
    source = one.source
    times = (one.visited, one.complete, one.last and one.last.when)
    return [
        danish.outlet(source.name),
        danish.SOURCE_TYPES[source.type],
        source.region,
        STATES[one.state],
        *(danish.moment(at) if at else None for at in times),
        danish.RIGHTS[source.rights],
    ]


def attention(office: Office, book: Book) -> list[Standing]:
    """The sources that somebody should look at."""
    return [one for one in _standings(office, book) if one.state not in WELL]


def _standings(office: Office, book: Book) -> list[Standing]:
    every = office.standings.of(office.settings.sources, book)
    return sorted(every, key=lambda one: (_ATTENTION.index(one.state), one.source.name.casefold()))


def _tried(office: Office, book: Book, address: str) -> Tried:
    steps = history_of(book, address) or [never_seen(address, office.settings, book, office.clock())]
    return Tried(address, tuple(steps), book.addresses.item_of(steps[-1].url))

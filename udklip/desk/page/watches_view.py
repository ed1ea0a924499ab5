"""Overvågninger: the saved searches, what they hit, and a new one with what the last 30 days would have given."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from udklip.core.errors import QueryError, SettingsError
from udklip.core.ledger.people.values import AuditRow
from udklip.core.ledger.watching.values import Watch
from udklip.desk.page.feeds import feed, story_entry
from udklip.desk.page.gate import Form, person_of
from udklip.desk.page.office import Office, office_of
from udklip.desk.page.rendering import answer
from udklip.desk.page.search.asked import Fault, fault_of
from udklip.desk.page.tables import table
from udklip.schedules.overview.values import Story
from udklip.schedules.watching.addressees import alerted
from udklip.schedules.watching.feeds import STORIES, feed_file, feed_of, remove_feed
from udklip.schedules.watching.making import MOST_STORIES_A_WEEK, Trial, make_watch, try_query

COOL_DOWNS = {
    "": "med det samme",
    "30 min": "højst hver halve time",
    "2 h": "højst hver 2. time",
    "8 h": "højst hver 8. time",
}
QUIET = "21:00-06:30"
WRONG = Fault(
    "wrong_value",
    "Navnet eller en af adresserne kan ikke bruges. Et navn har bogstaver, tal og mellemrum, højst 60 tegn.",
)
TAKEN = Fault(
    "taken", "Der er allerede en overvågning med det navn. Vælg et andet, eller slet den først.", "name"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A watch with how much it hit, who gets it, and whether its feed is there."""

    watch: Watch
    hits: int
    untold: int
    to: tuple[str, ...]
    has_feed: bool


def watches_page(request: Request) -> Response:
    """`/overvaagninger`; with `q` a new one is tried."""
    query = request.query_params.get("q", "").strip()
    return _page(request, {"q": query}, None)


def watches_json(request: Request) -> Response:
    """`/overvaagninger.json`."""
    return JSONResponse([_as_object(kept) for kept in _kept(office_of(request))])


def watches_table(request: Request) -> Response:
    """`/overvaagninger.csv` and `.xlsx`."""
    rows = [_row_of(kept) for kept in _kept(office_of(request))]
    return table(
        request.url.path, ("Navn", "Søgning", "Omtaler", "Venter", "Sendes til", "Oprettet af"), rows
    )


def _row_of(kept: Kept) -> list[str | int | None]:
    watch = kept.watch
    return [watch.name, watch.query, kept.hits, kept.untold, ", ".join(kept.to), watch.owner]


def watches_feed(request: Request) -> Response:
    """`/overvaagninger.rss`: what the watches hit last, each story once, with the names of its watches."""
    office = office_of(request)
    profile, now = office.settings.profile.name, office.clock()
    with office.ledger.reading() as book:
        hit = [
            (watch.name, entry)
            for watch in book.watches.all()
            for entry in feed_of(book, watch, profile, office.own, now).entries
        ]
    hit.sort(key=lambda one: one[1].newest, reverse=True)
    stories: dict[str, Story] = {}
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, entry in hit:
        stories.setdefault(entry.story.id, entry.story)
        names[entry.story.id].append(name)
    newest = islice(stories.values(), STORIES)
    entries = [story_entry(story, names[story.id]) for story in newest]
    return feed(request, "/overvaagninger", "Overvågninger", entries)


def watch_feed(request: Request) -> Response:
    """`/overvaagninger/NAME.xml`: the Atom feed, for readers on the same page."""
    office, name = office_of(request), request.path_params["name"]
    with office.ledger.reading() as book:
        watch = book.watches.get(name)
    path = feed_file(office.settings, watch.name) if watch else None
    if path is None or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type="application/atom+xml")


def make(request: Request, form: Form) -> Response:
    """Keep a new watch."""
    office, person = office_of(request), person_of(request)
    addresses = [part for part in form.get("to", "").replace(",", " ").replace(";", " ").split() if part]
    try:
        wanted = make_watch(
            form.get("name", ""),
            form.get("q", "").strip(),
            office.clock(),
            owner=person.name if person else None,
            addresses=addresses,
            cool_down=form.get("cool_down") or None,
            quiet=QUIET if "quiet" in form else None,
        )
    except QueryError as error:
        return _page(request, form, fault_of(error), 400)
    except SettingsError:
        return _page(request, form, WRONG, 400)
    with office.ledger.writing() as book:
        if book.watches.get(wanted.name):
            return _page(request, form, TAKEN, 409)
        book.watches.put(wanted)
        book.decisions.note_change(_row(request, "watch", wanted.name, wanted.query))
    return RedirectResponse("/overvaagninger", status_code=303)


def remove(request: Request, form: Form) -> Response:
    """Ask a watch no more."""
    office, name = office_of(request), form.get("name", "")
    with office.ledger.writing() as book:
        if not book.watches.remove(name, office.clock()):
            raise HTTPException(404)
        book.decisions.note_change(_row(request, "watch_off", name))
    remove_feed(office.settings, name)
    return RedirectResponse("/overvaagninger", status_code=303)


def _row(request: Request, action: str, about: str, words: str | None = None) -> AuditRow:
    person = person_of(request)
    return AuditRow(office_of(request).clock(), person.name if person else "", action, about, words)


def _page(request: Request, form: Form, fault: Fault | None, status: int = 200) -> Response:
    office = office_of(request)
    query = form.get("q", "").strip()
    trial: Trial | None = None
    if query and fault is None:
        try:
            with office.ledger.reading() as book:
                trial = try_query(query, office.index, book, office.clock())
        except QueryError as error:
            fault, status = fault_of(error), 400
    return answer(
        request,
        "watches.html.j2",
        status,
        watches=_kept(office),
        form=dict.fromkeys(("q", "name", "to", "cool_down"), "") | dict(form),
        fault=fault,
        trial=trial,
        most=MOST_STORIES_A_WEEK,
        cool_downs=COOL_DOWNS,
    )


def _kept(office: Office) -> list[Kept]:
    settings = office.settings
    with office.ledger.reading() as book:
        hits = book.watches.hits
        return [
            Kept(
                watch,
                hits.count(watch.name),
                len(hits.untold(watch.name)),
                (*watch.addresses, *(group.name for group in alerted(watch.name, settings.groups))),
                feed_file(settings, watch.name).is_file(),
            )
            for watch in book.watches.all()
        ]


def _as_object(kept: Kept) -> dict[str, Any]:
    watch = kept.watch
    return {
        "name": watch.name,
        "query": watch.query,
        "owner": watch.owner,
        "hits": kept.hits,
        "untold": kept.untold,
        "to": list(kept.to),
    }

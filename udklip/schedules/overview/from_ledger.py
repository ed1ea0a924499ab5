"""Reads from the ledger what an overview is built of. The only part of it that touches the ledger."""

from datetime import date, datetime

from udklip.core.ledger import Book, Ledger
from udklip.core.rights import Audience
from udklip.core.settings import Settings
from udklip.nlp.register import load_register
from udklip.schedules.overview.building import Coverage, build_overview
from udklip.schedules.overview.certificate import Visited, certify
from udklip.schedules.overview.values import Certificate, Overview
from udklip.schedules.overview.window import Window, window_of


def overview_of(day: date, settings: Settings, ledger: Ledger, *, until: datetime | None = None) -> Overview:
    """The overview that goes out on the morning of `day`; with `until`, as it stands at that time."""
    window = window_of(day)
    if until is not None:
        window = Window(window.after, max(until, window.after))
    with ledger.reading() as book:
        coverage = coverage_in(book, window, own_names(settings))
        certificate = certificate_of(book, settings, window)
    return build_overview(day, window, coverage, certificate, settings.profile.name, Audience.STAFF)


def own_names(settings: Settings) -> frozenset[str]:
    """The canonical names of the cluster itself, by the register."""
    register = load_register(settings.register_path)
    return frozenset(block.name for block in register.organisations if block.own)


def coverage_in(book: Book, window: Window, own: frozenset[str]) -> Coverage:
    """The items that became ready in `window`, and how much of their stories was ready before."""
    items = book.items.ready_between(window.after, window.upto)
    stories = {item.story for item in items}
    first = min((item.ready for item in items), default=0)
    return Coverage(tuple(items), book.stories.sizes_below(sorted(stories), first), own)


def certificate_of(book: Book, settings: Settings, window: Window) -> Certificate:
    """The certificate of `window` over every enabled source and the inbox."""
    runs = book.runs.between(window.after, window.upto)
    visited = Visited(
        visits=book.visits.between(window.after, window.upto),
        tallies=book.runs.tallies_between(window.after, window.upto),
        last={source.name: book.visits.last_at(source.name, window.upto) for source in settings.sources},
        ran=bool(runs),
    )
    return certify(settings.sources, window, visited, with_inbox=settings.inbox_folder.is_dir())

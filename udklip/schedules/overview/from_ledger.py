"""The overview of any day: the one that was made, the one to come, or what its window held."""

from datetime import date, datetime

from udklip.core.ledger import Book, Ledger
from udklip.core.rights import Audience
from udklip.core.settings import Settings
from udklip.schedules.overview.editions import Edition, main_edition
from udklip.schedules.overview.gathering import Gathered, gather_coming, gather_made, gather_window, own_names
from udklip.schedules.overview.values import Overview

__all__ = ["gathered", "overview_of", "own_names"]


def overview_of(
    day: date,
    settings: Settings,
    ledger: Ledger,
    *,
    until: datetime | None = None,
    edition: Edition | None = None,
    compared: bool = False,
    audience: Audience = Audience.STAFF,
) -> Overview:
    """The overview that goes out on the morning of `day`.

    With `until`, as it stands at that time; `compared` then says whether with the four weeks before.
    """
    with ledger.reading() as book:
        found = gathered(book, settings, edition or main_edition(settings), day, until, compared=compared)
    return found.composed(settings.profile.name, audience)


def gathered(
    book: Book,
    settings: Settings,
    edition: Edition,
    day: date,
    until: datetime | None = None,
    *,
    compared: bool = False,
) -> Gathered:
    """What that overview is built of.

    Where it was made, it is the one that went out; before that, what stands above the mark of the one before. A
    ledger that was never told of has no marks: there, and on a day that no overview was made for, its window decides.
    """
    if until is not None:
        return gather_coming(book, settings, edition, day, until, all_of_it=False, compared=compared)
    if row := book.overviews.of_day(edition.id, day):
        return gather_made(book, settings, edition, row)
    last = book.overviews.last(edition.id)
    if last and last.day < day:
        return gather_coming(book, settings, edition, day, edition.moment(day), all_of_it=False)
    return gather_window(book, settings, edition, day)

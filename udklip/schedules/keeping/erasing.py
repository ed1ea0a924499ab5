"""Erases a person, a page or a source everywhere, and leaves what keeps it from coming in again.

The bar is set first, so that what is cut short cannot undo itself; doing it again finishes it. A run and an erasing do
not go on at once: what a run has in hand would come back.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from udklip import __version__
from udklip.core.erasing.barred import token_of
from udklip.core.erasing.masking import mask_item
from udklip.core.errors import IndexBusy, IndexUnavailable
from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger, Posting, StepRow, fortnight_of
from udklip.core.outcomes import Outcome, Step
from udklip.core.settings import Settings
from udklip.core.times import Clock
from udklip.crawler import archive
from udklip.nlp.stories.shingles import sketch
from udklip.schedules.identity.same_item import fingerprint, marks
from udklip.schedules.indexing import prune, rebuild
from udklip.schedules.keeping.finding import Found, find
from udklip.schedules.keeping.remains import remains_of
from udklip.schedules.keeping.wish import Outlet, Page, Person, Wish
from udklip.schedules.reserving import clear_archive
from udklip.schedules.run import open_for_writing
from udklip.schedules.run_lock import waited_lock
from udklip.schedules.settling import drop_unused

WAIT_SECONDS = 900
NO_RUN = 0
"""The run of steps that are part of none, so that they change the sums of none."""
_MANY = 200
_OF_ITEMS = frozenset({"item", "revision"})
_T = TypeVar("_T")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, in counts. `waits` says what could not be done now; `remains` are files that hold it still."""

    kind: str
    counts: dict[str, int]
    waits: tuple[str, ...] = ()
    remains: tuple[str, ...] = ()


def look(settings: Settings, ledger: Ledger, wish: Wish) -> Erased:
    """What erasing `wish` would do."""
    with ledger.reading() as book:
        found = find(book, settings.store_folder / "archive", wish)
        counts = _counted(found)
        told = book.letters.that(found.is_told) if found.urls else []
        touched = book.everywhere.touched(found.mask, found.may_be_in)
        counts["rows elsewhere"] = sum(row.table not in _OF_ITEMS for row in touched)
        counts["letters"] = len(told)
        if isinstance(wish, Person):
            counts["recipients"] = len(book.people.addresses(found.names.found_in))
            counts["accounts"] = len(book.people.accounts(found.names.found_in))
            counts["watches"] = len(book.people.watches(found.names.found_in))
    return Erased(wish.kind, counts)


def erase(settings: Settings, ledger: Ledger, wish: Wish, clock: Clock, say: Say = lambda _: None) -> Erased:
    """Erase `wish`.

    Raises:
        RunBusy: a run goes on for longer than is waited for.
    """
    root = settings.store_folder / "archive"
    with waited_lock(
        settings.store_folder, WAIT_SECONDS, lambda: say("a run is at work; waiting for it to end")
    ):
        archive.recover(root)
        with ledger.writing() as book:
            _bar(book, wish, clock())
        with ledger.reading() as book:
            found = find(book, root, wish)
        counts = _counted(found)
        _erase_pages(ledger, found, clock())
        counts["earlier texts"] = _mask_items(ledger, found)
        counts |= _elsewhere(ledger, found)
        _clear_files(settings, ledger, root, clock)
        waits = _out_of_the_index(settings, ledger, clock)
        with ledger.writing() as book:
            book.bars.done(wish.kind, counts, clock())
        if not ledger.compact():
            waits.append("another process reads the ledger: its log is emptied when that ends")
    return Erased(wish.kind, counts, tuple(waits), remains_of(settings.store_folder, wish))


def lift(ledger: Ledger, wish: Wish) -> bool:
    """Let `wish` come in again; what was erased stays so. Gives whether it was barred."""
    with ledger.writing() as book:
        if isinstance(wish, Person):
            return book.bars.lift_person(wish.name)
        return book.bars.lift_page(wish.url) if isinstance(wish, Page) else book.bars.lift_source(wish.name)


def _counted(found: Found) -> dict[str, int]:
    return {
        "items": len(found.items),
        "addresses": len(found.urls),
        "items masked": len(found.named),
        "raw pages": len(found.records),
    }


def _bar(book: Book, wish: Wish, at: datetime) -> None:
    if isinstance(wish, Person):
        book.bars.bar_person(wish.name, at)
    elif isinstance(wish, Outlet):
        book.bars.bar_source(wish.name, at)
    else:
        book.bars.bar_pages([wish.url], at)


def _erase_pages(ledger: Ledger, found: Found, at: datetime) -> None:
    """Empty the items, and call the addresses by their tokens, so that every sum stays."""
    with ledger.writing() as book:
        book.bars.bar_pages(found.urls, at)
    for items in _parts(found.items):
        with ledger.writing() as book:
            book.husks.empty(items)
    key = ledger.erasure_key()
    for urls in _parts(found.urls):
        tokens = {url: token_of(key, url) for url in urls}
        with ledger.writing() as book:
            known = [url for url in urls if book.addresses.history(url)]
            book.husks.blank(urls)
            book.husks.end(urls)
            book.everywhere.rename(tokens)
            rows = [
                StepRow(tokens[url], Step.DISCOVERED, Outcome.ERASED, None, at, __version__) for url in known
            ]
            book.addresses.steps(NO_RUN, rows)


def _mask_items(ledger: Ledger, found: Found) -> int:
    """The bytes go, then the name out of items; gives how many earlier texts went with it."""
    for urls in _parts(found.records):
        with ledger.writing() as book:
            book.husks.drop_bytes(urls)
    gone = 0
    for identities in _parts(found.named):
        with ledger.writing() as book:
            for item in book.items.many(identities).values():
                if masked := mask_item(item, found.names):
                    gone += book.husks.rewrite(masked)
                    _mark_again(book, masked)
    return gone


def _mark_again(book: Book, item: PressItem) -> None:
    """Let copies of the text find it as it is now."""
    text = item.reading.text
    own = sketch(text)
    book.stories.post([Posting(fortnight_of(item.when), int(item.id), own.size, tuple(own.hashes))])
    book.items.keep_contents(item.source, (fingerprint(item.reading), *marks(text)), item.id)


def _elsewhere(ledger: Ledger, found: Found) -> dict[str, int]:
    """Letters, people and every other table."""
    counts = {"letters": 0, "recipients": 0, "watches": 0, "rows elsewhere": 0}
    key = ledger.erasure_key()
    with ledger.reading() as book:
        told = book.letters.that(found.is_told) if found.urls else []
        people = book.people.addresses(found.names.found_in)
        watches = book.people.watches(found.names.found_in)
    with ledger.writing() as book:
        book.letters.blank(told)
        counts["recipients"] = book.people.forget_recipients({one: token_of(key, one) for one in people})
        accounts = book.people.accounts(found.names.found_in)
        counts["accounts"] = len(accounts)
        book.people.forget_accounts({one: token_of(key, one) for one in accounts})
        book.people.forget_watches(watches)
    with ledger.reading() as book:
        touched = list(book.everywhere.touched(found.mask, found.may_be_in))
    for rows in _parts(touched):
        with ledger.writing() as book:
            counts["rows elsewhere"] += book.everywhere.change(rows).total()
    counts["letters"] = len(told)
    counts["watches"] = len(watches)
    return counts


def _clear_files(settings: Settings, ledger: Ledger, root: Path, clock: Clock) -> None:
    """Write the archive anew without what goes; the watches' feeds are written anew by the next look at them."""
    clear_archive(ledger, root, clock)
    for folder in (archive.SPOOL, archive.KEPT, archive.OFF_TOPIC):
        drop_unused(ledger, root, folder)
    for feed in (settings.store_folder / "feeds").rglob("*.*"):
        feed.unlink(missing_ok=True)
    with ledger.writing() as book:
        book.watches.unfeed()


def _out_of_the_index(settings: Settings, ledger: Ledger, clock: Clock) -> list[str]:
    """Fill a new version and delete what was before: an index that only marks things as deleted holds them still."""
    try:
        with open_for_writing(settings) as index:
            rebuild(ledger, index, clock)
            prune(ledger, index)
    except (IndexUnavailable, IndexBusy) as error:
        return [f"{error}; then `udklip index rebuild` and `udklip index prune`"]
    return []


def _parts(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (values[start : start + _MANY] for start in range(0, len(values), _MANY))

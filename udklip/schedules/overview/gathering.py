"""Reads from the ledger what an overview is built of. The only part of it that reads the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from udklip.core.item import PressItem
from udklip.core.ledger import Book, OverviewRow
from udklip.core.reading import Kind
from udklip.core.rights import Audience
from udklip.core.settings import Settings
from udklip.nlp.register import load_register
from udklip.schedules.overview.building import Coverage, build_overview
from udklip.schedules.overview.certificate import Visited, certify
from udklip.schedules.overview.editing import Wishes, wishes_of
from udklip.schedules.overview.editions import Edition
from udklip.schedules.overview.entries import shown_title
from udklip.schedules.overview.values import (
    Certificate,
    History,
    Overview,
    Pickup,
    Release,
    SourceLine,
)
from udklip.schedules.overview.window import Window

LOOKED_BACK = timedelta(days=28)
EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that an overview is built of. `mark` is the `ready` number up to which it took items."""

    edition: Edition
    day: date
    window: Window
    coverage: Coverage
    certificate: Certificate
    wishes: Wishes
    history: History | None
    mark: int

    def composed(self, profile: str, audience: Audience = Audience.STAFF) -> Overview:
        """The overview for one audience."""
        return build_overview(
            self.day,
            self.window,
            self.coverage,
            self.certificate,
            profile,
            audience,
            edition=self.edition.id,
            wishes=self.wishes,
            history=self.history,
            name=self.edition.name,
        )


@dataclass(frozen=True, slots=True)
class _Taken:
    """The items of one overview, by what window and mark; `after_a_mark`: the edition's own rows say what was told."""

    window: Window
    items: list[PressItem]
    mark: int
    after_a_mark: bool
    certificate: Certificate | None = None
    compared: bool = True


def gather_made(book: Book, settings: Settings, edition: Edition, row: OverviewRow) -> Gathered:
    """What the overview of `row` was built of, as far as it still stands."""
    items = book.items.standing(book.overviews.items(row.id))
    lines = {name: SourceLine(state, tally) for name, (state, tally) in row.certificate.items()}
    taken = _Taken(Window(row.after, row.upto), items, row.mark, True, Certificate(lines))
    return _gather(book, settings, edition, row.day, taken)


def gather_coming(
    book: Book,
    settings: Settings,
    edition: Edition,
    day: date,
    upto: datetime,
    *,
    all_of_it: bool = True,
    compared: bool = True,
) -> Gathered:
    """What the overview of `day` is built of at `upto`: everything above the edition's mark.

    The first overview of an edition has no mark: it begins where the one before it would have ended. Not
    `all_of_it`: without what became ready after `upto`. Not `compared`: without the history of four weeks.
    """
    last = book.overviews.last(edition.id, before=day)
    newest = book.items.newest_number()
    if last:
        window = Window(last.upto, max(upto, last.upto))
        items = book.items.news_above(last.mark, window.after)
    else:
        after = edition.window_of(day).after
        window = Window(after, max(upto, after))
        items = book.items.ready_between(after, EVER)
    if not all_of_it:
        later = {item.id for item in book.items.ready_between(window.upto, EVER)}
        items = [item for item in items if item.id not in later]
    begin = last.mark if last else 0
    mark = max(begin, _asked_upto(book, edition, newest))
    kept = _of_edition(book, edition, [item for item in items if item.ready <= mark], begin)
    taken = _Taken(window, kept, mark, last is not None, compared=compared)
    return _gather(book, settings, edition, day, taken)


def gather_window(book: Book, settings: Settings, edition: Edition, day: date) -> Gathered:
    """What the overview of `day` holds by its window alone: of a ledger that no service told of."""
    window = edition.window_of(day)
    items = _of_edition(book, edition, book.items.ready_between(window.after, window.upto), 0)
    mark = max((item.ready for item in items), default=0)
    return _gather(book, settings, edition, day, _Taken(window, items, mark, False))


def own_names(settings: Settings) -> frozenset[str]:
    """The canonical names of the cluster itself, by the register."""
    register = load_register(settings.register_path)
    return frozenset(block.name for block in register.organisations if block.own)


def certificate_of(book: Book, settings: Settings, window: Window) -> Certificate:
    """The certificate of `window` over every enabled source and the inbox."""
    runs = book.runs.between(window.after, window.upto)
    visited = Visited(
        visits=book.visits.between(window.after, window.upto),
        tallies=book.runs.tallies_between(window.after, window.upto),
        last=book.visits.last_of_each([source.name for source in settings.sources], window.upto),
        ran=bool(runs),
    )
    return certify(settings.sources, window, visited, with_inbox=settings.inbox_folder.is_dir())


def _gather(book: Book, settings: Settings, edition: Edition, day: date, taken: _Taken) -> Gathered:
    stories = sorted({item.story for item in taken.items})
    earlier, outlets = _told_before(book, edition, day, stories, taken)
    coverage = Coverage(
        items=tuple(taken.items),
        earlier=earlier,
        own=own_names(settings),
        outlets=outlets,
        releases=_releases(book, stories, taken),
    )
    return Gathered(
        edition=edition,
        day=day,
        window=taken.window,
        coverage=coverage,
        certificate=taken.certificate or certificate_of(book, settings, taken.window),
        wishes=wishes_of(book.overviews.edits(edition.id, day), book.stories.current),
        history=_history(book, edition, day) if taken.compared else None,
        mark=taken.mark,
    )


def _asked_upto(book: Book, edition: Edition, newest: int) -> int:
    """Up to which item an overview may go: not further than its watches were asked."""
    asked = book.overviews.asked_by(edition.watches) if edition.watches else None
    return newest if asked is None else min(asked, newest)


def _of_edition(book: Book, edition: Edition, items: list[PressItem], above: int) -> list[PressItem]:
    if not edition.watches:
        return items
    hits = book.overviews.hits_of(edition.watches, above)
    return [item for item in items if item.id in hits]


def _told_before(
    book: Book, edition: Edition, day: date, stories: Sequence[str], taken: _Taken
) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    """How many articles of each story were told before, and in which outlets."""
    if taken.after_a_mark:
        told = book.overviews.told_of(edition.id, stories, day)
        return (
            {story: before.articles for story, before in told.items()},
            {story: before.outlets for story, before in told.items()},
        )
    first = min((item.ready for item in taken.items), default=0)
    new = book.stories.new_outlets(stories, first - 1)
    here: defaultdict[str, set[str]] = defaultdict(set)
    for item in taken.items:
        here[item.story].add(item.source)
    outlets = {story: frozenset(here[story].difference(sources)) for story, sources in new.items()}
    return book.stories.sizes_below(stories, first), outlets


def _releases(book: Book, stories: Sequence[str], taken: _Taken) -> dict[str, tuple[Release, ...]]:
    """The press releases of each story with everybody who picked them up so far."""
    upto = max([taken.mark, *(item.ready for item in taken.items)])
    pickups: defaultdict[str, list[Pickup]] = defaultdict(list)
    for member in book.stories.pickups(stories, upto):
        pickups[member.release or ""].append(Pickup(member.id, member.source, member.release_share))
    releases: defaultdict[str, list[Release]] = defaultdict(list)
    # A release that is taken over from another is one of that one's pickups.
    here = {item.id: item for item in taken.items if _is_release(item)}
    elsewhere = {item.id: item for item in book.items.standing(pickups.keys() - here.keys())}
    for identity, item in sorted({**elsewhere, **here}.items()):
        releases[item.story].append(_release(item, pickups[identity]))
    return {story: tuple(found) for story, found in releases.items()}


def _is_release(item: PressItem) -> bool:
    return item.analysis.kind is Kind.PRESS_RELEASE and item.release is None


def _release(item: PressItem, pickups: Iterable[Pickup]) -> Release:
    """Each outlet once, by the article that took most."""
    most = sorted(pickups, key=lambda pickup: (-(pickup.share or 0), pickup.id))
    by_outlet = {pickup.source: pickup for pickup in reversed(most)}
    once = tuple(pickup for pickup in most if by_outlet[pickup.source] is pickup)
    return Release(item.id, item.url, item.source, shown_title(item), item.when, once)


def _history(book: Book, edition: Edition, day: date) -> History | None:
    """What the overviews of the last four weeks had: as they were told, else as their windows say."""
    since = day - LOOKED_BACK
    told = book.overviews.stories_told(edition.id, since, day) or _by_windows(book, edition, since, day)
    return History(tuple(sorted(told.items()))) if told else None


def _by_windows(book: Book, edition: Edition, since: date, day: date) -> dict[date, int]:
    began = book.runs.first_began()
    if began is None or edition.watches:
        return {}
    days = [since + timedelta(days=ahead) for ahead in range((day - since).days)]
    windows = {each: edition.window_of(each) for each in days if edition.comes_out_on(each)}
    measured = [each for each, window in windows.items() if began <= window.after]
    if not measured:
        return {}
    ends = [windows[each].upto for each in measured]
    return dict(zip(measured, book.items.stories_ready(windows[measured[0]].after, ends), strict=True))

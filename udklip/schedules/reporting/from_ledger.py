"""Reads from the ledger what a report is built of. The only part of it that touches the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger, VisitRow
from udklip.core.settings import INBOX, Settings
from udklip.nlp.register import Register, load_register
from udklip.schedules.overview.values import Quoted
from udklip.schedules.reporting.building import build_report
from udklip.schedules.reporting.coverage import Coverage, Known, SourceHistory, Watch
from udklip.schedules.reporting.period import Period
from udklip.schedules.reporting.values import PressReport
from udklip.schedules.sources.standing import REMEMBERED

_AT_ONCE = 400


def report_of(period: Period, settings: Settings, ledger: Ledger) -> PressReport:
    """The report of `period`, from one state of the ledger."""
    known = known_by(load_register(settings.register_path))
    with ledger.reading() as book:
        coverage, watch = _coverage(book, period), _watch(book, settings, period)
    return build_report(settings.profile.name, period, coverage, known, watch)


def known_by(register: Register) -> Known:
    """Whom a report may name: the register's own, and its people."""
    return Known(
        own=frozenset(block.name for block in register.organisations if block.own),
        people={
            person.name: Quoted(person.name, person.title, person.organisation) for person in register.people
        },
    )


def _coverage(book: Book, period: Period) -> Coverage:
    items = book.items.dated(period.start, period.end)
    ids = {item.id for item in items}
    elder = sorted({item.release for item in items if item.release} - ids)
    return Coverage(items, book.items.dated(period.before.start, period.start), dict(_many(book, elder)))


def _many(book: Book, ids: Sequence[str]) -> Iterator[tuple[str, PressItem]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from book.items.many(ids[start : start + _AT_ONCE]).items()


def _watch(book: Book, settings: Settings, period: Period) -> Watch:
    span = book.runs.span()
    if span is None:
        return Watch(None, None)
    ever, earlier = book.visits.spans(), book.visits.spans(period.start)
    visits = _by_source(book.visits.between(period.start, period.end))
    watched = {source.name: source for source in settings.sources if source.enabled}
    names = sorted((watched.keys() | ever.keys()) - {INBOX})
    histories = []
    for name in names:
        source, (first, last) = watched.get(name), ever.get(name, (None, None))
        histories.append(
            SourceHistory(
                name=name,
                least_often=source.least_often if source else None,
                first=first,
                last=last,
                last_before=earlier[name][1] if name in earlier else None,
                visits=visits.get(name, ()),
                news=[met.when for met in book.sources.newest(name, REMEMBERED, period.end)]
                if source
                else (),
            )
        )
    return Watch(*span, histories)


def _by_source(visits: Iterable[VisitRow]) -> dict[str, list[VisitRow]]:
    by_source: defaultdict[str, list[VisitRow]] = defaultdict(list)
    for visit in visits:
        by_source[visit.source].append(visit)
    return dict(by_source)

"""What people saw elsewhere: whether it was here, which step lost it, and the count of both."""

from collections.abc import Sequence
from datetime import datetime

from udklip import __version__
from udklip.core.address import canonical, host_of
from udklip.core.ledger import Book, Ledger, Report, StepRow, Verdict
from udklip.core.outcomes import Fate, Outcome, Step
from udklip.core.settings import Settings
from udklip.core.source import Source
from udklip.crawler.inbox import SCHEME
from udklip.crawler.never_seen import why_not

_HERE = (Fate.NEW, Fate.KNOWN)


def history_of(book: Book, url: str) -> list[StepRow]:
    """Every step of an address as somebody typed it: in its canonical form, by a twin, or as a file of the inbox."""
    for name in names_of(book, url):
        if steps := book.addresses.history(name):
            return steps
    return []


def judge(url: str, steps: Sequence[StepRow], settings: Settings, book: Book, now: datetime) -> Report:
    """Whether `url` was here by `now`; where it was not, the step that lost it.

    Asks the robots.txt of its host where it was never seen and a source has that host.
    """
    owners = [source for source in settings.sources if source.admits(host_of(url))]
    source = next((one.name for one in sorted(owners, key=lambda one: not one.enabled)), None)
    if not steps:
        reason = why_not(url, settings, last_complete(book, owners))
        return Report(
            canonical(url), source, now, Verdict.MISSED, Step.DISCOVERED, Outcome.NEVER_SEEN, reason
        )
    end = _end(steps)
    return Report(end.url, source, now, _verdict(end.outcome), end.step, end.outcome, end.reason)


def never_seen(url: str, settings: Settings, book: Book | None, now: datetime) -> StepRow:
    """The one step of an address that no source has named; `book` is None where nothing was ever collected."""
    times = last_complete(book, settings.sources) if book else {}
    reason = why_not(url, settings, times)
    return StepRow(url, Step.NEVER_SEEN, Outcome.NEVER_SEEN, reason, now, __version__)


def last_complete(book: Book, sources: Sequence[Source]) -> dict[str, datetime]:
    """When each of `sources` was last complete; those that never were are left out."""
    times = {source.name: book.visits.last_complete(source.name) for source in sources}
    return {name: time for name, time in times.items() if time}


def keep(ledger: Ledger, report: Report) -> Report:
    """Count `report`, or give the one that was counted before."""
    with ledger.writing() as book:
        return book.sources.report(report)


def names_of(book: Book, url: str) -> list[str]:
    """What the ledger may call an address that somebody typed."""
    if "://" in url:
        plain = canonical(url)
        return list(dict.fromkeys((plain, url, *book.twins.of(plain))))
    return [url, SCHEME + url.removeprefix(SCHEME), SCHEME + url.rsplit("/", 1)[-1]]


def _end(steps: Sequence[StepRow]) -> StepRow:
    """The step that brought the address into the coverage, else its last before the index."""
    way = [step for step in steps if step.step is not Step.INDEXED]
    return next((step for step in way if step.outcome.fate in _HERE), way[-1])


def _verdict(outcome: Outcome) -> Verdict:
    if outcome.fate in _HERE:
        return Verdict.FOUND
    return Verdict.WAITING if outcome.fate is Fate.ON_THE_WAY else Verdict.MISSED

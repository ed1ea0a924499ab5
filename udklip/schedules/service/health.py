"""The job that looks after the sources: who lets us in no more, who fell silent, and who cannot be had for a day."""

from datetime import datetime, timedelta
from itertools import takewhile

from udklip.core.ledger import Book, VisitState
from udklip.core.settings import Settings
from udklip.schedules.service.job import JobOutcome, Report, Workplace
from udklip.schedules.service.notices import SOURCE, post_troubles
from udklip.schedules.sources.standing import SourceState, Standing, standing

FAILED_FOR, LOOKED_BACK = timedelta(days=1), timedelta(days=7)
KEPT = timedelta(days=400)
NOTHING_KEPT = timedelta(days=7)


def look_after_sources(workplace: Workplace) -> Report:
    """Note which sources turned bad and which recovered; the operator gets one letter about those that are new."""
    now = workplace.clock()
    with workplace.ledger.reading() as book:
        ill = troubled(book, workplace.settings, now)
    with workplace.ledger.writing() as book:
        known = {one.subject for one in book.troubles.all() if one.subject.startswith(SOURCE)}
        for name, said in ill.items():
            book.troubles.note(SOURCE + name, said, now)
        recovered = sum(book.troubles.over(subject) for subject in known - {SOURCE + name for name in ill})
        post_troubles(book, workplace.settings.mail, now)
        book.jobs.forget(now - KEPT, only_nothing=False)
        book.jobs.forget(now - NOTHING_KEPT, only_nothing=True)
    turned = [name for name in ill if SOURCE + name not in known]
    return Report(
        JobOutcome.DONE,
        {"broken": len(ill), "turned": len(turned), "recovered": recovered},
        f"turned: {', '.join(turned)}" if turned else None,
    )


def troubled(book: Book, settings: Settings, now: datetime) -> dict[str, str]:
    """The sources that something is wrong with, each with its state and the reason."""
    looked_at = (standing(book, source) for source in settings.sources if source.enabled)
    return {
        one.source.name: f"{one.state}: {one.reason or ''}" for one in looked_at if _is_ill(one, book, now)
    }


def _is_ill(one: Standing, book: Book, now: datetime) -> bool:
    if one.state is not SourceState.FAILED:
        return one.state in (SourceState.BLOCKED, SourceState.SILENT)
    visits = book.visits.since(now - LOOKED_BACK, one.source.name)
    in_vain = list(takewhile(lambda visit: visit.state is VisitState.FAILED, reversed(visits)))
    return bool(in_vain) and in_vain[-1].at <= now - FAILED_FOR

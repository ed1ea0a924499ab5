"""The service's job: posts the reports that are due, each once."""

from collections.abc import Iterable

from udklip.core.ledger import Book
from udklip.core.letter import Recipient
from udklip.core.rights import Audience
from udklip.core.settings import Settings
from udklip.schedules.overview import working_days
from udklip.schedules.overview.working_days import WorkingDays
from udklip.schedules.recipients import RecipientsOf, recipients_of
from udklip.schedules.reporting.due import Due, due_reports
from udklip.schedules.reporting.from_ledger import report_of
from udklip.schedules.reporting.letter import letter_of
from udklip.schedules.service.job import JobOutcome, Report, Workplace


def report(
    workplace: Workplace,
    whom: RecipientsOf = recipients_of,
    is_working_day: WorkingDays = working_days.is_working_day,
) -> Report:
    """Post last week's and last month's report where they are due and were not posted yet, to the staff's groups.

    A report of days on which nobody watched is not posted, nor one that nobody would get: it waits for somebody.
    """
    posted, letters = 0, []
    for due in due_reports(workplace.clock(), workplace.settings.schedule, is_working_day):
        if sendings := _post(workplace, due, whom):
            posted += sendings
            letters.append(due.letter)
    if not letters:
        return Report(JobOutcome.NOTHING)
    return Report(JobOutcome.DONE, {"letters": len(letters), "sendings": posted}, ", ".join(letters))


def _post(workplace: Workplace, due: Due, whom: RecipientsOf) -> int:
    """Gives how many sendings there are; none where the letter was posted before."""
    settings, ledger, now = workplace.settings, workplace.ledger, workplace.clock()
    with ledger.reading() as book:
        span = book.runs.span()
        wanted = span is not None and span[0] < due.period.end and not book.outbox.holds(due.letter)
        if not wanted or not _staff(settings, book, whom):
            return 0
    letter = letter_of(report_of(due.period, settings, ledger), due.at, settings.mail.public_url)
    with ledger.writing() as book:
        # Another service may have posted it in the meantime.
        if book.outbox.holds(letter.id):
            return 0
        return book.outbox.post(letter, _staff(settings, book, whom), now)


def _staff(settings: Settings, book: Book, whom: RecipientsOf) -> list[Recipient]:
    """The staff's recipients, each address once: a report is the same to all."""
    groups = (group.name for group in settings.groups if group.audience is Audience.STAFF)
    everybody: Iterable[Recipient] = (one for name in groups for one in whom(book, name))
    return list({one.address.casefold(): one for one in everybody}.values())

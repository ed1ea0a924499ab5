"""The job that sends what waits: each letter to each recipient once, whatever breaks on the way.

A sending is `handing` in the ledger before the server gets the message, and `sent` after its answer. What is found
`handing` when nobody is at it may have been sent or not: it is reported, and never sent again by itself.
"""

import fcntl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from udklip.core.errors import SettingsError
from udklip.core.ledger import SendingState
from udklip.core.letter import Recipient
from udklip.core.mail_address import named_recipient
from udklip.core.settings import Secrets
from udklip.schedules.mailing.faults import MailFault
from udklip.schedules.mailing.notices import post_notice
from udklip.schedules.mailing.round import Round
from udklip.schedules.service.job import JobOutcome, Report, Workplace

LOCK_FILE = "delivery.lock"


def deliver(workplace: Workplace) -> Report:
    """Send what is due; one process at a time on a store. Between two mails it asks whether it is to stop."""
    if workplace.settings.mail.host is None:
        return _without_server(workplace)
    with _delivery_lock(workplace.settings.store_folder) as alone:
        if not alone:
            return Report(JobOutcome.NOTHING, note="another process is sending")
        return _delivered(workplace)


def _delivered(workplace: Workplace) -> Report:
    ledger, clock = workplace.ledger, workplace.clock
    operator = _operator(workplace)
    counts: Counter[str] = Counter()
    with ledger.writing() as book:
        counts["uncertain"] += book.sendings.interrupted(clock())
        post_notice(book, operator, clock())
    try:
        # Once more, for the notice of what this round ends badly.
        for _ in range(2):
            if workplace.stopping() or not _round(workplace, operator, counts):
                break
    except MailFault as error:
        return _report(workplace, counts, str(error))
    report = _report(workplace, counts, None)
    return replace(report, outcome=JobOutcome.STOPPED) if workplace.stopping() else report


def _round(workplace: Workplace, operator: Recipient | None, counts: Counter[str]) -> bool:
    """Send what is due now; whether there was anything."""
    ledger, clock = workplace.ledger, workplace.clock
    with ledger.writing() as book:
        counts["dropped"] += book.sendings.drop_leavers(clock())
    with ledger.reading() as book:
        due = book.sendings.due(clock())
    if not due:
        return False
    try:
        with Round(workplace, Secrets.load(), counts) as round_:
            round_.send(due, workplace.stopping)
    finally:
        with ledger.writing() as book:
            post_notice(book, operator, clock())
    return True


def _report(workplace: Workplace, counts: Counter[str], fault: str | None) -> Report:
    with workplace.ledger.reading() as book:
        standing = book.sendings.counts()
    counts["waiting"] = standing[SendingState.PLANNED]
    kept = {name: count for name, count in counts.items() if count}
    if fault:
        return Report(JobOutcome.FAILED, kept, fault)
    doubtful = standing[SendingState.UNCERTAIN]
    note = f"{doubtful} uncertain: `udklip mail status` says what to do" if doubtful else None
    did_something = kept.keys() - {"waiting"}
    return Report(JobOutcome.DONE if did_something else JobOutcome.NOTHING, kept, note)


def _without_server(workplace: Workplace) -> Report:
    with workplace.ledger.reading() as book:
        waiting = book.sendings.counts()[SendingState.PLANNED]
    if not waiting:
        return Report(JobOutcome.NOTHING)
    return Report(JobOutcome.FAILED, {"waiting": waiting}, "[mail] host is not set: nothing can be sent")


def _operator(workplace: Workplace) -> Recipient | None:
    """Who is told of what is broken; a wrong address in the settings must not keep other mail."""
    try:
        return named_recipient(workplace.settings.mail.operator) if workplace.settings.mail.operator else None
    except SettingsError:
        return None


@contextmanager
def _delivery_lock(folder: Path) -> Iterator[bool]:
    """Whether this process is the one that sends; the lock goes with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK_FILE).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

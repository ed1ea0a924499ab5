"""The operator's mail: what is broken, said once until it recovers. In Danish, short, with what to do."""

import hashlib
import html
from collections.abc import Sequence
from datetime import datetime
from email.utils import parseaddr

from udklip.core import danish
from udklip.core.ledger import Book
from udklip.core.ledger.duty.values import Trouble
from udklip.core.letter import Letter, LetterKind, Recipient
from udklip.core.settings import Mail

JOB, SOURCE = "job ", "source "
"""How the subjects of troubles begin."""

_STATES = {
    "blocked": "lukker os ude",
    "silent": "har været tavs længere, end den plejer",
    "failed": "har ikke kunnet hentes i over et døgn",
}
_JOB_HELP = (
    "Hvad du kan gøre: Se loggen på serveren (»journalctl -u udklip«), og prøv »udklip doctor«. Når fejlen er rettet, "
    "kører jobbet igen af sig selv, eller straks med »udklip schedule run {job}«."
)
_SOURCE_HELP = (
    "Hvad du kan gøre: »udklip sources status '{source}'« viser, hvordan den står, og "
    "»udklip sources check '{source}'« prøver dens veje ind. Er en vej flyttet, finder »udklip sources try« de nye; "
    "er kilden lukket, så sæt enabled = false i dens blok."
)
_CLOSING = (
    "Du hører ikke mere om det her, før det har virket igen. »udklip status« viser, hvordan det hele står."
)
_PAGE = """<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; max-width: 40em">
{body}
</body></html>
"""


def post_troubles(book: Book, mail: Mail, now: datetime) -> None:
    """Post a letter about everything the operator was not told of yet; without one it waits, and `status` shows it."""
    untold = [one for one in book.troubles.all() if one.told is None]
    if not untold or mail.operator is None:
        return
    name, address = parseaddr(mail.operator)
    book.outbox.post(notice(untold, now), [Recipient(address, name or None)], now)
    book.troubles.told([one.subject for one in untold], now)


def notice(troubles: Sequence[Trouble], at: datetime) -> Letter:
    """The letter about `troubles`."""
    paragraphs = [paragraph for one in troubles for paragraph in _told(one)] + [_CLOSING]
    body = "\n".join(f"<p>{html.escape(one, quote=False)}</p>" for one in paragraphs)
    subject = _subject(troubles)
    return Letter(
        id=f"notice-{_digest(troubles)}",
        kind=LetterKind.NOTICE,
        subject=subject,
        text="\n\n".join(paragraphs) + "\n",
        html=_PAGE.format(title=html.escape(subject), body=body),
        at=at,
    )


def _subject(troubles: Sequence[Trouble]) -> str:
    if len(troubles) > 1:
        return f"Udklip: {len(troubles)} ting virker ikke"
    subject = troubles[0].subject
    if subject.startswith(JOB):
        return f"Udklip: jobbet {_one_line(subject.removeprefix(JOB))} fejler"
    return f"Udklip: kilden {_one_line(subject.removeprefix(SOURCE))} {_state(troubles[0].said)[0]}"


def _told(trouble: Trouble) -> tuple[str, str]:
    """What is broken, and what to do."""
    since = danish.moment(trouble.since)
    if trouble.subject.startswith(JOB):
        job = trouble.subject.removeprefix(JOB)
        what = f"Jobbet »{job}« er gået galt tre gange i træk, senest {since}. Fejlen: {trouble.said}"
        return what, _JOB_HELP.format(job=job)
    source = trouble.subject.removeprefix(SOURCE)
    state, why = _state(trouble.said)
    what = f"Kilden {source} {state} (set {since}).{f' Teknisk: {why}' if why else ''}"
    return what, _SOURCE_HELP.format(source=source)


def _state(said: str) -> tuple[str, str]:
    """What is said of a source in Danish, and the reason as the ledger has it."""
    state, _, why = said.partition(": ")
    return _STATES.get(state, state), why


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _digest(troubles: Sequence[Trouble]) -> str:
    said = "\n".join(f"{one.subject} {one.since.isoformat()}" for one in troubles)
    return hashlib.sha256(said.encode()).hexdigest()[:20]

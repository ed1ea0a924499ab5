"""The letter that tells the operator what was not sent for sure, and what to do. It tells of each sending once."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from html import escape

from udklip.core.ledger import Book, Sending, SendingState
from udklip.core.letter import Letter, LetterKind, Recipient
from udklip.core.times import shown

WHAT = {
    SendingState.PLANNED: "waiting",
    SendingState.HANDING: "being handed over",
    SendingState.SENT: "sent",
    SendingState.UNCERTAIN: "uncertain: the server may have it, but broke off before it said so",
    SendingState.REFUSED: "refused by the server",
    SendingState.DROPPED: "given up",
}

_PAGE = """<!doctype html>
<html lang="en">
<body>
<pre style="white-space:pre-wrap">{}</pre>
</body>
</html>
"""


def to_do(one: Sending) -> str | None:
    """What somebody can do about a sending; None where nothing needs doing."""
    key = f"{one.letter} {one.address}"
    if one.state is SendingState.UNCERTAIN:
        return (
            f"ask {one.address}, or look into the mail server's log; then `udklip mail settle {key} --sent` "
            f"or `udklip mail resend {key}`"
        )
    if one.state is SendingState.REFUSED:
        return (
            f"mend the address (`udklip recipient remove {one.address}`), or what the server complains of and "
            f"then `udklip mail resend {key}`"
        )
    if one.state is SendingState.DROPPED:
        return f"`udklip mail resend {key}`, if it is still wanted"
    return None


def post_notice(book: Book, operator: Recipient | None, at: datetime) -> int:
    """Post a letter about what ended badly and nobody was told of; gives how many it tells of."""
    ended = book.sendings.unreported()
    if not ended or operator is None:
        return 0
    book.outbox.post(notice(ended, at), [operator], at)
    book.sendings.report(ended, at)
    return len(ended)


def notice(ended: Sequence[Sending], at: datetime) -> Letter:
    """The letter itself; its id is that of what it tells."""
    keys = "\0".join(f"{one.letter}\0{one.address}\0{one.state}\0{one.changed}" for one in ended)
    text = _text(ended)
    return Letter(
        id=f"notice-{blake2b(keys.encode('utf-8', 'replace'), digest_size=12).hexdigest()}",
        kind=LetterKind.NOTICE,
        subject=f"Udklip: {_counted(len(ended))} not sent for sure",
        text=text,
        html=_PAGE.format(escape(text)),
        at=at,
    )


def _text(ended: Sequence[Sending]) -> str:
    lines = [
        f"{_counted(len(ended))} did not reach the recipient for sure. Nothing of this is sent again by itself."
    ]
    for one in ended:
        lines += [
            "",
            f"To {one.address}: {one.subject}",
            f"  {WHAT[one.state]} ({shown(one.changed)})",
            f"  server: {one.answer or 'no answer'}",
            f"  to do: {to_do(one)}",
        ]
    lines += ["", "`udklip mail status` lists everything that waits or was not sent."]
    return "\n".join(lines) + "\n"


def _counted(count: int) -> str:
    return "1 mail" if count == 1 else f"{count} mails"

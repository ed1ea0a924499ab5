"""The overview as a letter, and as a mail to look at. Same overview, same bytes."""

from udklip.core.danish import long_day
from udklip.core.letter import Letter, LetterKind, Recipient
from udklip.schedules.mailing.message import Message, Sender
from udklip.schedules.overview.rendering.render import to_html, to_text
from udklip.schedules.overview.rendering.summary import summary
from udklip.schedules.overview.values import Overview

# A name that no mail server owns (RFC 2606): what is only looked at comes from nobody.
NOBODY = Sender(Recipient("overblik@udklip.invalid", "Udklip"))


def to_letter(overview: Overview) -> Letter:
    """What its readers are sent."""
    return Letter(
        id=overview.id,
        kind=LetterKind.OVERVIEW,
        subject=f"Overblik {long_day(overview.day)}: {summary(overview)}",
        text=to_text(overview),
        html=to_html(overview),
        at=overview.window.upto,
    )


def to_message(overview: Overview) -> bytes:
    """A multipart mail with a text part and an HTML part, as it goes over the wire, to nobody yet."""
    return Message(to_letter(overview), NOBODY).to_nobody()

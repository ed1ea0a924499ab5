"""The overview's letter as a mail to look at. Same overview, same bytes."""

from udklip.core.letter import Recipient
from udklip.schedules.mailing.message import Message, Sender
from udklip.schedules.overview.rendering.letter import to_letter
from udklip.schedules.overview.values import Overview

# A name that no mail server owns (RFC 2606): what is only looked at comes from nobody.
NOBODY = Sender(Recipient("overblik@udklip.invalid", "Udklip"))


def to_message(overview: Overview) -> bytes:
    """A multipart mail with a text part and an HTML part with its pictures, as it goes over the wire, to nobody yet."""
    return Message(to_letter(overview), NOBODY).to_nobody()

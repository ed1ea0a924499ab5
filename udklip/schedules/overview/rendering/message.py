"""The overview's letter as a mail. Same overview, same bytes: nothing of it is drawn by chance or by the clock."""

from email.message import EmailMessage
from email.policy import SMTP

from udklip.core.letter import Letter
from udklip.core.times import COPENHAGEN
from udklip.schedules.overview.rendering.letter import to_letter
from udklip.schedules.overview.values import Overview

# A name that no mail server owns (RFC 2606), until the settings name a sender.
DOMAIN = "udklip.invalid"


def to_message(overview: Overview) -> bytes:
    """A multipart mail with a text part and an HTML part with its pictures, as it goes over the wire.

    No header holds anything from outside but the profile's name from the settings: a title cannot add one.
    """
    letter = to_letter(overview)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    message["From"] = f"Udklip <overblik@{DOMAIN}>"
    message["To"] = "undisclosed-recipients:;"
    message["Date"] = letter.at.astimezone(COPENHAGEN)
    message["Message-ID"] = f"<{letter.id}@{DOMAIN}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "da"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.pictures:
        _with_pictures(message, letter)
    # "=_" stands in no quoted-printable text and in no base64, so that no part can hold the boundary.
    message.set_boundary(f"=_{letter.id}")
    return message.as_bytes()


def _with_pictures(message: EmailMessage, letter: Letter) -> None:
    """The HTML part with the pictures that it shows beside it."""
    page = message.get_body(("html",))
    assert isinstance(page, EmailMessage)  # noqa: S101 - added above
    for picture in letter.pictures:
        page.add_related(
            picture.png,
            "image",
            "png",
            cid=f"<{picture.name}>",
            filename=f"{picture.name}.png",
            disposition="inline",
        )
    page.set_boundary(f"=_{letter.id}-billeder")

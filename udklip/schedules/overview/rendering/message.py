"""The overview as a mail. Same overview, same bytes: nothing of it is drawn by chance or by the clock."""

from email.message import EmailMessage
from email.policy import SMTP

from udklip.core.danish import long_day
from udklip.core.times import COPENHAGEN
from udklip.schedules.overview.rendering.render import to_html, to_text
from udklip.schedules.overview.rendering.summary import summary
from udklip.schedules.overview.values import Overview

# A name that no mail server owns (RFC 2606), until the settings name a sender.
DOMAIN = "udklip.invalid"


def to_message(overview: Overview) -> bytes:
    """A multipart mail with a text part and an HTML part, as it goes over the wire.

    No header holds anything from outside but the profile's name from the settings: a title cannot add one.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _one_line(f"Overblik {long_day(overview.day)}: {summary(overview)}")
    message["From"] = f"Udklip <overblik@{DOMAIN}>"
    message["To"] = "undisclosed-recipients:;"
    message["Date"] = overview.window.upto.astimezone(COPENHAGEN)
    message["Message-ID"] = f"<{overview.id}@{DOMAIN}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(to_text(overview), cte="quoted-printable")
    message.add_alternative(to_html(overview), subtype="html", cte="quoted-printable")
    # "=_" stands in no quoted-printable text, so that no part can hold the boundary.
    message["Content-Language"] = "da"
    message.set_boundary(f"=_{overview.id}")
    return message.as_bytes()


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""The overviews that were sent, as a list: on the page, as a table and as a feed."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from udklip.core import danish
from udklip.core.ledger.telling.values import Posted
from udklip.core.letter import LetterKind
from udklip.desk.export.rss import Entry
from udklip.desk.page.feeds import feed
from udklip.desk.page.gate import address_of
from udklip.desk.page.office import Office, office_of
from udklip.desk.page.tables import table

SHOWN = 60


def sent_overviews(office: Office) -> list[Posted]:
    """The newest ones."""
    with office.ledger.reading() as book:
        return book.outbox.posted(LetterKind.OVERVIEW, SHOWN)


def overviews_table(request: Request) -> Response:
    """`/overblik.csv` and `.xlsx`."""
    rows = [
        (danish.moment(one.at), one.subject, one.recipients, one.sent, _address(request, one))
        for one in sent_overviews(office_of(request))
    ]
    return table(request.url.path, ("Sendt", "Emne", "Modtagere", "Har fået det", "Link"), rows)


def overviews_feed(request: Request) -> Response:
    """`/overblik.rss`."""
    entries = [
        Entry(
            key=f"udklip:letter:{one.id}",
            title=one.subject,
            link=_address(request, one),
            text=f"Sendt {danish.moment(one.at)}",
            at=one.at,
        )
        for one in sent_overviews(office_of(request))
    ]
    return feed(request, "/overblik", "Sendte overblik", entries)


def _address(request: Request, one: Posted) -> str:
    return address_of(request, f"/overblik/sendt/{quote(one.id, safe='')}.html")

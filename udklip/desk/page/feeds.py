"""The lists of the page as feeds: `.rss`, for whoever follows them in a feed reader."""

from collections.abc import Iterable
from io import BytesIO

from starlette.requests import Request
from starlette.responses import Response

from udklip.core import danish
from udklip.desk.export.rss import Channel, Entry, write_rss
from udklip.desk.page.gate import address_of
from udklip.desk.page.office import office_of
from udklip.desk.page.search.files import KINDS
from udklip.schedules.overview.values import Story
from udklip.schedules.watching.atom import content_of


def feed(request: Request, page: str, title: str, entries: Iterable[Entry]) -> Response:
    """The entries as the feed of the page at `page`."""
    office = office_of(request)
    title = f"{title} · {office.settings.profile.name}"
    channel = Channel(title, address_of(request, page), f"{title}, fra Udklip", office.clock())
    file = BytesIO()
    write_rss(channel, entries, file)
    return Response(file.getvalue(), media_type=KINDS[".rss"])


def story_entry(story: Story, labels: Iterable[str] = ()) -> Entry:
    """A story by its lead, and what may be shown of it; the same entry whatever else brings it."""
    lead = story.lead
    return Entry(
        key=f"udklip:story:{story.id}",
        title=lead.title,
        link=lead.url,
        text=content_of(story),
        creator=danish.outlet(lead.source),
        labels=(*danish.labels(lead.kind, lead.access, ocr=lead.ocr, late=lead.late), *labels),
        at=lead.when,
    )

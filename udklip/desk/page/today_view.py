"""I dag: the overview as it stands now, and the newest stories beneath it."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from udklip.core import danish
from udklip.core.item import PressItem
from udklip.core.times import COPENHAGEN
from udklip.desk.page.feeds import feed, story_entry
from udklip.desk.page.gate import person_of
from udklip.desk.page.office import EVER, Office, office_of
from udklip.desk.page.rendering import answer
from udklip.desk.page.tables import table
from udklip.schedules.overview.building import Coverage, stories_of
from udklip.schedules.overview.editions import main_edition
from udklip.schedules.overview.from_ledger import overview_of
from udklip.schedules.overview.rendering.chart import as_svg, bars, told
from udklip.schedules.overview.values import Overview, Story

NEWEST_ITEMS = 60
STARS = 8
NEWEST_STORIES = 12


def today_page(request: Request) -> Response:
    """`/`: today's overview with what came since it was sent, and what is newest besides."""
    office = office_of(request)
    now = office.clock()
    overview = _overview(office, now, compared=True)
    edition = main_edition(office.settings)
    goes_out = edition.moment(edition.next_due(now))
    return answer(
        request,
        "today.html.j2",
        overview=overview,
        newest=_newest(office, overview),
        starred=_starred(request),
        now=now,
        goes_out=goes_out,
        drawn=as_svg(overview),
        told=told(overview),
        by_day=[(danish.long_day(day), count) for day, count in reversed(bars(overview))],
    )


def today_table(request: Request) -> Response:
    """`/i-dag.csv` and `.xlsx`: one row a story of the overview."""
    office = office_of(request)
    rows = [_row(story) for story in _overview(office, office.clock()).stories]
    headings = ("Afsnit", "Titel", "Medie", "Dato", "Mærkat", "Tekster i historien", "Link")
    return table(request.url.path, headings, rows)


def today_feed(request: Request) -> Response:
    """`/i-dag.rss`: one entry a story of the overview."""
    office = office_of(request)
    stories = _overview(office, office.clock()).stories
    return feed(request, "/", "I dag", map(story_entry, stories))


def _row(story: Story) -> list[str | int | None]:
    lead = story.lead
    return [
        danish.SECTIONS[story.relevance],
        lead.title,
        danish.outlet(lead.source),
        danish.moment(lead.published) if lead.published else "uden dato",
        ", ".join(danish.labels(lead.kind, lead.access, ocr=lead.ocr, late=lead.late)),
        len(story.entries),
        lead.url,
    ]


def _overview(office: Office, now: datetime, *, compared: bool = False) -> Overview:
    day = now.astimezone(COPENHAGEN).date()
    return overview_of(day, office.settings, office.ledger, until=now, compared=compared)


def _starred(request: Request) -> list[PressItem]:
    """What one has a star on, the last one first."""
    person = person_of(request)
    if person is None:
        return []
    with office_of(request).ledger.reading() as book:
        ids = book.decisions.starred(person.name, STARS)
        items = book.items.many(ids)
    return [items[one] for one in ids if one in items]


def _newest(office: Office, overview: Overview) -> list[Story]:
    """The newest stories that the overview does not hold, newest first."""
    with office.ledger.reading() as book:
        items = book.items.newest(NEWEST_ITEMS)
    told = {story.id for story in overview.stories}
    stories = stories_of(items, EVER, Coverage(tuple(items), {}, office.own))
    others = [story for story in stories if story.id not in told]
    return sorted(others, key=lambda story: story.lead.when, reverse=True)[:NEWEST_STORIES]

"""Visits that answer and look wrong, and ways whose address holds a date: real crawls of a site on loopback."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest
from crawler.crawling import PAGE, Crawls, feed_of
from crawler.misbehaving_server import Answer, Site, return_page, return_status, served

from udklip.core.ledger import VisitState, Warned
from udklip.core.source import Source
from udklip.crawler.discovery.expectations import ONE_DATE, SHRUNK

EVENING = datetime.fromisoformat("2026-11-24T22:00+01:00")
NEXT_DAY = datetime.fromisoformat("2026-11-25T08:00+01:00")


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site; what has no route is 404."""
    with served({}) as empty:
        yield empty


def source(site: Site, **ways: object) -> Source:
    """The site as a source with these ways."""
    block = {"name": "Avisen", "hosts": [f"127.0.0.1:{site.port}"], "private_network": True}
    return Source.model_validate(block | ways)


def listing_of(*paths: str, **headers: str) -> Answer:
    """A page that links to `paths`."""
    return return_page("".join(f"<a href={path}>Sag</a>" for path in paths).encode(), **headers)


def standing_warnings(crawls: Crawls) -> Sequence[Warned]:
    """What looks wrong about the source as it was last seen."""
    with crawls.ledger() as ledger, ledger.reading() as book:
        return book.sources.standing_warnings("Avisen")


def test_a_listing_that_loses_most_of_its_links_is_told_until_it_has_them_again(
    site: Site, crawls: Crawls
) -> None:
    paths = [f"/nyt/{number}" for number in range(10)]
    news = source(site, listings=[{"url": site.url("/"), "pattern": "/nyt/"}])
    pages = dict.fromkeys(paths, return_page(PAGE))
    whole, shrunk = listing_of(*paths), listing_of(*paths[:2], ETag='"x"')
    visits, kinds = [], []
    for front in (whole, shrunk, return_status(304), whole):
        site.routes({"/": front, **pages})
        visits += crawls.visits(crawls.visit(news))
        kinds.append([warned.kind for warned in standing_warnings(crawls)])
    assert kinds == [[], [SHRUNK], [SHRUNK], []]
    assert [visit.state for visit in visits][:2] == [VisitState.COMPLETE, VisitState.PARTIAL]
    assert "2 links match where 10 are usual" in (visits[1].reason or "")


def test_a_feed_whose_items_all_bear_one_date_is_told(site: Site, crawls: Crawls) -> None:
    dated = "<pubDate>Tue, 24 Nov 2026 09:00:00 +0100</pubDate>"
    items = "".join(f"<item><link>{site.url(f'/{n}')}</link>{dated}</item>" for n in range(10))
    feed = f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'
    site.routes({"/feed": return_page(feed.encode(), "application/rss+xml")})
    crawls.visit(source(site, feeds=[site.url("/feed")]), now=EVENING)
    (warned,) = standing_warnings(crawls)
    assert (warned.kind, warned.url, warned.at) == (ONE_DATE, site.url("/feed"), EVENING)
    assert "10 of 10 entries bear one date, 2026-11-24T09:00:00+01:00" in warned.text


def sitemap_of(site: Site, *paths: str) -> Answer:
    """A news sitemap without times."""
    urls = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in paths)
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    return return_page(body.encode(), "application/xml")


def test_a_sitemap_of_each_day_is_asked_for_the_days_that_were_not_over(site: Site, crawls: Crawls) -> None:
    daily = source(site, sitemaps=[site.url("/sitemap/{yyyy}-{mm}-{dd}")])
    site.routes({"/sitemap/2026-11-24": sitemap_of(site, "/a"), "/a": return_page(PAGE)})
    crawls.visit(daily, now=EVENING)
    days = sorted(path for path in site.server.asked if path.startswith("/sitemap/"))
    assert (days[0], days[-1], len(days)) == ("/sitemap/2026-10-25", "/sitemap/2026-11-24", 31)
    with crawls.ledger() as ledger, ledger.reading() as book:
        assert book.visits.states(1) == {"Avisen": VisitState.COMPLETE}, "a day without news is no loss"

    site.routes({"/sitemap/2026-11-24": sitemap_of(site, "/a", "/b"), "/b": return_page(PAGE)})
    crawls.visit(daily, now=NEXT_DAY)
    days = sorted(path for path in site.server.asked if path.startswith("/sitemap/"))
    assert days == ["/sitemap/2026-11-24", "/sitemap/2026-11-25"]
    assert set(crawls.waiting()) == {site.url("/a"), site.url("/b")}


def test_a_dated_way_that_has_nothing_for_any_day_has_failed(site: Site, crawls: Crawls) -> None:
    run = crawls.visit(source(site, sitemaps=[site.url("/{yyyy}/{mm}.xml")]), now=EVENING)
    visits = crawls.visits(run)
    assert {visit.url for visit in visits} == {site.url("/2026/11.xml"), site.url("/2026/10.xml")}
    assert {visit.state for visit in visits} == {VisitState.FAILED}


def test_each_find_is_recorded_with_its_way(site: Site, crawls: Crawls) -> None:
    site.routes(
        {
            "/feed": feed_of(site.url("/nyt/1"), site.url("/nyt/2")),
            "/": listing_of("/nyt/2", "/nyt/3"),
            **dict.fromkeys(("/nyt/1", "/nyt/2", "/nyt/3"), return_page(PAGE)),
        }
    )
    listing = {"url": site.url("/"), "pattern": "/nyt/"}
    crawls.visit(source(site, feeds=[site.url("/feed")], listings=[listing]), now=EVENING)
    with crawls.ledger() as ledger, ledger.reading() as book:
        ways = {met.url: met.ways for met in book.sources.met("Avisen", EVENING)}
    assert ways == {
        site.url("/nyt/1"): {"feed"},
        site.url("/nyt/2"): {"feed", "listing"},
        site.url("/nyt/3"): {"listing"},
    }

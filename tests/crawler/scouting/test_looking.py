"""A home page on loopback is looked at, politely, and becomes a block that the settings take; ways are tried."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from crawler.crawling import PAGE, feed_of
from crawler.misbehaving_server import Answer, Site, closed_port, return_page, return_status, served
from schedules.way import Way

from udklip.core.settings import load_settings

NOW = "2026-11-24T12:00+01:00"
HEADLINE = "Ny klynge samler hele branchen under ét tag"
ARTICLES = [f"/nyheder/2026/sag-nummer-{number}-fortsaetter" for number in range(12)]


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site; what has no route is 404."""
    with served({}) as empty:
        yield empty


@pytest.fixture
def way(tmp_path: Path) -> Way:
    """Settings without a source."""
    config = tmp_path / "udklip.toml"
    config.write_text("[crawl]\ndelay = 0\nautothrottle = false\ntimeout = 5\n", "utf-8")
    return Way(config)


def front_page(head: str = "", *paths: str) -> Answer:
    """A home page with sections and articles."""
    sections = "".join(f'<a href="/{name}">{name.title()}</a>' for name in ("nyheder", "sport", "om-os"))
    links = "".join(f'<a href="{path}">{HEADLINE}</a>' for path in paths)
    return return_page(f'<html lang="da"><head>{head}</head><body>{sections}{links}</body></html>'.encode())


def news_sitemap(site: Site, *paths: str) -> Answer:
    """A sitemap of news of today."""
    news = (
        "<news:news><news:publication><news:name>Avisen</news:name></news:publication>"
        "<news:publication_date>2026-11-24T09:00:00+01:00</news:publication_date>"
        f"<news:title>{HEADLINE}</news:title></news:news>"
    )
    urls = "".join(f"<url><loc>{site.url(path)}</loc>{news}</url>" for path in paths)
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return return_page(f"<urlset {spaces}>{urls}</urlset>".encode(), "application/xml")


def proposal(way: Way, site: Site) -> dict[str, Any]:
    """What `sources try` says of the site."""
    return way.json("sources", "try", site.url("/"), "--now", NOW)[0]


def test_a_home_page_becomes_a_block_with_every_way(site: Site, way: Way, tmp_path: Path) -> None:
    title = '<meta property="og:site_name" content="Avisen &quot;Nord&quot;\\ &#127;">'
    feed = '<link rel="alternate" type="application/rss+xml" href="/rss/nyt">'
    comments = '<link rel="alternate" type="application/rss+xml" href="/comments/feed">'
    site.routes(
        {
            "/": front_page(title + comments + feed, *ARTICLES),
            "/rss/nyt": feed_of(*map(site.url, ARTICLES[:6])),
            "/robots.txt": return_page(
                f"User-agent: *\nDisallow: /intern\nSitemap: {site.url('/news.xml')}\n"
                f"Sitemap: {site.url('/gone.xml')}\n".encode(),
                "text/plain",
            ),
            "/news.xml": news_sitemap(site, *ARTICLES[:8]),
            "/.well-known/tdmrep.json": return_page(
                b'[{"location": "/", "tdm-reservation": 1}]', "application/json"
            ),
        }
    )
    ended = way.udklip("sources", "try", site.url("/"), "--now", NOW)
    assert (ended.returncode, ended.stderr) == (0, "")
    pasted = tmp_path / "pasted.toml"
    pasted.write_text(ended.stdout, "utf-8")
    (source,) = load_settings(pasted).sources
    assert (source.name, source.rights, source.private_network) == ('Avisen "Nord"\\', "link", True)
    assert source.feeds == (site.url("/rss/nyt"),)
    assert source.sitemaps == (site.url("/news.xml"),)
    assert source.listings[0].url == site.url("/")
    assert "/nyheder/" in source.listings[0].pattern
    assert "# Language: da." in ended.stdout
    assert "# RESERVED: tdmrep.json reserves /" in ended.stdout
    assert f"# left out: sitemap {site.url('/gone.xml')}: the server answered 404" in ended.stdout
    assert not {"/intern", "/comments/feed"} & set(site.server.asked)


def test_usual_places_are_tried_where_the_page_names_none(site: Site, way: Way) -> None:
    site.routes({"/": front_page("<title>Forside | Lokalbladet</title>"), "/feed/": feed_of(site.url("/a"))})
    block = proposal(way, site)["block"]
    assert (block["name"], block["feeds"]) == ("Lokalbladet", [site.url("/feed/")])
    assert "listings" not in block, "three sections are no list of articles"


def test_a_sitemap_of_the_whole_site_is_proposed_with_the_pattern_of_its_articles(
    site: Site, way: Way
) -> None:
    pages = ["/om-os", "/kontakt", *ARTICLES]
    urls = "".join(f"<url><loc>{site.url(path)}</loc><lastmod>2026-11-20</lastmod></url>" for path in pages)
    site.routes(
        {
            "/": front_page("", *ARTICLES),
            "/sitemap.xml": return_page(f"<urlset>{urls}</urlset>".encode(), "application/xml"),
        }
    )
    block = proposal(way, site)["block"]
    assert block["sitemaps"] == [site.url("/sitemap.xml")]
    assert block["pattern"] == block["listings"][0]["pattern"]


@pytest.mark.parametrize(
    ("routes", "told"),
    [
        ({"/": front_page()}, "no feed, sitemap or list of articles"),
        ({"/": return_status(403)}, "the server answered 403 (forbidden)"),
        (
            {"/robots.txt": return_page(b"User-agent: *\nDisallow: /\n", "text/plain")},
            "robots.txt forbids it",
        ),
    ],
    ids=["nothing", "forbidden", "robots"],
)
def test_where_nothing_is_found_it_is_said_why(
    site: Site, way: Way, routes: dict[str, Answer], told: str
) -> None:
    site.routes(routes)
    ended = way.udklip("sources", "try", site.url("/"))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


def two_sources(site: Site, config: Path) -> str:
    """Settings with a source on the site, and one that is not there; gives them as they are written."""
    gone = f"http://127.0.0.1:{closed_port()}/rss"
    text = f"""{config.read_text("utf-8")}
[[source]]
name = "Avisen" # the local one
hosts = ["127.0.0.1:{site.port}"]
feeds = ["{site.url("/rss")}", "{site.url("/gone")}"]
listings = [{{ url = "{site.url("/")}", pattern = "/nyheder/" }}]
sitemaps = ["{site.url("/{yyyy}-{mm}-{dd}.xml")}"]
private_network = true
note = "not tried on line; evidence 2026-10; \\"paywall\\"" # ask again

[[source]]
name = "Ugebrevet"
hosts = ["127.0.0.1"]
feeds = ["{gone}"]
private_network = true
note = "not tried on line; evidence 2019"
"""
    config.write_text(text, "utf-8")
    return text


def test_every_way_of_the_settings_is_tried_and_the_notes_say_so(site: Site, way: Way) -> None:
    before = two_sources(site, way.config)
    site.routes(
        {
            "/": front_page("", *ARTICLES),
            "/rss": feed_of(site.url("/a"), "https://annonce.example/b"),
            "/2026-11-23.xml": news_sitemap(site, *ARTICLES[:3]),
            "/a": return_page(PAGE),
        }
    )
    ended = way.udklip("sources", "check", "--write", "--json", "--now", NOW)
    assert ended.returncode == 0
    rows = {row["source"]: row for row in map(json.loads, ended.stdout.splitlines())}
    assert rows["Ugebrevet"]["ways"][0]["outcome"] == "unreachable"
    tried = {one["url"]: (one["outcome"], one["entries"], one["wanted"]) for one in rows["Avisen"]["ways"]}
    assert tried == {
        site.url("/rss"): ("ok", 2, 1),
        site.url("/gone"): ("dead_link", 0, 0),
        site.url("/2026-11-23.xml"): ("ok", 3, 3),
        site.url("/"): ("ok", 12, 12),
    }
    assert (rows["Avisen"]["state"], rows["Ugebrevet"]["state"]) == ("partial", "failed")
    assert "/a" not in site.server.asked, "trying a way fetches no article"
    assert way.config.read_text("utf-8") == before.replace(
        "not tried on line; evidence 2026-10", "tried 2026-11-24: 3 of 4 ways answered; evidence 2026-10"
    )
    assert datetime.fromisoformat(rows["Avisen"]["at"]) == datetime.fromisoformat(NOW)


def test_without_a_network_no_note_is_touched(site: Site, way: Way) -> None:
    before = two_sources(site, way.config)
    ended = way.udklip("sources", "check", "ugebrevet", "--write")
    assert ended.returncode == 1
    assert "is there a network?" in ended.stderr
    assert way.config.read_text("utf-8") == before

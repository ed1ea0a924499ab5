"""Feeds, sitemaps and listing pages: what they name, also where they are slightly wrong."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.crawler.spiders.base import Listed
from udklip.crawler.spiders.feed import entries_of_feed
from udklip.crawler.spiders.listing import entries_of_listing
from udklip.crawler.spiders.sitemap import MOST_ENTRIES, entries_of_sitemap

SITE = "https://avisen.example"
FEED = f"{SITE}/rss.xml"
AT = datetime(2020, 11, 24, 8, 0, tzinfo=UTC)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def rss(items: str, head: str = "") -> bytes:
    """An RSS feed with `items`."""
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def rss_item(link: str = f"{SITE}/a", title: str = "En sag", more: str = "") -> str:
    """One item of an RSS feed."""
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def urls(entries: list[Listed]) -> list[str]:
    """Their addresses."""
    return [entry.url for entry in entries]


def test_an_rss_feed_gives_address_title_and_time() -> None:
    feed = rss(
        rss_item(title="Én  <![CDATA[ & ]]> sag", more="<pubDate>Tue, 24 Nov 2020 09:00:00 +0100</pubDate>")
    )
    assert entries_of_feed(feed, FEED) == [Listed(f"{SITE}/a", "Én & sag", AT)]


def test_an_atom_feed_gives_address_title_and_time() -> None:
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Sag &amp;amp; svar</title>
      <link rel="enclosure" href="{SITE}/lyd.mp3"/><link rel="alternate" href="/b"/>
      <updated>2020-11-24T09:00:00+01:00</updated></entry></feed>"""
    assert entries_of_feed(feed.encode(), FEED) == [Listed(f"{SITE}/b", "Sag & svar", AT)]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("&lt;b&gt;Ny&lt;/b&gt; klynge", "Ny klynge"),
        ("K&amp;oslash;b &amp;amp; salg", "Køb & salg"),
        ("5 &lt; 7 &amp; 8", "5 < 7 & 8"),
        ("  ", None),
    ],
)
def test_a_title_is_text_however_it_is_packed(typed: str, title: str | None) -> None:
    (entry,) = entries_of_feed(rss(rss_item(title=typed)), FEED)
    assert entry.title == title


def test_the_order_is_the_feeds() -> None:
    assert urls(entries_of_feed(rss(rss_item("/2") + rss_item("/1") + rss_item("/3")), FEED)) == [
        f"{SITE}/2",
        f"{SITE}/1",
        f"{SITE}/3",
    ]


@pytest.mark.parametrize(
    "feed",
    [
        rss(rss_item(title="Q&A om klynger")),
        rss(rss_item())[:-20],
        b"\n\n" + rss(rss_item()),
        b"\xef\xbb\xbf" + rss(rss_item()),
        rss(rss_item(title="Sm\u00f8rrebr\u00f8d")).decode().encode("latin-1"),
        rss(rss_item(more="<pubDate>i g\u00e5r</pubDate>")),
        rss(rss_item(more="<pubDate>Tue, 99 Foo 2020 99:00:00</pubDate>")),
        rss(rss_item() + "<item><title>uden adresse</title></item>"),
    ],
    ids=[
        "ampersand",
        "cut off",
        "blank lines",
        "byte order mark",
        "latin-1",
        "word as date",
        "no date",
        "no link",
    ],
)
def test_a_feed_that_is_slightly_wrong_is_read_as_far_as_it_goes(feed: bytes) -> None:
    assert urls(entries_of_feed(feed, FEED)) == [f"{SITE}/a"]


@pytest.mark.parametrize(
    "content", [b"", b"Velkommen", b"<html><p>Nej</p></html>", b'{"items": []}', bytes(9), rss("")[:30]]
)
def test_what_is_no_feed_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        entries_of_feed(content, FEED)
    assert refused.value.outcome is Outcome.NOT_A_FEED


def test_an_empty_feed_is_a_feed() -> None:
    assert entries_of_feed(rss(""), FEED) == []


def test_no_entity_of_a_feed_is_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "hemmeligt.txt"
    secret.write_text("hemmeligt", "utf-8")
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    assert "hemmeligt" not in str(_feed_or_nothing(rss(rss_item(title="A &x; B"), head)))


def test_a_feed_that_laughs_a_billion_times_is_not_listened_to() -> None:
    feed = rss(rss_item(title="&l9;"), f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>')
    assert len(str(_feed_or_nothing(feed))) < 100_000


def _feed_or_nothing(content: bytes) -> list[Listed]:
    try:
        return entries_of_feed(content, FEED)
    except Unreadable:
        return []


def sitemap(*entries: str, root: str = "urlset", head: str = "") -> bytes:
    """A sitemap of `entries`."""
    namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f'<?xml version="1.0"?>{head}<{root} {namespace}>{"".join(entries)}</{root}>'.encode()


def page(path: str, more: str = "") -> str:
    """A page of a sitemap."""
    return f"<url><loc> {SITE}{path} </loc>{more}</url>"


def test_a_sitemap_gives_pages_and_their_times() -> None:
    found = entries_of_sitemap(
        sitemap(page("/a", "<lastmod>2020-11-24T09:00:00+01:00</lastmod>"), page("/b"))
    )
    assert found.listed == [Listed(f"{SITE}/a", None, AT), Listed(f"{SITE}/b", None, None)]


def test_a_day_in_a_sitemap_is_copenhagens() -> None:
    (entry,) = entries_of_sitemap(sitemap(page("/a", "<lastmod>2020-11-24</lastmod>"))).listed
    assert entry.at == datetime(2020, 11, 23, 23, 0, tzinfo=UTC)


def test_an_index_gives_the_sitemaps_it_names() -> None:
    found = entries_of_sitemap(sitemap(f"<sitemap><loc>{SITE}/s1.xml</loc></sitemap>", root="sitemapindex"))
    assert (found.listed, [entry.url for entry in found.further_dated]) == ((), [f"{SITE}/s1.xml"])


@pytest.mark.parametrize("content", [b"", b"Velkommen", b"<html><p>Nej</p></html>", rss("")])
def test_what_is_no_sitemap_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        entries_of_sitemap(content)
    assert refused.value.outcome is Outcome.NOT_A_FEED


def test_a_sitemap_without_end_is_read_so_far() -> None:
    endless = sitemap(*(page(f"/{number}") for number in range(MOST_ENTRIES + 10)))
    assert len(entries_of_sitemap(endless).listed) == MOST_ENTRIES


def test_no_entity_of_a_sitemap_is_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "hemmeligt.txt"
    secret.write_text("hemmeligt", "utf-8")
    head = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    found = entries_of_sitemap(sitemap(page("/a&x;"), head=head))
    assert "hemmeligt" not in str(found.listed)


def test_a_listing_gives_its_matching_links_once_in_its_order() -> None:
    html = """<nav><a href="/">Forside</a></nav><a href="/nyt/2.html"><img src=x></a>
      <a href=" /nyt/2.html ">Den  <b>anden</b>
      sag</a><a href="nyt/1.html">Den første</a><a href="https://annonce.example/nyt/9.html">Køb</a><a>intet</a>"""
    found = entries_of_listing(html.encode(), f"{SITE}/", [r"avisen\.example/nyt/\d+", r"aldrig"])
    assert found == [
        Listed(f"{SITE}/nyt/2.html", "Den anden sag"),
        Listed(f"{SITE}/nyt/1.html", "Den første"),
    ]


def test_a_listing_whose_links_have_changed_is_told_with_its_pattern() -> None:
    with pytest.raises(Unreadable, match=r"no link matches /nyt/") as refused:
        entries_of_listing(b'<a href="/artikel/1">Sag</a>', f"{SITE}/", ["/nyt/"])
    assert refused.value.outcome is Outcome.NOT_A_FEED


def test_a_link_that_is_no_address_does_not_stop_the_others() -> None:
    html = b'<a href="http://[::1/nyt/">x</a><a href="/nyt/1">y</a>'
    assert f"{SITE}/nyt/1" in urls(entries_of_listing(html, f"{SITE}/", ["/nyt/"]))

"""The demo press as a crawler meets it: by HTTP, on three loopback addresses and one port."""

import re
import socket
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
from protego import Protego
from scrapy.utils.sitemap import Sitemap
from served_press import Press, ready_port, start_server

REGIONAL, TRADE, LOCAL = "127.0.0.2", "127.0.0.3", "127.0.0.4"


def get(url: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    """Ask once, following nothing."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection = HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(
            "GET", target, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def text(press: Press, host: str, path: str) -> str:
    answer, body = get(f"http://{host}:{press.port}{path}")
    assert answer.status == 200
    return body.decode(answer.headers.get_content_charset() or "ascii")


def locations(body: str) -> list[str]:
    return [entry["loc"] for entry in Sitemap(body.encode())]


def listed(press: Press, source: str, way: str) -> set[str]:
    """The gold's addresses of one outlet that stand in one way; further addresses of a text in feed and sitemap."""
    items = [item for item in press.gold["items"] if item["source"] == source and way in item["ways"]]
    return {url for item in items for url in item["urls"]}


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an ``a`` points to."""
        self.found |= {value for name, value in attrs if tag == "a" and name == "href" and value}


def links(page: str) -> set[str]:
    parser = Links()
    parser.feed(page)
    return parser.found


def test_every_page_answers_in_the_charset_it_declares(press: Press) -> None:
    for url, content_type in press.addresses.items():
        answer, body = get(url)
        assert (answer.status, answer.headers["Content-Type"]) == (200, content_type), url
        assert body.decode(answer.headers.get_content_charset() or ""), url


def test_one_page_is_windows_1252(press: Press) -> None:
    (url,) = [url for url, content_type in press.addresses.items() if "windows-1252" in content_type]
    _, body = get(url)
    assert b"charset" not in body.lower()
    assert "\u201dVi har brugt fire år".encode("cp1252") in body


def test_every_item_of_the_gold_stands_on_its_page(press: Press) -> None:
    for item in press.gold["items"]:
        for url in item.get("urls", ()):
            parts = urlsplit(url)
            assert item["title"] in text(press, str(parts.hostname), parts.path)


def test_links_within_an_outlet_lead_somewhere_but_for_the_dead_one(press: Press) -> None:
    dead = {find["url"] for find in press.gold["other_finds"] if find["outcome"] == "dead_link"}
    pages = [url for url, content_type in press.addresses.items() if content_type.startswith("text/html")]
    linked = set()
    for url in pages:
        host = str(urlsplit(url).hostname)
        paths = [link for link in links(text(press, host, urlsplit(url).path)) if link.startswith("/")]
        linked |= {f"http://{host}:{press.port}{path}" for path in paths}
    assert linked - set(press.addresses) == dead
    assert [get(url)[0].status for url in dead] == [404]


def test_rss_feed_is_sound_and_whole(press: Press) -> None:
    feed = feedparser.parse(text(press, REGIONAL, "/rss.xml"))
    adverts = {find["url"] for find in press.gold["other_finds"] if find["outcome"] == "foreign_host"}
    found = {entry.link.split("?utm_source=rss")[0] for entry in feed.entries}
    assert not feed.bozo
    assert found == listed(press, "Bæltposten", "feed") | adverts


def test_atom_feed_is_sound_and_whole(press: Press) -> None:
    feed = feedparser.parse(text(press, TRADE, "/atom.xml"))
    assert not feed.bozo
    assert {entry.link for entry in feed.entries} == listed(press, "Sundhedsteknisk Ugebrev", "feed")


def test_news_sitemap_names_every_address(press: Press) -> None:
    assert set(locations(text(press, REGIONAL, "/news-sitemap.xml"))) == listed(
        press, "Bæltposten", "sitemap"
    )


def test_sitemap_index_leads_to_the_sitemap(press: Press) -> None:
    (url,) = locations(text(press, LOCAL, "/sitemap.xml"))
    assert set(locations(text(press, LOCAL, urlsplit(url).path))) == listed(
        press, "Vesterkær Lokalblad", "sitemap"
    )


def test_listing_page_leads_into_the_forbidden_folder(press: Press) -> None:
    rules = Protego.parse(text(press, LOCAL, "/robots.txt"))
    linked = {f"http://{LOCAL}:{press.port}{path}" for path in links(text(press, LOCAL, "/nyheder.html"))}
    forbidden = {url for url in linked if not rules.can_fetch(url, "Udklip")}
    gold = {item["urls"][0] for item in press.gold["items"] if item["outcome"] == "robots"}
    assert forbidden == gold != set()


def test_teaser_keeps_the_rest_behind_the_paywall(press: Press) -> None:
    (item,) = [item for item in press.gold["items"] if item["access"] == "teaser"]
    page = text(press, TRADE, urlsplit(item["urls"][0]).path)
    assert '"isAccessibleForFree": false' in page
    assert "Få fuld adgang til" in page
    assert "Det er der næppe." in page
    assert "sværere at forene i et budget" not in page


def test_furniture_of_the_gold_stands_on_the_pages(press: Press) -> None:
    hosts = {"Bæltposten": REGIONAL, "Sundhedsteknisk Ugebrev": TRADE, "Vesterkær Lokalblad": LOCAL}
    for source, host in hosts.items():
        urls = [
            url for url in press.addresses if host in url and press.addresses[url].startswith("text/html")
        ]
        everything = "".join(text(press, host, urlsplit(url).path) for url in urls)
        assert [line for line in press.gold["furniture"][source] if line not in everything] == []


def test_unchanged_feed_is_not_sent_again(press: Press) -> None:
    url = f"http://{REGIONAL}:{press.port}/rss.xml"
    first, _ = get(url)
    for condition in (
        {"If_None_Match": first.headers["ETag"]},
        {"If_Modified_Since": first.headers["Last-Modified"]},
    ):
        again, body = get(url, **condition)
        assert (again.status, body) == (304, b"")
    assert get(url, If_None_Match='"another"')[0].status == 200
    assert parsedate_to_datetime(first.headers["Last-Modified"]).year == 2020


def test_tracking_parameters_do_not_change_the_page(press: Press) -> None:
    url = listed(press, "Bæltposten", "feed").pop()
    assert get(f"{url}?utm_source=rss")[1] == get(url)[1]


def test_a_taken_port_is_one_clear_line(press: Press, tmp_path: Path) -> None:
    with start_server(tmp_path, press.port) as second:
        _, told = second.communicate(timeout=30)
    assert second.returncode == 1
    assert re.fullmatch(rf"port {press.port} cannot be had: .+; choose another by --port\n", told)


def test_it_ends_cleanly_when_told_to(tmp_path: Path) -> None:
    with start_server(tmp_path) as server:
        port = ready_port(server)
        server.terminate()
        _, told = server.communicate(timeout=30)
    assert (server.returncode, told) == (0, "")
    with socket.create_server((REGIONAL, port)):
        pass

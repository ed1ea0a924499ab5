"""Whatever a server does ends with one name in the ledger and one line for the user, and the others go on."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from crawler import misbehaving_server as bad
from crawler.misbehaving_server import (
    Answer,
    Site,
    certificate,
    closed_port,
    return_page,
    return_status,
    served,
)
from schedules.pages import article
from schedules.way import Way, unbalanced

from udklip.core.address import canonical
from udklip.core.outcomes import Fate, Outcome

HOST = "127.0.0.1"


def feed(site: Site, paths: list[str]) -> Answer:
    """A feed that names `paths` on its own server; an address that is whole stays so."""
    links = [site.url(path) if path.startswith("/") else path for path in paths]
    items = "".join(f"<item><title>{link}</title><link>{link}</link></item>" for link in links)
    body = f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'
    return return_page(body.encode(), "application/rss+xml")


PAGES: dict[str, tuple[Answer, Outcome]] = {
    "/god": (return_page(article("Den gode sag")), Outcome.READY),
    "/ring": (bad.redirect_to("/ring"), Outcome.REDIRECT_LOOP),
    "/haenger": (bad.hang, Outcome.TIMED_OUT),
    "/drypper": (bad.drip, Outcome.TIMED_OUT),
    "/uden-ende": (bad.endless, Outcome.TOO_LARGE),
    "/for-stor": (return_page(b"x", content_length="90000000"), Outcome.TOO_LARGE),
    "/bombe": (bad.bomb_in("gzip"), Outcome.TOO_LARGE),
    "/bombe-br": (bad.bomb_in("br"), Outcome.TOO_LARGE),
    "/bombe-deflate": (bad.bomb_in("deflate"), Outcome.TOO_LARGE),
    "/bombe-zstd": (bad.bomb_in("zstd"), Outcome.TOO_LARGE),
    "/bombe-to-gange": (bad.bomb_in("gzip, gzip"), Outcome.TOO_LARGE),
    "/ikke-pakket": (return_page(b"<p>hej", Content_Encoding="gzip"), Outcome.HTTP_ERROR),
    "/hoved-uden-ende": (bad.endless_head, Outcome.TOO_LARGE),
    "/hoved-drypper": (bad.drip_head, Outcome.TIMED_OUT),
    "/ikke-http": (bad.say(b"Hej med dig\r\n\r\n"), Outcome.HTTP_ERROR),
    "/to-laengder": (
        bad.say(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde"),
        Outcome.HTTP_ERROR,
    ),
    "/skaarne-bidder": (
        bad.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nabc"),
        Outcome.HTTP_ERROR,
    ),
    "/river-over": (bad.reset, Outcome.HTTP_ERROR),
    "/styretegn": (bad.redirect_to("http://10.0.0.1/\x00%0d%0aSet-Cookie: x"), Outcome.FOREIGN_HOST),
    "/script": (bad.redirect_to("javascript:alert(1)"), Outcome.HTTP_ERROR),
    "/data": (bad.redirect_to("data:text/html,hej"), Outcome.HTTP_ERROR),
    "/ftp": (bad.redirect_to("ftp://127.0.0.1/filer"), Outcome.HTTP_ERROR),
    "/brugernavn": (bad.redirect_to("http://bruger:ord@10.0.0.1/"), Outcome.FOREIGN_HOST),
    "/indenfor": (bad.redirect_to("http://10.0.0.1/hemmeligt"), Outcome.FOREIGN_HOST),
    "/fil": (bad.redirect_to("file:///etc/passwd"), Outcome.HTTP_ERROR),
    "/vaek": (return_status(404), Outcome.DEAD_LINK),
    "/for-mange": (return_status(429), Outcome.NOT_NOW),
    "/optaget": (return_status(503), Outcome.NOT_NOW),
    "/fejl": (return_status(500), Outcome.HTTP_ERROR),
    "/forkert-laengde": (bad.cut_short, Outcome.HTTP_ERROR),
    "/laegger-paa": (bad.hang_up, Outcome.UNREACHABLE),
    "/tom": (return_page(b""), Outcome.EMPTY),
    "/stoej": (return_page(random.Random(1).randbytes(50_000)), Outcome.UNKNOWN_FORMAT),
}


@dataclass(frozen=True)
class Misbehaving:
    """Servers that misbehave each in its own way, by the name of their source."""

    sites: dict[str, Site]
    way: Way

    def link(self, link: str) -> str:
        """One of LINKS as it goes by in the ledger."""
        (feed_of_links,) = self.way.settings.source("Skæve").feeds  # type: ignore[union-attr]
        return canonical(link if link[0] != "/" else feed_of_links.removesuffix("/feed") + link)

    def behave(self) -> None:
        """From now on every server does what it should."""
        good = {path: return_page(article(f"Sagen om {path[1:]}")) for path in PAGES}
        for name, site in self.sites.items():
            own = good if name == "Blandet" else {f"/{name}": return_page(article(f"Nyt fra {name}"))}
            site.routes(own | {"/feed": feed(site, list(own))})


# Links that no page can stand behind; the feed that names them is read all the same.
LINKS = {
    "javascript:alert(1)": Outcome.FOREIGN_HOST,
    "mailto:redaktion@avisen.example": Outcome.FOREIGN_HOST,
    "http://[::1": Outcome.FOREIGN_HOST,
    "ftp://127.0.0.1/filer": Outcome.FOREIGN_HOST,
    "http://127.0.0.1:99999/port": Outcome.DEAD_LINK,
    "/sidst": Outcome.DEAD_LINK,
}

# What is wrong with a whole source: its routes, and how its way ends.
SOURCES: dict[str, tuple[dict[str, Answer], Outcome]] = {
    "Ikke-feed": ({"/feed": return_page(b"<html><p>Velkommen til avisen</p></html>")}, Outcome.NOT_A_FEED),
    "Stoej": ({"/feed": return_page(random.Random(2).randbytes(9000))}, Outcome.NOT_A_FEED),
    "Haengende": ({"/feed": bad.hang}, Outcome.TIMED_OUT),
    "Robotfejl": ({"/robots.txt": return_status(500)}, Outcome.NOT_NOW),
    "Robottavs": ({"/robots.txt": bad.hang}, Outcome.NOT_NOW),
    "Afviser": ({"/feed": return_status(503)}, Outcome.NOT_NOW),
    "I-ring": ({"/feed": bad.redirect_to("/feed")}, Outcome.REDIRECT_LOOP),
    "Utaalmodig": ({"/feed": bad.wait_for("7200")}, Outcome.NOT_NOW),
    "Robotpause": ({"/robots.txt": bad.wait_for("7200", 503)}, Outcome.NOT_NOW),
    "Robotbombe": ({"/robots.txt": bad.bomb_in("gzip")}, Outcome.NOT_NOW),
    "Gigant": ({"/feed": bad.endless}, Outcome.TOO_LARGE),
}

# Those that said how long they want to be left alone.
RESTING = {"Utaalmodig", "Robotpause"}

SETTINGS = """
[crawl]
delay = 0
autothrottle = false
timeout = 2
max_bytes = 2000000
[nlp]
workers = 1
"""


def block(name: str, hosts: str, url: str, *, private: bool = True) -> str:
    """A source's block with one feed."""
    network = f"private_network = {str(private).lower()}"
    return (
        f'[[source]]\nname = "{name}"\nhosts = ["{hosts}"]\nfeeds = ["{url}"]\nrights = "full"\n{network}\n'
    )


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Misbehaving]:
    """All the servers, and a way that has them as its sources."""
    with ExitStack() as stack:
        sites = {name: stack.enter_context(served(routes)) for name, (routes, _) in SOURCES.items()}
        mixed = stack.enter_context(served({path: answer for path, (answer, _) in PAGES.items()}))
        mixed.server.routes["/feed"] = feed(mixed, list(PAGES))
        sites["Blandet"] = mixed
        sites["Privat"] = stack.enter_context(served({"/feed": return_page(b"<rss/>")}))
        blocks = [
            block(name, f"{HOST}:{site.port}", site.url("/feed"), private=name != "Privat")
            for name, site in sites.items()
        ]
        skewed = stack.enter_context(served({}))
        skewed.server.routes["/feed"] = feed(skewed, list(LINKS))
        blocks.append(block("Skæve", HOST, skewed.url("/feed")))
        selfmade = stack.enter_context(served({}, tls=certificate(tmp_path_factory.mktemp("tls"))))
        blocks.append(block("Selvlavet", HOST, f"https://{HOST}:{selfmade.port}/feed"))
        blocks.append(block("Lukket", HOST, f"http://{HOST}:{closed_port()}/feed"))
        # A number is a name of 127.0.0.1 that has to be resolved first.
        blocks.append(
            block("Forklædt", "2130706433", f"http://2130706433:{sites['Privat'].port}/feed", private=False)
        )
        config = tmp_path_factory.mktemp("bad") / "udklip.toml"
        config.write_text(SETTINGS + "\n".join(blocks), "utf-8")
        yield Misbehaving(sites, Way(config))


@dataclass(frozen=True)
class Ran:
    """What a run said, and how every way and page ended."""

    code: int
    lines: list[str]
    talk: str
    ends: dict[str, tuple[Outcome, str]]


@pytest.fixture(scope="module")
def first(press: Misbehaving) -> Ran:
    """The run on the servers that misbehave."""
    ended = press.way.udklip("run", "--once")
    addresses = [press.sites["Blandet"].url(path) for path in PAGES]
    addresses += [press.link(link) for link in LINKS]
    addresses += [feed for source in press.way.settings.sources for feed in source.feeds]
    with press.way.ledger() as ledger, ledger.reading() as book:
        met = [url for url in addresses if book.addresses.history(url)]
    return Ran(
        ended.returncode, ended.stdout.splitlines(), ended.stderr, {url: press.way.end(url) for url in met}
    )


@pytest.fixture(scope="module")
def second(press: Misbehaving, first: Ran) -> dict[str, object]:
    """The next run, once the servers do what they should."""
    assert first.ends
    press.behave()
    return press.way.run(now=None)


def test_the_run_ends_well_although_sources_failed(first: Ran) -> None:
    assert first.code == 0
    assert "Traceback" not in first.talk


@pytest.mark.parametrize("path", PAGES)
def test_every_page_ends_with_its_name(press: Misbehaving, first: Ran, path: str) -> None:
    outcome, reason = first.ends[press.sites["Blandet"].url(path)]
    assert (outcome, bool(reason)) == (PAGES[path][1], True)


@pytest.mark.parametrize("link", LINKS)
def test_every_link_ends_with_its_name(press: Misbehaving, first: Ran, link: str) -> None:
    outcome, reason = first.ends[press.link(link)]
    assert (outcome, bool(reason)) == (LINKS[link], True)


@pytest.mark.parametrize("name", SOURCES)
def test_every_way_that_failed_ends_with_its_name(press: Misbehaving, first: Ran, name: str) -> None:
    outcome, reason = first.ends[press.sites[name].url("/feed")]
    assert (outcome, bool(reason)) == (SOURCES[name][1], True)


def test_a_closed_port_is_unreachable(press: Misbehaving, first: Ran) -> None:
    (url,) = press.way.settings.source("Lukket").feeds  # type: ignore[union-attr]
    assert first.ends[url][0] is Outcome.UNREACHABLE


def test_a_certificate_that_nobody_signed_is_not_trusted(press: Misbehaving, first: Ran) -> None:
    (url,) = press.way.settings.source("Selvlavet").feeds  # type: ignore[union-attr]
    assert first.ends[url][0] is Outcome.UNREACHABLE
    assert "TLS" in first.ends[url][1]


@pytest.mark.parametrize("name", ["Privat", "Forklædt"])
def test_a_private_address_is_not_connected_to(press: Misbehaving, first: Ran, name: str) -> None:
    (url,) = press.way.settings.source(name).feeds  # type: ignore[union-attr]
    assert first.ends[url][0] is Outcome.PRIVATE_ADDRESS
    assert press.sites["Privat"].server.asked == []


def test_every_fault_is_one_line(first: Ran) -> None:
    for url, (outcome, _) in first.ends.items():
        if outcome.fate is Fate.FAILED or outcome in (Outcome.NOT_NOW, Outcome.PRIVATE_ADDRESS):
            lines = [line for line in first.lines if f"{outcome}: {url}: " in line]
            hidden = [line for line in first.lines if "more that failed" in line]
            assert len(lines) == 1 or hidden, url


def test_what_trying_again_helps_succeeds_in_the_next_run(
    press: Misbehaving, second: dict[str, object]
) -> None:
    assert unbalanced(second) == []
    for path, (_, outcome) in PAGES.items():
        end, _ = press.way.end(press.sites["Blandet"].url(path))
        assert end is (Outcome.READY if outcome.again else outcome), path
    for name in SOURCES.keys() - RESTING:
        assert press.way.end(press.sites[name].url(f"/{name}"))[0] is Outcome.READY


@pytest.mark.parametrize("name", sorted(RESTING))
def test_a_host_that_asked_to_be_left_alone_is(
    press: Misbehaving, second: dict[str, object], name: str
) -> None:
    assert second
    assert press.way.end(press.sites[name].url("/feed"))[0] is Outcome.NOT_NOW
    assert press.sites[name].server.asked == []

"""A page that is reserved later loses its text everywhere, and keeps its link, title and date."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawler.crawling import feed_of
from crawler.misbehaving_server import Site, return_page, served
from schedules.pages import article
from schedules.way import Way, unbalanced

SECRET = "vindmøllefabrikken"
SETTINGS = "[crawl]\ndelay = 0\nautothrottle = false\n[nlp]\nworkers = 1\n"
TDMREP = "/.well-known/tdmrep.json"


@pytest.fixture
def site() -> Iterator[Site]:
    """A paper with two articles, one of which says a word that nobody else does."""
    with served({}) as site:
        pages = {
            "/nyt/laant": return_page(article("Den lånte sag", f"Det siger {SECRET}.")),
            "/fri/egen": return_page(article("Den frie sag")),
        }
        site.routes(pages | {"/feed": feed_of(*map(site.url, pages))})
        yield site


@pytest.fixture
def way(tmp_path: Path, site: Site) -> Way:
    """A way whose one source is the paper."""
    config = tmp_path / "udklip.toml"
    host = f"127.0.0.1:{site.port}"
    source = f'name = "Bladet"\nhosts = ["{host}"]\nfeeds = ["{site.url("/feed")}"]\nrights = "full"\n'
    config.write_text(f"{SETTINGS}[[source]]\n{source}private_network = true\n", "utf-8")
    return Way(config)


def archived(way: Way) -> str:
    """Everything the archive holds."""
    files = way.archive.rglob("*.warc.gz*")
    return b"".join(gzip.decompress(file.read_bytes()) for file in files).decode("utf-8", "replace")


def test_a_text_reserved_later_goes_and_its_link_stays(way: Way, site: Site) -> None:
    assert way.run(now=None)["sources"]["Bladet"]["new"] == 2
    assert len(way.json("search", SECRET)) == 1
    assert SECRET in archived(way)
    site.server.routes[TDMREP] = return_page(
        b'[{"location": "/nyt/", "tdm-reservation": 1, "tdm-policy": "https://bladet.example/vilkaar"}]',
        "application/json",
    )
    summary = way.run(now=None)
    assert (unbalanced(summary), summary["sources"]["Bladet"]["refused"]) == ([], 1)
    assert way.json("search", SECRET) == []
    assert SECRET not in archived(way)
    (hit,) = way.json("search", '"Den lånte sag"')
    assert (hit["url"], hit["snippet"]) == (site.url("/nyt/laant"), None)
    assert len(way.json("search", '"Den frie sag"')) == 1
    assert way.end(site.url("/nyt/laant"))[0] == "rights_reserved"


def test_every_signal_is_shown_with_its_bytes_and_its_history(way: Way, site: Site) -> None:
    way.run(now=None)
    site.server.routes[TDMREP] = return_page(
        b'[{"location": "/nyt/", "tdm-reservation": 1}]', "application/json"
    )
    way.run(now=None)
    (told,) = way.json("rights", "Bladet")
    assert told["reserved_texts"] == 1
    seen = [
        (one["status"], one["current"], one["text"])
        for one in told["signals"]
        if one["signal"] == "tdmrep.json"
    ]
    assert seen == [(404, False, ""), (200, True, '[{"location": "/nyt/", "tdm-reservation": 1}]')]
    assert "reserves /nyt/" in way.udklip("rights", "Bladet").stdout


def test_a_source_that_is_not_there_is_wrong_use(way: Way) -> None:
    ended = way.udklip("rights", "Avisen")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Bladet" in ended.stderr

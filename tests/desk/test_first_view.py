"""A first view weighs little: what a browser fetches for the start page, and how it is sent."""

import gzip
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from desk.served_desk import Desk, served
from schedules.way import DEMO_CLOCK, Way

MOST_BYTES = 100_000
HELD_BACK_SECONDS = 0.035


@pytest.fixture(scope="module")
def desk(demo: Way) -> Iterator[Desk]:
    with served(demo, "--now", DEMO_CLOCK) as desk:
        yield desk


def fetched(desk: Desk, path: str, **headers: str) -> tuple[bytes, str | None]:
    """The bytes as they were sent, and how they are packed."""
    with urlopen(Request(desk.address + path, headers=headers)) as answer:  # noqa: S310 - our own page
        return answer.read(), answer.headers["content-encoding"]


def test_a_first_view_is_under_100_kb(desk: Desk) -> None:
    parts = desk.get("/").page.xpath("//link[@rel='stylesheet']/@href | //script/@src")
    assert len(parts) >= 2
    assert sum(len(fetched(desk, path)[0]) for path in ("/", *parts)) < MOST_BYTES


def test_styles_and_scripts_are_packed_for_those_who_take_it_and_pages_are_not(desk: Desk) -> None:
    for path in desk.get("/").page.xpath("//link[@rel='stylesheet']/@href | //script/@src"):
        plain, none = fetched(desk, path)
        packed, how = fetched(desk, path, **{"Accept-Encoding": "gzip, br"})
        assert (none, how) == (None, "gzip")
        assert gzip.decompress(packed) == plain
        assert len(packed) < len(plain) / 2
    assert fetched(desk, "/", **{"Accept-Encoding": "gzip"})[1] is None


def test_an_answer_is_not_held_back_until_the_browser_has_said_that_it_has_the_first_half(desk: Desk) -> None:
    parts = urlsplit(desk.address)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    taken = []
    # At first a connection is answered at once anyway.
    for _ in range(60):
        began = time.perf_counter()
        connection.request("GET", "/ikon.svg")
        connection.getresponse().read()
        taken.append(time.perf_counter() - began)
    connection.close()
    assert min(taken[20:]) < HELD_BACK_SECONDS

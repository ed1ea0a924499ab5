"""A first view weighs little: what a browser fetches for the start page, and how it is sent."""

import gzip
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from desk.served_desk import Desk, served
from schedules.way import DEMO_CLOCK, Way

MOST_BYTES = 100_000


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
    assert len(parts) >= 3
    assert sum(len(fetched(desk, path)[0]) for path in ("/", *parts)) < MOST_BYTES


def test_styles_and_scripts_are_packed_for_those_who_take_it_and_pages_are_not(desk: Desk) -> None:
    for path in desk.get("/").page.xpath("//link[@rel='stylesheet']/@href | //script/@src"):
        plain, none = fetched(desk, path)
        packed, how = fetched(desk, path, **{"Accept-Encoding": "gzip, br"})
        assert (none, how) == (None, "gzip")
        assert gzip.decompress(packed) == plain
        assert len(packed) < len(plain) / 2
    assert fetched(desk, "/", **{"Accept-Encoding": "gzip"})[1] is None

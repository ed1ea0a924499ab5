"""No request leaves the source's hosts or the public network."""

import asyncio

import pytest
from scrapy import Request, Spider
from scrapy.utils.test import get_crawler

from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.crawler.failures import Turned
from udklip.crawler.politeness.bounds import Bounds


def outcome(url: str, *, private: bool = False) -> Outcome | None:
    """What becomes of a request, by its address alone; None where it may go on."""
    hosts = ("avisen.example", "10.0.0.1", "127.0.0.1", "[::1]", "localhost", "169.254.169.254")
    crawler = get_crawler(Spider)
    crawler.spider = Spider("feed: Avisen")
    crawler.spider.source = Source(  # type: ignore[attr-defined]
        name="Avisen", hosts=hosts, feeds=("https://avisen.example/rss",), private_network=private
    )
    try:
        asyncio.run(Bounds(crawler).process_request(Request(url)))
    except Turned as turned:
        return turned.outcome
    return None


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1/",
        "http://127.0.0.1:8080/",
        "http://[::1]/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.1.1/",
        "http://router.local/",
    ],
)
def test_a_private_address_is_not_asked(url: str) -> None:
    assert outcome(url) is Outcome.PRIVATE_ADDRESS


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/", "http://10.0.0.1/", "http://localhost/"])
def test_a_source_may_be_on_a_private_network_if_its_block_says_so(url: str) -> None:
    assert outcome(url, private=True) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://annonce.example/",
        "https://avisen.example.ond.example/",
        "https://avisen.example@ond.example/",
        "http://192.168.1.1/",
    ],
)
def test_a_foreign_host_is_not_asked(url: str) -> None:
    assert outcome(url, private=True) is Outcome.FOREIGN_HOST


@pytest.mark.parametrize("url", ["ftp://avisen.example/x", "file:///etc/passwd", "data:text/html,x"])
def test_only_http_is_spoken(url: str) -> None:
    assert outcome(url) is Outcome.FOREIGN_HOST

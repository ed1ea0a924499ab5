"""robots.txt by RFC 9309: cases as Google's own parser is tested with, and what Protego alone gets wrong."""

import pytest

from udklip.crawler.politeness.robots_txt import MOST_BYTES, parse_robots

SITE = "https://avisen.example"

# What a file forbids: the file, the path, whether it may be asked for.
CASES = [
    ("user-agent: Udklip\ndisallow: /\n", "/x", False),
    ("User-Agent: UDKLIP/2.1\nDisallow: /x\n", "/x", False),
    ("user-agent: Udk\ndisallow: /\n", "/x", True),
    ("user-agent: udklip-news\ndisallow: /\n", "/x", True),
    ("user-agent: example\ndisallow: /\n", "/x", True),
    ("foo: udklip\nbar: /\n", "/x", True),
    ("disallow: /x\nuser-agent: *\nallow: /\n", "/x", True),
    ("user-agent: *\ndisallow: /x\nuser-agent: Udklip\nallow: /x\n", "/x", True),
    ("user-agent: Andre\nukendt: linje\nuser-agent: *\ndisallow: /x\n", "/x", False),
    (
        "user-agent: Udklip\nSitemap: https://avisen.example/s.xml\nuser-agent: Andre\ndisallow: /x\n",
        "/x",
        False,
    ),
    ("user-agent: Udklip\n\n\nuser-agent: Andre\n\ndisallow: /x\n", "/x", False),
    (
        "user-agent: Udklip\ndisallow: /a\nuser-agent: *\ndisallow: /x\nuser-agent: Udklip\ndisallow: /x\n",
        "/x",
        False,
    ),
    ("user-agent: Udklip\ndisallow:\nuser-agent: *\ndisallow: /\n", "/x", True),
    ("user-agent: * alle\ndisallow: /x\n", "/x", False),
    ("user-agent: *\ndisallow: /x/\nallow: /x/side\n", "/x/side.html", True),
    ("user-agent: *\nallow: /x\ndisallow: /x\n", "/x", True),
    ("user-agent: *\ndisallow: /*.pdf$\n", "/blad.pdf", False),
    ("user-agent: *\ndisallow: /*.pdf$\n", "/blad.pdf?x=1", True),
    ("user-agent: *\ndisallow: /søg\n", "/s%C3%B8g", False),
    ("\ufeffuser-agent: *\r\ndisallow: /x # her ikke\r\n", "/x", False),
    ("user agent: *\ndissallow: /x\n", "/x", False),
    ("user-agent: *\ndisallow: /\n", "/robots.txt", True),
    ("<html><p>Siden findes ikke</p></html>", "/x", True),
    ("", "/x", True),
]


@pytest.mark.parametrize(("text", "path", "may"), CASES)
def test_it_forbids_what_the_rfc_says(text: str, path: str, may: bool) -> None:
    assert parse_robots(text.encode()).allows(SITE + path) is may


def test_what_lies_behind_500_kib_is_not_parsed_and_a_line_that_is_cut_says_nothing() -> None:
    start = b"user-agent: *\ndisallow: /foer\n"
    filling = b"#" * (MOST_BYTES - len(start) - len(b"\ndisallow: /"))
    read = parse_robots(start + filling + b"\ndisallow: /efter\n")
    assert [read.allows(SITE + path) for path in ("/foer", "/efter", "/")] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("user-agent: *\ncrawl-delay: 2.5\n", 2.5),
        ("user-agent: *\ncrawl-delay: 20\nuser-agent: Udklip\ncrawl-delay: 3\n", 3.0),
        ("user-agent: *\nrequest-rate: 1/10\n", 10.0),
        ("user-agent: *\nrequest-rate: 30/1m\ncrawl-delay: 1\n", 2.0),
        ("user-agent: *\ncrawl-delay: snart\n", 0.0),
        ("user-agent: *\ncrawl-delay: -5\n", 0.0),
        ("user-agent: *\ndisallow: /x\n", 0.0),
    ],
)
def test_it_asks_for_a_delay(text: str, seconds: float) -> None:
    assert parse_robots(text.encode()).delay == seconds


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("user-agent: *\ncontent-signal: search=no, ai-train=no\nallow: /\n", "search=no, ai-train=no"),
        ("user-agent: *\ncontent-signal: search=yes, ai-train=no\nallow: /\n", None),
        ("user-agent: *\ncontent-usage: tdm=n\n", "tdm=n"),
        ("user-agent: Andre\nuser-agent: Udklip\ncontent-signal: search=no\n", "search=no"),
        ("user-agent: Andre\nallow: /\ncontent-signal: search=no\nuser-agent: *\nallow: /\n", None),
    ],
)
def test_a_content_signal_that_refuses_what_we_do_is_seen(text: str, signal: str | None) -> None:
    assert parse_robots(text.encode()).signal == signal

"""What the files of a site reserve: the most specific rule of tdmrep.json, ai.txt, and robots.txt by name."""

import time

import pytest

from udklip.crawler.politeness.robots_txt import parse_robots
from udklip.crawler.reservation import ai_txt
from udklip.crawler.reservation.site import SiteRules
from udklip.crawler.reservation.tdmrep import parse_tdmrep, rule_for

SITE = "https://avisen.example"


@pytest.mark.parametrize(
    ("location", "path", "matches"),
    [
        ("/", "/nyt/1", True),
        ("/nyt/", "/nyt/1", True),
        ("/nyt/", "/debat/1", False),
        ("/nyt", "/nyt", True),
        ("/*.pdf$", "/a/b.pdf", True),
        ("/*.pdf$", "/a/b.pdf?x", False),
        ("/a*b*c", "/aXXbYYcZ", True),
        ("/a*b*c$", "/aXXbYYcZ", False),
        ("/ab$", "/ab", True),
        ("/ab$", "/abc", False),
        ("/a*a$", "/a", False),
        ("*/debat", "/nyt/debat", True),
        ("nyt/*", "/nyt/1", True),
        ("https://avisen.example/nyt/", "/nyt/1", True),
        ("/sø", "/s%C3%B8/1", True),
    ],
)
def test_a_location_is_a_pattern_of_paths(location: str, path: str, matches: bool) -> None:
    rules = parse_tdmrep(f'[{{"location": "{location}", "tdm-reservation": 1}}]'.encode())
    assert (rule_for(rules, SITE + path) is not None) is matches


def test_the_longest_location_holds_and_of_two_the_one_that_reserves() -> None:
    rules = parse_tdmrep(
        b"""[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://avisen.example/vilkaar.json"},
            {"location": "/fri/", "tdm-reservation": 0},
            {"location": "/fri/ikke/", "tdm-reservation": "1"},
            {"location": "/fri/ikke/", "tdm-reservation": 0}]"""
    )
    site = SiteRules(tdm=rules)
    assert [bool(site.reserves(SITE + path)) for path in ("/x", "/fri/x", "/fri/ikke/x")] == [
        True,
        False,
        True,
    ]
    assert "https://avisen.example/vilkaar.json" in (site.reserves(SITE + "/x") or "")


@pytest.mark.parametrize(
    ("content", "reserved"),
    [
        (b'{"location": "/", "tdm-reservation": 1}', True),
        (b'\xef\xbb\xbf[{"tdm-reservation": true}]', True),
        (b'[{"location": "/", "tdm-reservation": 1,},]', True),
        (b"tdm-reservation: 1", True),
        (b'<html><p>"tdm-reservation": 1 er en fejl</p></html>', False),
        (b'[{"location": "/"}, 7, null, "tdm-reservation"]', False),
        (b'[{"location": ["/"], "tdm-reservation": {"x": 1}}]', False),
        (b"[" * 100_000, False),
        (b"\xff\xfe\x00", False),
        (b"", False),
    ],
)
def test_what_is_broken_reserves_only_where_it_says_so(content: bytes, reserved: bool) -> None:
    assert (SiteRules(tdm=parse_tdmrep(content)).reserves(SITE + "/x") is not None) is reserved


def test_a_hostile_pattern_takes_no_time() -> None:
    began = time.process_time()
    rules = parse_tdmrep(b'[{"location": "/' + b"a*" * 5000 + b'b$", "tdm-reservation": 1}]')
    assert rule_for(rules, SITE + "/" + "a" * 8000) is None
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "path", "reserved"),
    [
        ("User-Agent: *\nDisallow: /\n", "/nyt/1", True),
        ("User-Agent: *\nDisallow: *.html\n", "/nyt/1.html", True),
        ("User-Agent: *\nDisallow: *.html\n", "/nyt/1", True),
        ("User-Agent: *\nDisallow: *.html\n", "/nyt/artikel1.ece", True),
        ("User-Agent: *\nDisallow: *.html\n", "/", True),
        ("User-Agent: *\nDisallow: *.html\n", "/rapport.pdf", False),
        ("User-Agent: *\nDisallow: *.pdf\n", "/rapport.pdf", True),
        ("User-Agent: *\nDisallow: *.jpg\nDisallow: *.png\n", "/nyt/1", False),
        ("User-Agent: Andre\nDisallow: /\n", "/nyt/1", False),
        ("User-Agent: Udklip\nDisallow: /\n", "/nyt/1", True),
        ("<html>User-Agent er ikke her</html>", "/nyt/1", False),
    ],
)
def test_ai_txt_reserves_where_it_speaks_to_us(text: str, path: str, reserved: bool) -> None:
    assert ai_txt.reserves(parse_robots(text.encode()), SITE + path) is reserved


@pytest.mark.parametrize(
    ("text", "reserved"),
    [
        ("User-agent: Udklip\nDisallow: /nyt\n", True),
        ("User-agent: *\nDisallow: /nyt\n", False),
        ("User-agent: *\nContent-Signal: search=no\nAllow: /\n", True),
    ],
)
def test_robots_txt_reserves_by_our_name_or_by_a_signal(text: str, reserved: bool) -> None:
    site = SiteRules(robots=parse_robots(text.encode()))
    assert (site.reserves(SITE + "/nyt/1") is not None) is reserved

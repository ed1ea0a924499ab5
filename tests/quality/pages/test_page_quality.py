"""Pages of many makes: what is read of each against what its maker meant, and against trafilatura alone."""

import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

import pytest
import trafilatura
from odd_layouts import ODD
from page_gold import Page
from press_layouts import PRESS
from site_layouts import SITES

from udklip.core.reading import Hints, Reading
from udklip.core.times import shown
from udklip.crawler.reading import read

PAGES = [make() for make in (*PRESS, *SITES, *ODD)]
HINTS = Hints(fetched_at=datetime(2020, 11, 26, 6, tzinfo=UTC))
FLOORS = tomllib.loads((Path(__file__).parent.parent / "floors.toml").read_text("utf-8"))["pages"]

each_page = pytest.mark.parametrize("page", PAGES, ids=[page.make for page in PAGES])


def read_page(page: Page) -> Reading:
    return read(page.html.encode(), HINTS)


def shared_fours(found: str, wanted: str) -> float:
    ours, gold = fours(found), fours(wanted)
    return 2 * sum((ours & gold).values()) / (sum(ours.values()) + sum(gold.values()))


def fours(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def trafilatura_alone(page: Page) -> float:
    """Its best, with the standfirst counted as body or not."""
    found = [
        trafilatura.extract(page.html, include_comments=False, deduplicate=False, favor_precision=precise)
        or ""
        for precise in (True, False)
    ]
    body = "\n".join(page.body)
    return max(shared_fours(text, gold) for text in found for gold in (body, f"{page.lead or ''}\n{body}"))


def test_body_of_pages_of_many_makes() -> None:
    scores = {page.make: shared_fours(read_page(page).body, "\n".join(page.body)) for page in PAGES}

    assert {make: score for make, score in scores.items() if score < FLOORS["worst"]} == {}
    assert mean(scores.values()) >= FLOORS["body"]


def test_what_is_done_to_pages_beyond_trafilatura_is_a_gain() -> None:
    ours = mean(shared_fours(read_page(page).body, "\n".join(page.body)) for page in PAGES)

    assert ours - mean(map(trafilatura_alone, PAGES)) >= FLOORS["above_trafilatura"]


@each_page
def test_title_standfirst_and_day(page: Page) -> None:
    reading = read_page(page)
    published = shown(reading.published)

    assert (reading.title, reading.lead) == (page.story.title, page.lead)
    assert (published[:10] if published else None) == page.day


@each_page
def test_kind_access_and_authors(page: Page) -> None:
    reading = read_page(page)

    assert (reading.kind, reading.access) == (page.kind, page.access)
    assert page.authors is None or reading.authors == page.authors


@each_page
def test_nothing_of_what_surrounds_the_article_is_in_it(page: Page) -> None:
    text = read_page(page).text

    assert [part for part in page.must_not if part in text] == []

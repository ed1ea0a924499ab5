"""Every page of the desk in a real browser: for everybody, on a telephone, by night, with texts that wish it ill."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from browser import Scheme, Sight, browser, looked_at
from desk.hand_filled import HandFilled
from desk.newsroom import at_work
from desk.served_desk import Desk, served
from playwright.sync_api import Browser
from schedules.way import Way

__all__ = ["browser"]

LARGEST_FIRST_VIEW = 100_000
LONG = "speciallægepraksisplanlægningsstabiliseringsperiodesundhedsteknologiudviklingsfællesskabet"
LENGTHEN = """long => {
  document.querySelectorAll("details").forEach(each => each.open = true);
  const grown = document.querySelectorAll("h1, .title a, .names a, .outlet, .named, .summary");
  grown.forEach(each => each.append(" " + long));
}"""
#: What a browser itself notes of an answer that says it found nothing, or could not be read.
TOLD = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture(scope="module")
def pages(demo: Way) -> list[str]:
    """One address of each kind of page, and of each state it can be in."""
    items = demo.items()
    full = next(item for item in items if item.rights == "full" and item.analysis.quotes)
    bare = next(item for item in items if item.rights == "link" and item.release)
    return [
        "/",
        "/soeg",
        "/soeg?q=klynge",
        "/soeg?q=klynge+eller+robot&from=2020-11-01&all_copies=1",
        "/soeg?q=klynge+AND",
        "/soeg?q=rutsjebanebane",
        f"/omtale/{full.id}",
        f"/omtale/{bare.id}",
        f"/omtale/{bare.id}/sammenlign",
        "/organisation/Welfare%20Tech",
        "/person/Merle%20Havtorn",
        "/overvaagninger?q=klynge",
        "/overvaagninger?q=klynge+OG",
        "/overblik",
        "/rapport?from=2020-11-19&to=2020-11-25",
        "/rapport?periode=x",
        f"/kilder?adresse={quote(full.url)}",
        "/omtale/nej",
        "/nej",
    ]


def noted(sight: Sight) -> list[str]:
    return [each for each in sight.complaints if not each.startswith(TOLD)]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_nothing_keeps_anybody_out(
    browser: Browser, newsroom: Desk, pages: list[str], width: int, scheme: Scheme
) -> None:
    with at_work(browser, newsroom, "/", width, scheme) as sight:
        faults = {}
        for path in pages:
            sight.page.goto(newsroom.address + path)
            faults[path] = sight.faults
            assert sight.page.locator("h1").count() == 1
        assert {path: each for path, each in faults.items() if each} == {}
        sight.complaints[:] = noted(sight)


@pytest.mark.parametrize("path", ["/log-ind", "/nej"])
def test_whoever_stands_outside_is_let_in_too(browser: Browser, newsroom: Desk, path: str) -> None:
    with looked_at(browser, newsroom.address + path, 360) as sight:
        assert sight.faults == []
        assert not sight.scrolls_sideways
        assert noted(sight) == []


def test_nothing_scrolls_sideways_on_a_small_telephone(
    browser: Browser, newsroom: Desk, pages: list[str]
) -> None:
    with at_work(browser, newsroom, "/", 360) as sight:
        wide = []
        for path in pages:
            sight.page.goto(newsroom.address + path)
            wide += [path] * sight.scrolls_sideways
            sight.page.evaluate(LENGTHEN, LONG)
            wide += [f"{path} with a long word"] * sight.scrolls_sideways
        assert wide == []
        sight.complaints[:] = noted(sight)


@pytest.mark.parametrize("path", ["/", "/soeg", "/overblik"])
def test_a_first_view_is_small(browser: Browser, newsroom: Desk, path: str) -> None:
    with at_work(browser, newsroom, "/kilder") as sight:
        state = sight.page.context.storage_state()
    context = browser.new_context(storage_state=state)
    page, sizes = context.new_page(), {}
    page.on(
        "requestfinished",
        lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}),
    )
    page.goto(newsroom.address + path, wait_until="networkidle")
    context.close()
    assert len(sizes) >= 3
    assert sum(sizes.values()) < LARGEST_FIRST_VIEW, sizes


# What wishes it ill


@pytest.fixture(scope="module")
def hostile_desk(hostile: HandFilled) -> Iterator[Desk]:
    with served(hostile.way, "--port", "0") as desk:
        yield desk


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/soeg?q=klynge",
        "/soeg?q=" + quote("<script>alert(1)</script> klynge"),
        "/omtale/00000001",
        "/omtale/00000002",
        "/omtale/00000003",
        "/overblik",
        "/overvaagninger?q=" + quote('"><img src=x onerror=alert(1)> klynge'),
        "/kilder?adresse=" + quote("javascript:alert(1)"),
    ],
)
def test_a_hostile_text_runs_nothing_and_fetches_nothing(
    browser: Browser, hostile_desk: Desk, path: str
) -> None:
    with looked_at(browser, hostile_desk.address + path, 390) as sight:
        sight.page.wait_for_load_state("networkidle")
        sight.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for link in sight.page.get_by_role("link").all():
            link.focus()
        assert noted(sight) == []
        assert [asked for asked in sight.asked if not asked.startswith((hostile_desk.address, "data:"))] == []
        assert not sight.scrolls_sideways

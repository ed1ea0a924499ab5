"""A morning's work at the desk, in a real browser: by mouse and finger, by keyboard alone, and without scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser import Scheme, Sight, browser, looked_at
from desk.newsroom import PASSWORD, at_work
from desk.served_desk import Desk
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

__all__ = ["browser"]

COMMENT = "Vi svarer selv i morgen, når bestyrelsen har talt"
FOUND = "16 artikler i 4 medier, 12 historier"
FOCUS = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const within = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [seen && within, here.outerHTML.slice(0, 200)];
}"""


def story(page: Page, number: int) -> Locator:
    return page.locator(".story").nth(number)


def titles(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".story .title").all_inner_texts()]


def export(page: Page, folder: Path, act: Callable[[], None]) -> list[str]:
    """The titles of the file that `act` brings."""
    with page.expect_download() as coming:
        act()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    sheet = load_workbook(file).worksheets[0]
    head = [cell.value for cell in sheet[1]]
    return [str(row[head.index("Titel")]) for row in sheet.iter_rows(min_row=2, values_only=True)]


def tidied(page: Page, desk: Desk) -> None:
    """Everything taken back, for the next morning."""
    page.goto(f"{desk.address}/overblik")
    while (undo := page.get_by_role("button", name="Fortryd den seneste")).count():
        undo.click()
    page.goto(f"{desk.address}/overvaagninger")
    page.get_by_role("button", name="Slet").click()
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", name="Log ind")).to_be_visible()


# By mouse and finger, with and without scripts


@pytest.mark.parametrize(
    ("width", "scheme", "script"),
    [
        (390, "light", True),
        (390, "dark", True),
        (1280, "light", True),
        (1280, "dark", True),
        (390, "light", False),
    ],
)
def test_a_mornings_work(
    browser: Browser, newsroom: Desk, tmp_path: Path, width: int, scheme: Scheme, *, script: bool
) -> None:
    with at_work(browser, newsroom, "/", width, scheme, script=script) as sight:
        name = f"morgen-{width}-{scheme}{'' if script else '-uden-script'}"
        reads_and_searches(sight, name)
        refines_and_stars(sight, name)
        saves_a_watch(sight, name)
        edits_the_overview(sight, name)
        page = sight.page
        page.goto(f"{newsroom.address}/soeg?q=klynge&all_copies=1")
        there = sorted(titles(page))
        assert sorted(export(page, tmp_path, page.get_by_role("link", name="Excel").click)) == there
        tidied(page, newsroom)


def reads_and_searches(sight: Sight, name: str) -> None:
    page = sight.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Onsdag den 25. november 2020")
    sight.picture(f"{name}-1-i-dag")
    page.get_by_role("navigation").get_by_role("link", name="Søg").click()
    page.get_by_role("combobox").fill("klynge")
    page.get_by_role("main").get_by_role("button", name="Søg", exact=True).click()
    expect(page.get_by_text(FOUND)).to_be_visible()
    sight.picture(f"{name}-2-soeg")


def refines_and_stars(sight: Sight, name: str) -> None:
    page = sight.page
    facet = page.locator(".facet").filter(has=page.get_by_role("heading", name="Medie", exact=True))
    choice = facet.get_by_role("listitem").filter(has_text="Bæltposten")
    if not choice.is_visible():
        page.get_by_text("Afgræns", exact=True).click()
    counted = choice.locator(".figure").inner_text().split()[0]
    choice.get_by_role("link").click()
    expect(page.get_by_text(f"{counted} artikler i 1 medie")).to_be_visible()
    star = story(page, 1).locator("[data-key=s]")
    star.click()
    expect(star).to_have_text("★ Stjerne")
    sight.picture(f"{name}-3-afgraenset")
    star.click()
    expect(star).to_have_text("☆ Stjerne")


def saves_a_watch(sight: Sight, name: str) -> None:
    page = sight.page
    page.get_by_role("link", name="Gem som overvågning").click()
    expect(page.get_by_role("status")).to_contain_text("De sidste 30 dage ville den have givet")
    page.get_by_label("Navn").fill("Klyngen i Bæltposten")
    page.get_by_label("E-mail").fill("bo@example.dk")
    page.get_by_role("button", name="Gem overvågning").click()
    expect(page.get_by_role("link", name="Klyngen i Bæltposten")).to_be_visible()
    sight.picture(f"{name}-4-overvaagninger")


def edits_the_overview(sight: Sight, name: str) -> None:
    page = sight.page
    page.get_by_role("navigation").get_by_role("link", name="Overblik").click()
    before = titles(page)
    story(page, 1).get_by_role("button", name="Udelad").click()
    expect(page.locator(".story")).to_have_count(len(before) - 1)
    story(page, 0).get_by_text("Kommentér").click()
    story(page, 0).get_by_label("Kommentar til").fill(COMMENT)
    story(page, 0).get_by_role("button", name="Gem").click()
    expect(story(page, 0)).to_contain_text(COMMENT)
    sight.picture(f"{name}-5-overblik")
    page.get_by_text("Vis mailen her").click()
    mail = page.frame_locator("iframe")
    expect(mail.get_by_text(COMMENT)).to_be_visible()
    expect(mail.get_by_role("link", name=before[1])).to_have_count(0)


# By keyboard alone


class Keys:
    """Hands that never leave the keyboard, and eyes that always see where they are."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def leads(self, key: str) -> None:
        """Press what opens another page, or this one anew."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def reach(self, there: Locator) -> None:
        """Go on by Tab until it is reached; each stop on the way is seen."""
        wanted = there.element_handle()
        for _ in range(120):
            self.page.keyboard.press("Tab")
            seen, what = self.page.evaluate(FOCUS)
            assert seen, f"focus that nobody sees: {what}"
            if self.page.evaluate("there => there === document.activeElement", wanted):
                return
        raise AssertionError(f"not reached by Tab: {there}")


def test_the_whole_of_it_by_keyboard_alone(browser: Browser, newsroom: Desk, tmp_path: Path) -> None:
    with looked_at(browser, newsroom.address) as sight:
        page, keys = sight.page, Keys(sight.page)
        expect(page.get_by_label("Navn")).to_be_focused()
        keys.type("bo")
        keys.press("Tab")
        keys.type(PASSWORD)
        keys.leads("Enter")
        searches_with_suggestions(page, keys)
        goes_through_the_hits(page, keys)
        keys.reach(page.get_by_role("link", name="Excel"))
        assert sorted(export(page, tmp_path, lambda: keys.press("Enter"))) == sorted(titles(page))
        saves_a_watch_by_keys(page, keys)
        edits_the_overview_by_keys(page, keys)
        tidied(page, newsroom)
        assert sight.complaints == []


def searches_with_suggestions(page: Page, keys: Keys) -> None:
    keys.press("/")
    keys.type("klynge")
    keys.leads("Enter")
    keys.press("/", "End")
    keys.type(" welf")
    expect(page.get_by_role("option").first).to_be_visible()
    keys.press("ArrowDown", "Enter")
    box = page.get_by_role("combobox")
    expect(box).to_have_value('klynge organisationsnavn:"Welfare Tech" ')
    keys.type("titel")
    expect(page.get_by_role("option").first).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    keys.press("Control+a")
    keys.type("klynge")
    keys.leads("Enter")
    expect(page.get_by_text(FOUND)).to_be_visible()
    page.locator("body").press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def goes_through_the_hits(page: Page, keys: Keys) -> None:
    keys.press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp")
    second = story(page, 1)
    expect(second).to_have_class("story chosen")
    for key, on, off in (("s", "★ Stjerne", "☆ Stjerne"), ("x", "Fortryd ikke relevant", "Ikke relevant")):
        button = second.locator(f"[data-key={key}]")
        keys.leads(key)
        expect(button).to_have_text(on)
        expect(second.get_by_role("heading").get_by_role("link")).to_be_focused()
        keys.leads(key)
        expect(button).to_have_text(off)
    title = titles(page)[1]
    keys.leads("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    keys.leads("s")
    expect(page.get_by_role("button", name="★ Stjerne")).to_be_visible()
    keys.leads("s")
    page.goto(page.url.split("/omtale")[0] + "/soeg?q=klynge&all_copies=1")


def saves_a_watch_by_keys(page: Page, keys: Keys) -> None:
    page.reload()
    keys.reach(page.get_by_role("link", name="Gem som overvågning"))
    keys.leads("Enter")
    keys.reach(page.get_by_label("Navn"))
    keys.type("Klyngen")
    keys.leads("Enter")
    expect(page.get_by_role("link", name="Klyngen", exact=True)).to_be_visible()


def edits_the_overview_by_keys(page: Page, keys: Keys) -> None:
    keys.reach(page.get_by_role("navigation").get_by_role("link", name="Overblik"))
    keys.leads("Enter")
    before = titles(page)
    keys.reach(story(page, 1).get_by_role("button", name="Udelad"))
    keys.leads("Enter")
    assert titles(page) == [before[0], *before[2:]]
    expect(story(page, 1).get_by_role("heading").get_by_role("link")).to_be_focused()
    keys.reach(story(page, 1).get_by_text("Kommentér"))
    keys.press("Enter", "Tab")
    keys.type(COMMENT)
    keys.leads("Enter")
    expect(story(page, 1)).to_contain_text(COMMENT)
    keys.reach(page.get_by_text("Vis mailen her"))
    keys.press("Enter")
    expect(page.frame_locator("iframe").get_by_text(COMMENT)).to_be_visible()


def test_on_a_narrow_page_the_key_to_search_opens_the_page_for_it(browser: Browser, newsroom: Desk) -> None:
    with at_work(browser, newsroom, "/", 390) as sight:
        sight.page.keyboard.press("/")
        expect(sight.page.get_by_role("combobox")).to_be_focused()

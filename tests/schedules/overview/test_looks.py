"""The overview in a real browser: narrow and wide, light and dark, page and mail; screenshots are in tests/output."""

from pathlib import Path

import pytest
from browser import Scheme, browser, looked_at
from playwright.sync_api import Browser
from schedules.overview.full_day import full_day, quiet_day

from udklip.core.rights import Audience
from udklip.core.source import Rights
from udklip.schedules.overview.rendering.letter import to_letter
from udklip.schedules.overview.rendering.render import to_html, to_mail_html
from udklip.schedules.overview.values import Overview

__all__ = ["browser"]

DAYS = {
    "full": full_day(),
    "link": full_day(Rights.LINK, Audience.MEMBERS),
    "quiet": quiet_day(),
}


def page_of(overview: Overview, form: str, folder: Path) -> str:
    """The page or the mail as a file that a browser opens; a mail's pictures lie beside it, as in a mail program."""
    text = to_html(overview)
    if form == "mail":
        text = to_mail_html(overview)
        for picture in to_letter(overview).pictures:
            (folder / picture.name).write_bytes(picture.png)
            text = text.replace(f"cid:{picture.name}", picture.name)
    file = folder / "page.html"
    file.write_text(text, "utf-8")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize(
    ("day", "form"), [("full", "page"), ("full", "mail"), ("link", "page"), ("quiet", "mail")]
)
def test_it_reads_well_for_everybody(
    browser: Browser, tmp_path: Path, day: str, form: str, width: int, scheme: Scheme
) -> None:
    address = page_of(DAYS[day], form, tmp_path)
    with looked_at(browser, address, width, scheme) as sight:
        sight.picture(f"overblik-{day}-{form}-{width}-{scheme}")
        assert sight.faults == []
        assert not sight.scrolls_sideways
        assert sight.complaints == []
        assert all(asked.startswith(tmp_path.as_uri()) for asked in sight.asked)


@pytest.mark.parametrize("form", ["page", "mail"])
def test_dark_is_dark_and_light_is_light(browser: Browser, tmp_path: Path, form: str) -> None:
    address = page_of(DAYS["full"], form, tmp_path)
    colours = []
    for scheme in ("light", "dark"):
        with looked_at(browser, address, scheme=scheme) as sight:
            colours.append(
                sight.page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor")
            )
    assert colours == ["rgb(255, 255, 255)", "rgb(23, 28, 33)"]


def test_without_pictures_the_chart_is_told(browser: Browser, tmp_path: Path) -> None:
    address = page_of(DAYS["full"], "mail", tmp_path)
    (tmp_path / "fire-uger").unlink()
    with looked_at(browser, address) as sight:
        (alt,) = (each.get_attribute("alt") for each in sight.page.locator("img").all())
        assert alt == "5 historier mod 6,9 i gennemsnit i de seneste fire uger"


def test_on_a_narrow_screen_nothing_is_smaller_than_it_can_be_read(browser: Browser, tmp_path: Path) -> None:
    with looked_at(browser, page_of(DAYS["full"], "page", tmp_path), 360) as sight:
        sizes = sight.page.evaluate(
            "[...document.querySelectorAll('main *:not(svg *)')].filter(e => e.innerText && e.innerText.trim())"
            ".map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
    assert min(sizes) >= 12

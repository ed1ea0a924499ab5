"""The demo's coverage where people work: a copy of its way, with accounts, opened in a browser."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from browser import Scheme, Sight, looked_at
from desk.served_desk import Desk
from playwright.sync_api import Browser, Page
from schedules.way import Way

from udklip.core.ledger.people.values import Account, Role
from udklip.desk.access.passwords import hashed

BEFORE_THE_OVERVIEW = "2020-11-25T06:45+01:00"
PEOPLE = {"anna": Role.READER, "bo": Role.EDITOR}
PASSWORD = "en lang adgangskode æøå"


def with_accounts(demo: Way, folder: Path) -> Way:
    """The demo's store in `folder`, where `PEOPLE` have accounts and may change what they like."""
    shutil.copytree(demo.config.parent, folder, dirs_exist_ok=True)
    way = Way(folder / demo.config.name)
    with way.ledger() as ledger, ledger.writing() as book:
        for name, role in PEOPLE.items():
            made = datetime.fromisoformat(BEFORE_THE_OVERVIEW)
            book.accounts.add(Account(name, role, hashed(PASSWORD), made))
    return way


def log_in(page: Page, name: str = "bo") -> None:
    """Fill in the form that stands there."""
    page.get_by_label("Navn").fill(name)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()


@contextmanager
def at_work(
    browser: Browser,
    desk: Desk,
    path: str = "/",
    width: int = 1280,
    scheme: Scheme = "light",
    *,
    script: bool = True,
) -> Iterator[Sight]:
    """The page as an editor sees it, just logged in; nothing may be complained of or asked of another host."""
    with looked_at(browser, desk.address + path, width, scheme, script=script) as sight:
        log_in(sight.page)
        sight.page.wait_for_url(desk.address + path)
        yield sight
        assert sight.complaints == []
        assert [asked for asked in sight.asked if not asked.startswith((desk.address, "data:"))] == []

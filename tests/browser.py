"""A real browser for tests of pages: Debian's Chromium, driven by Playwright, judged by axe."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

OUTPUT = Path(__file__).resolve().parent / "output"
HEIGHT = 900
Scheme = Literal["light", "dark"]


@dataclass
class Sight:
    """A page that is looked at: what it asked for, and what it complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What keeps people out, by axe: all but the minor."""
        violations = Axe().run(self.page).response["violations"]
        return [
            f"{violation['id']}: {node['html']} ({node['failureSummary']})"
            for violation in violations
            if violation["impact"] != "minor"
            for node in violation["nodes"]
        ]

    @property
    def scrolls_sideways(self) -> bool:
        """Whether a reader must scroll to the side."""
        return bool(
            self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        )

    def picture(self, name: str) -> Path:
        """Keep what it looks like, from top to bottom, for people to look at."""
        file = OUTPUT / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=file, full_page=True)
        return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser. Of a module, not of a session: while it is open, no other test can have a loop of its own."""
    chromium = which("chromium")
    if chromium is None:
        why = "Chromium is missing: pages cannot be looked at; `sudo apt-get install chromium`"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--disable-gpu"])
        yield opened
        opened.close()


@contextmanager
def looked_at(
    browser: Browser, address: str, width: int = 800, scheme: Scheme = "light", *, script: bool = True
) -> Iterator[Sight]:
    """The page at `address` in a window of that width, by light or dark; or in a browser that runs no scripts."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme=scheme,
        locale="da-DK",
        java_script_enabled=script,
    )
    page = context.new_page()
    sight = Sight(page)
    page.on("request", lambda request: sight.asked.append(request.url))
    page.on(
        "console", lambda message: sight.complaints.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: sight.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (sight.complaints.append(dialog.message), dialog.dismiss()))
    page.goto(address)
    yield sight
    context.close()

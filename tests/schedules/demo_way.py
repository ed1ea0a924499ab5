"""The demo press on the way: its settings with another store, and what its gold says must come of it."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.served_press import Press
from schedules.way import Way


def demo_way(press: Press, folder: Path) -> Way:
    """The demo's own settings and inbox, with a store in `folder`."""
    text = (press.folder / "udklip.toml").read_text("utf-8")
    text = text.replace('folder = "var"', 'folder = "store"')
    text = text.replace('folder = "inbox"', f'folder = "{press.folder / "inbox"}"')
    config = folder / "udklip.toml"
    config.write_text(text, "utf-8")
    return Way(config)


@dataclass(frozen=True)
class Expected:
    """An address of the demo press and how its way must end."""

    url: str
    source: str
    outcome: str
    gold: dict[str, Any]


def expected(press: Press) -> list[Expected]:
    """Every address of the gold; of a text under several addresses one is ready, `ready_or_duplicate` says it."""
    ends = [
        Expected(url, item["source"], _outcome(item), item)
        for item in press.gold["items"]
        for url in item.get("urls") or [f"inbox:{item['file']}"]
    ]
    others = [
        Expected(find["url"], find["source"], find["outcome"], find) for find in press.gold["other_finds"]
    ]
    return ends + others


def _outcome(item: dict[str, Any]) -> str:
    if item["outcome"]:
        return str(item["outcome"])
    if item["relevance"] == "off_topic":
        return "off_topic"
    if item["name"] == "inbox-birkedata" and not can_read_scans():
        return "ocr_missing"
    return "ready_or_duplicate" if len(item.get("urls", ())) > 1 else "ready"


def can_read_scans() -> bool:
    """Whether scans are read here; under CI they must be."""
    return bool(shutil.which("tesseract") or os.environ.get("CI"))


def covered(press: Press) -> list[dict[str, Any]]:
    """The gold's items that must be in the coverage, each once."""
    ends = {end.gold["name"]: end.gold for end in expected(press) if end.outcome.startswith("ready")}
    return list(ends.values())

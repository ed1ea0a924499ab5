"""A desk whose ledger and index are filled by hand with what the press should never send."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from indexer.press_items import MORNING, press_item
from schedules.collected import alone, collect, visit
from schedules.way import Way

from udklip.core.analysis import Quote
from udklip.core.item import PressItem
from udklip.core.ledger import Ledger
from udklip.core.source import Rights
from udklip.core.times import system_clock
from udklip.schedules.indexing import drain
from udklip.schedules.run import open_for_writing

US = "Danish Life Science Cluster"
DAY = "2020-11-25"
AT = MORNING + timedelta(hours=2)
SCRIPT = "<script>alert('udklip')</script>"
BODY = f"{SCRIPT} {US} er stiftet. Ring til Åse på 22 57 21 59 eller aase@example.org. <img src=x onerror=alert(1)>"

SETTINGS = """
[[source]]
name = "Fjordbladet"
hosts = ["fjordbladet.example"]
feeds = ["https://fjordbladet.example/feed"]
rights = "full"

[[source]]
name = "Tavsbladet"
hosts = ["tavsbladet.example"]
feeds = ["https://tavsbladet.example/feed"]
"""


@dataclass(frozen=True)
class HandFilled:
    """A way with its items, in the order they came."""

    way: Way
    items: tuple[PressItem, ...]


def hostile_items() -> list[PressItem]:
    """Titles with markup, headers and marks that turn the reading; addresses that are scripts."""
    quote = Quote(f"{SCRIPT} ring 22 57 21 59", 0, 1, f"Åse {SCRIPT}", title="<b>chef</b>")
    items = [
        press_item(
            "a",
            f'{SCRIPT} Klyngen & "venner"\r\nBcc: alle@example.org',
            BODY,
            partners=[US],
            rights=Rights.FULL,
        ),
        press_item("b", "Klynge med ondt link", BODY, partners=[US], url="javascript:alert(document.domain)"),
        press_item(
            "c",
            "Klynge\u202e i <svg/onload=alert(1)>",
            BODY,
            partners=[US],
            people=["Åse"],
            source='"><i>Kilde',
        ),
    ]
    return [
        alone(replace(items[0], analysis=replace(items[0].analysis, quotes=(quote,)))),
        *map(alone, items[1:]),
    ]


def fill(folder: Path) -> HandFilled:
    """Make the desk in `folder`."""
    config = folder / "udklip.toml"
    config.write_text(SETTINGS, "utf-8")
    way = Way(config)
    ledger = Ledger.open(way.settings.store_folder)
    items = collect(ledger, AT, hostile_items(), [visit("Fjordbladet", AT)])
    with open_for_writing(way.settings) as index:
        drain(ledger, index, 1, system_clock)
    ledger.close()
    return HandFilled(way, tuple(items))

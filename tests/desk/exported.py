"""A desk whose coverage has what files can choke on: formulas, control characters, rights, labels, copies."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from indexer.press_items import MORNING, press_item
from schedules.collected import alone, collect
from schedules.way import Way

from udklip.core.item import PressItem
from udklip.core.ledger import Ledger
from udklip.core.reading import Access, Kind
from udklip.core.source import Rights
from udklip.core.times import system_clock
from udklip.desk.export.exporting import export
from udklip.desk.export.order import Order
from udklip.desk.searching import open_for_reading
from udklip.indexer.index import SearchOptions
from udklip.schedules.indexing import drain
from udklip.schedules.run import open_for_writing

FORMULAS = ["=1+1 klynge", "+45 klynger", "-klynge", "@klynge", "\tklynge", "\r=klynge", "  =klynge()"]
SENTENCE = (
    "Den nye klynge samler hundrede virksomheder i hele landet og ansætter straks en direktør i Aarhus."
)
TEN_WORDS = "Den nye klynge samler hundrede virksomheder i hele landet og …"
NEWEST = MORNING + timedelta(days=1)

SETTINGS = """
[[source]]
name = "Fjordbladet"
hosts = ["fjordbladet.example"]
feeds = ["https://fjordbladet.example/feed"]
"""


@dataclass(frozen=True)
class Filled:
    """A way whose ledger and index are filled."""

    way: Way

    def exported(self, folder: Path, ending: str, query: str = "klynge", *, all_copies: bool = False) -> Path:
        """The file that an export of everything about `query` writes."""
        file = folder / f"udklip.{ending}"
        settings = self.way.settings
        with self.way.ledger() as ledger, open_for_reading(settings) as index:
            export(Order(query, SearchOptions(all_copies=all_copies), file), index, ledger)
        return file


def _item(
    name: str,
    title: str,
    rights: Rights = Rights.LINK,
    *,
    kind: Kind = Kind.ARTICLE,
    access: Access = Access.OPEN,
    source: str = "Fjordbladet",
    published: datetime | None = MORNING,
) -> PressItem:
    item = press_item(name, title, SENTENCE, rights=rights, kind=kind, source=source, published=published)
    return replace(alone(item), reading=replace(item.reading, access=access))


def labelled() -> list[PressItem]:
    """One story in three outlets, each with rights and labels of its own; and an item without a date."""
    return [
        _item("full", "Ny klynge \x07stiftet\x1b", Rights.FULL, kind=Kind.PRESS_RELEASE, published=NEWEST),
        _item("extract", "Klynge i nye hænder", Rights.EXTRACT, access=Access.PAYWALLED, source="Ærøposten"),
        _item("link", 'Klynge & <b>venner</b>; "alle"', kind=Kind.SPONSORED, source="Tavsbladet"),
        _item("wire", "Klynge uden dato\u202e", kind=Kind.WIRE, published=None),
    ]


def fill(folder: Path) -> Filled:
    """Make the desk in `folder`."""
    config = folder / "udklip.toml"
    config.write_text(SETTINGS, "utf-8")
    way = Way(config)
    ledger = Ledger.open(way.settings.store_folder)
    first = collect(ledger, MORNING, labelled()[:1])
    copies = [
        replace(item, story=first[0].id, release=first[0].id, release_share=0.39) for item in labelled()[1:3]
    ]
    formulas = [_item(f"formula{number}", title) for number, title in enumerate(FORMULAS)]
    collect(ledger, MORNING, [*copies, labelled()[3], *formulas])
    with open_for_writing(way.settings) as index:
        drain(ledger, index, 1, system_clock)
    ledger.close()
    return Filled(way)

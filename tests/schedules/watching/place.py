"""Where watches are tried: a real ledger filled by hand, a clock that is turned, and what stands in the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indexer.press_items import press_item
from schedules.collected import alone, collect
from sqlalchemy import create_engine, select
from sqlalchemy.engine import RowMapping

from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger
from udklip.core.ledger.database import FILE
from udklip.core.ledger.telling import tables
from udklip.core.letter import Recipient
from udklip.core.settings import Settings, load_settings
from udklip.schedules.indexing import drain
from udklip.schedules.run import open_for_writing
from udklip.schedules.service.job import Report, Workplace
from udklip.schedules.watching import jobs
from udklip.schedules.watching.making import make_watch

NOON = datetime(2020, 11, 24, 11, 0, tzinfo=UTC)
SETTINGS = """
[[source]]
name = "Fjordbladet"
hosts = ["fjordbladet.example"]
feeds = ["https://fjordbladet.example/feed"]

[mail]
operator = "Drift <drift@example.org>"

[[group]]
name = "redaktion"
audience = "staff"
rhythm = "at_once"
watches = ["klyngen"]

[[group]]
name = "medlemmer"
audience = "members"
rhythm = "at_once"
watches = ["klyngen"]

[[group]]
name = "daglig"
rhythm = "daily"
watches = ["klyngen"]
"""
PEOPLE = {
    "redaktion": [Recipient("red@example.org", "Rie", "redaktion")],
    "medlemmer": [
        Recipient("medlem@example.org", None, "medlemmer"),
        Recipient("RED@example.org", None, "medlemmer"),
    ],
    "daglig": [Recipient("daglig@example.org", None, "daglig")],
}


def recipients_of(book: Book, group: str) -> Sequence[Recipient]:  # noqa: ARG001 - as jobs ask for it
    """The people of a group."""
    return PEOPLE[group]


@dataclass
class Place:
    """A workplace whose time is `now`."""

    settings: Settings
    ledger: Ledger
    now: datetime = NOON

    @property
    def workplace(self) -> Workplace:
        """What the jobs work with."""
        return Workplace(self.settings, self.ledger, lambda: self.now)

    def watch(self, name: str, query: str, *addresses: str, **pace: str) -> None:
        """Keep a watch."""
        with self.ledger.writing() as book:
            book.watches.put(make_watch(name, query, self.now, addresses=addresses, **pace))  # type: ignore[arg-type]

    def came(self, *items: PressItem) -> list[PressItem]:
        """Items became ready now, each a story of its own unless it says which."""
        return collect(self.ledger, self.now, list(items))

    def later(self, **time: float) -> None:
        """Turn the clock."""
        self.now += timedelta(**time)

    def alert(self) -> Report:
        """Run the job `alerts`."""
        return jobs.alert(self.workplace, recipients_of)

    def sweep(self) -> Report:
        """Run the job `sweep`."""
        return jobs.sweep(self.workplace, recipients_of)

    def index(self) -> int:
        """Bring what waits into the index; gives how many items went in."""
        with self.ledger.writing() as book:
            run = book.runs.begin(self.now)
        with open_for_writing(self.settings) as index:
            return drain(self.ledger, index, run, lambda: self.now)

    def letters(self, address: str | None = None) -> list[RowMapping]:
        """Every letter, or those to one address, in the order they were made."""
        query = select(tables.letter).order_by(tables.letter.c.posted, tables.letter.c.id)
        if address:
            to = select(tables.sending.c.letter).where(tables.sending.c.address == address)
            query = query.where(tables.letter.c.id.in_(to))
        return self._rows(query)

    def sendings(self) -> list[tuple[str, str]]:
        """Every letter with an address it goes to."""
        rows = self._rows(select(tables.sending))
        return sorted((row["letter"], row["address"]) for row in rows)

    def titles(self, address: str) -> list[list[str]]:
        """The titles told in each letter to `address`."""
        return [
            [
                line.split(". ", 1)[1]
                for line in letter["text"].splitlines()
                if line[:1].isdigit() and ". " in line[:4]
            ]
            for letter in self.letters(address)
        ]

    def _rows(self, query: object) -> list[RowMapping]:
        engine = create_engine(f"sqlite:///{self.settings.store_folder / FILE}")
        with engine.connect() as connection:
            rows = list(connection.execute(query).mappings())  # type: ignore[call-overload]
        engine.dispose()
        return rows


def open_place(folder: Path, more: str = "") -> Place:
    """A place in `folder`, with `more` settings."""
    config = folder / "udklip.toml"
    config.write_text(SETTINGS + more, "utf-8")
    settings = load_settings(config)
    return Place(settings, Ledger.open(settings.store_folder))


def news(title: str, body: str = "En klynge er stiftet.", *, story: str = "", **facts: object) -> PressItem:
    """An item as it comes to the ledger."""
    made = alone(press_item(title, title, body, **facts))  # type: ignore[arg-type]
    return replace(made, id="", story=story)

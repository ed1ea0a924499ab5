"""A newsroom for tests of overviews: settings, a ledger filled by hand, and a service that is asked at given times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from indexer.press_items import press_item
from schedules.collected import collect, visit

from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger, OverviewRow
from udklip.core.letter import Recipient
from udklip.core.settings import Group, Schedule, Settings
from udklip.core.source import Source
from udklip.core.times import aware, fixed_clock, system_clock
from udklip.schedules.overview.editions import Edition, main_edition
from udklip.schedules.overview.making import make_due_overviews
from udklip.schedules.service.job import Report, Workplace

US = "Danish Life Science Cluster"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time in Copenhagen."""
    return aware(datetime.combine(day, time(hour, minute)))


def source(name: str) -> Source:
    """A source that is due every hour."""
    block = {
        "name": name,
        "hosts": [f"{name.lower()}.example"],
        "feeds": [f"https://{name.lower()}.example/feed"],
        "rhythm": "1 h",
    }
    return Source.model_validate(block)


@dataclass
class Newsroom:
    """One ledger with what people are told of it."""

    folder: Path
    groups: tuple[Group, ...] = ()
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    schedule: Schedule = field(default_factory=Schedule)
    written: int = 0

    def __post_init__(self) -> None:
        """Open the ledger."""
        self.ledger = Ledger.open(self.settings.store_folder)

    @property
    def settings(self) -> Settings:
        """The settings, as they are now."""
        sources = (source("Fjordbladet"), source("Avisen"))
        return Settings(folder=self.folder, source=sources, group=self.groups, schedule=self.schedule)

    @property
    def edition(self) -> Edition:
        """The main one."""
        return main_edition(self.settings)

    def write(self, when: datetime, *items: PressItem) -> list[PressItem]:
        """A run at `when` that made coverage of `items`, else of one about us."""
        return collect(self.ledger, when, items or [self.story(when)], [visit("Fjordbladet", when)])

    def story(
        self, when: datetime, outlet: str = "Fjordbladet", story: str = "", **facts: object
    ) -> PressItem:
        """An item about us that was published an hour before."""
        self.written += 1
        name = f"{self.written:05d}"
        made = press_item(
            name,
            f"Titel {name}",
            f"{US} er nævnt her.",
            source=outlet,
            partners=[US],
            **{"published": when - timedelta(hours=1), "first_seen": when, **facts},  # type: ignore[arg-type]
        )
        return replace(made, story=story)

    def serve(self, now: datetime | None = None) -> Report:
        """The service's job at `now`, else by the system's clock."""
        clock = fixed_clock(now) if now else system_clock
        return make_due_overviews(Workplace(self.settings, self.ledger, clock), self.recipients)

    def recipients(self, _book: Book, group: str) -> Sequence[Recipient]:
        """Who is in the group."""
        return [Recipient(address, group=group) for address in self.people.get(group, ())]

    def made(self, edition: str | None = None) -> list[OverviewRow]:
        """The overviews of an edition, in order."""
        with self.ledger.reading() as book:
            rows = book.overviews.between(at(date(2000, 1, 1), 0), at(date(2100, 1, 1), 0))
        wanted = edition or self.edition.id
        return sorted((row for row in rows if row.edition == wanted), key=lambda row: row.day)

    def told(self, rows: Iterable[OverviewRow] | None = None) -> list[list[str]]:
        """The items of each overview."""
        with self.ledger.reading() as book:
            return [book.overviews.items(row.id) for row in (self.made() if rows is None else rows)]

"""Made-up coverage of a press that does not exist: as many items as asked for, the same every time."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from indexer.press_items import press_item

from udklip.core.analysis import Quote, Relevance
from udklip.core.item import PressItem
from udklip.core.reading import Kind
from udklip.core.source import SourceType
from udklip.core.times import aware

US = "Danish Life Science Cluster"
DIRECTOR = "Diana Arsovic Nielsen"
PARTNERS = (US, "Welfare Tech", "Copenhagen Healthtech Cluster", "Biopeople", "Danish Healthtech")
OUTLETS = (
    ("Bæltposten", SourceType.REGIONAL),
    ("Fjordbladet", SourceType.REGIONAL),
    ("Sundhedsteknisk Ugebrev", SourceType.TRADE),
    ("Klyngens nyheder", SourceType.OWN),
    ("Hovedstadens Dagblad", SourceType.NATIONAL),
    ("Øresunds Tidende", SourceType.REGIONAL),
    ("Medicobladet", SourceType.TRADE),
)
TITLES = (
    "Ny klynge skal samle dansk life science",
    "Robotter aflaster plejehjem i Vejle",
    "Kommuner deler erfaringer med velfærdsteknologi",
    "Millioner til sundhedsdata på tværs af regioner",
    "Virksomheder efterlyser fælles testcentre",
    "Direktør: Vi mangler ikke idéer, vi mangler indkøb",
)
KINDS = (Kind.ARTICLE,) * 6 + (Kind.NOTICE, Kind.WIRE, Kind.WIRE, Kind.SPONSORED)


def noon(day: date, hour: int = 12) -> datetime:
    """An hour of a day in Copenhagen, in UTC."""
    return aware(datetime.combine(day, time(hour)))


def article(name: str, day: date = date(2020, 11, 24), **facts: object) -> PressItem:
    """One item of `day` that names the cluster."""
    values: dict[str, object] = {
        "partners": [US],
        "published": noon(day),
        "url": f"https://avis.example/{name}",
        **facts,
    }
    return press_item(name, f"Titel {name}", f"{US} i {name}.", **values)  # type: ignore[arg-type]


def quoting(item: PressItem, *names: str) -> PressItem:
    """The item with a quotation of each of `names`."""
    quotes = tuple(Quote("Det er godt.", 0, 1, name) for name in names)
    return replace(item, analysis=replace(item.analysis, quotes=quotes))


def picked_up(item: PressItem, release: PressItem, share: float) -> PressItem:
    """The item as a pickup of `release`, in its story."""
    return replace(item, release=release.id, release_share=share, story=release.story)


def press(count: int, first: date, days: int, seed: int = 1) -> list[PressItem]:
    """`count` items over `days` days from `first` on; some are copies of others, some pickups of releases."""
    chance, items, releases = random.Random(seed), list[PressItem](), list[PressItem]()
    for number in range(count):
        day = first + timedelta(days=number * days // count)
        source, source_type = chance.choice(OUTLETS)
        kind = Kind.PRESS_RELEASE if source_type is SourceType.OWN else chance.choice(KINDS)
        name = f"{seed}{number:07d}"
        item = article(
            name,
            day,
            source=source,
            source_type=source_type,
            kind=kind,
            partners=chance.sample(PARTNERS, chance.choice((1, 1, 2, 3))),
            story=chance.choice(items).story if items and chance.random() < 0.3 else name,
            published=noon(day, chance.randrange(6, 22)),
            first_seen=datetime(2020, 12, 1, tzinfo=UTC),
        )
        title = chance.choice(TITLES)
        item = replace(
            item, reading=replace(item.reading, title=title), relevance=chance.choice(list(Relevance)[:3])
        )
        if kind is Kind.PRESS_RELEASE:
            releases.append(item)
        elif releases and chance.random() < 0.2:
            item = picked_up(item, chance.choice(releases[-3:]), chance.choice((0.4, 0.75, 0.96)))
        items.append(quoting(item, DIRECTOR, "Bo Berg") if chance.random() < 0.25 else item)
    return items

"""A small press: a few items with what queries are asked about."""

from datetime import UTC, datetime

from indexer.press_items import press_item

from udklip.core.reading import Kind
from udklip.core.source import SourceType


def day(number: int, hour: int = 8) -> datetime:
    """A moment in November 2020."""
    return datetime(2020, 11, number, hour, tzinfo=UTC)


PRESS = [
    press_item(
        "grant",
        "Klynge får bevilling",
        "Virksomhederne i Århus glæder sig over 18 mio. kr. til arbejdet.",
        lead="Uddannelses- og Forskningsministeriet støtter.",
        source="Fjordbladet",
        published=day(20),
        organisations=["Novo Nordisk", "Aarhus Universitet"],
        people=["Signe Holmgaard"],
        places=["Aarhus"],
        amounts=[18_000_000.0],
        authors=("Jens Bro",),
        story="grant",
    ),
    press_item(
        "copy",
        "Klynge får bevilling",
        "Virksomhederne i Aarhus glæder sig over 18 mio. kr. til arbejdet.",
        source="Sundblad",
        source_type=SourceType.NATIONAL,
        published=day(21),
        organisations=["Novo Nordisk"],
        story="grant",
    ),
    press_item(
        "compound",
        "Nyt om sundhedsklyngen",
        "En klyngeorganisation samler lægemiddelvirksomheder.",
        source="Dagens Medico",
        source_type=SourceType.TRADE,
        published=day(22),
        tags=("vigtig",),
    ),
    press_item(
        "release",
        "Danish Life Science Cluster er stiftet",
        "DTU’s direktør siger: »Det er en stor dag for covid-19-forskningen.« Klyngen får en bevilling.",
        source="Klyngens eget",
        source_type=SourceType.PRESS_RELEASE,
        kind=Kind.PRESS_RELEASE,
        published=day(24, 9),
        organisations=["Danish Life Science Cluster", "DTU"],
    ),
    press_item(
        "paid",
        "Sådan vokser lægemidler",
        "Betalt indhold om lægemidlet og coronavirus.",
        source="Fjordbladet",
        kind=Kind.SPONSORED,
        published=day(24, 9),
    ),
    press_item(
        "undated",
        "Opslag uden dato",
        "Klynger søger medlemmer i København.",
        source="Opslagstavlen",
        published=None,
        first_seen=day(23, 12),
        language="en",
    ),
    press_item("football", "Sejr til holdet", "Kampen endte 2-1.", source="Sundblad", published=day(30, 23)),
]

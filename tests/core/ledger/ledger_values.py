"""Short ways to say what tests write into a ledger."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from indexer.press_items import press_item

from udklip.core.item import PressItem
from udklip.core.ledger import Find, Ledger, Record, StepRow
from udklip.core.outcomes import Outcome, Step

AT = datetime(2020, 11, 25, 5, 30, tzinfo=UTC)


def find(name: str, source: str = "Avisen", way: str = "feed") -> Find:
    """An address of a source, by one of its ways."""
    return Find(f"https://avisen.example/{name}", source, way, f"https://{source}.example/{way}")


def end(url: str, outcome: Outcome, step: Step = Step.FETCHED) -> StepRow:
    """The last step of an address."""
    return StepRow(url, step, outcome, None, AT, "0")


def begun(ledger: Ledger) -> int:
    """A new run's number."""
    with ledger.writing() as book:
        return book.runs.begin(AT)


def met(ledger: Ledger, run: int, *finds: Find) -> list[str]:
    """What of `finds` the run is to fetch."""
    with ledger.writing() as book:
        return [find.url for find in book.addresses.find(run, finds, AT)[1]]


def ended(ledger: Ledger, run: int, url: str, outcome: Outcome, step: Step = Step.FETCHED) -> None:
    """The way of an address ended in a run."""
    with ledger.writing() as book:
        book.addresses.finish(run, end(url, outcome, step))


def fetched(ledger: Ledger, run: int, url: str, file: str = "spool/a.warc.gz", at: datetime = AT) -> None:
    """The bytes of an address stand in the archive."""
    with ledger.writing() as book:
        book.addresses.fetched(run, url, Record(file, 0, 9), "digest", at)


def item(name: str, *, days: int = 0, source: str = "Avisen") -> PressItem:
    """An item that has no story yet, published `days` after the others."""
    made = press_item(name, title=name, source=source, published=AT + timedelta(days=days))
    return replace(made, id="", story="")

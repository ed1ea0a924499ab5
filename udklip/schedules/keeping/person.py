"""What is held on a person, for the person to see (GDPR, art. 15)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from udklip.core.erasing.barred import names_in_address
from udklip.core.erasing.masking import Masking
from udklip.core.erasing.names import ErasedNames
from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger
from udklip.core.times import shown
from udklip.indexer.sentences import sentences
from udklip.schedules.keeping.finding import items_naming, names_of_person
from udklip.schedules.keeping.wish import Person

_MANY = 200
# What the items themselves tell.
_TOLD = frozenset({"item", "revision"})


@dataclass(frozen=True, slots=True)
class OnItem:
    """What an item says of somebody. `titles` is what they are, and where; `is_author` that it names them as one."""

    id: str
    url: str
    source: str
    title: str | None
    when: str
    sentences: tuple[str, ...]
    titles: tuple[str, ...]
    quotes: tuple[str, ...]
    contacts: tuple[str, ...]
    is_author: bool
    earlier_texts: int


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that is held on somebody; `elsewhere` are rows of other tables, by table."""

    name: str
    items: tuple[OnItem, ...]
    addresses: tuple[str, ...]
    recipient: tuple[str, ...]
    accounts: tuple[str, ...]
    watches: tuple[str, ...]
    elsewhere: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def held_on(ledger: Ledger, person: Person) -> Held:
    """Everything that is held on `person`."""
    names = names_of_person(person)
    with ledger.reading() as book:
        found = items_naming(book, names)
        return Held(
            name=person.name,
            items=tuple(_on_items(book, found, names)),
            addresses=tuple(url for url in book.husks.every_address() if names_in_address(names, url)),
            recipient=tuple(book.people.addresses(names.found_in)),
            accounts=tuple(book.people.accounts(names.found_in)),
            watches=tuple(book.people.watches(names.found_in)),
            elsewhere=_elsewhere(book, names),
        )


def _on_items(book: Book, found: list[str], names: ErasedNames) -> Iterator[OnItem]:
    for start in range(0, len(found), _MANY):
        for item in book.items.many(found[start : start + _MANY]).values():
            yield _on_item(item, names, len(book.revisions.of(item.id)))


def _on_item(item: PressItem, names: ErasedNames, earlier: int) -> OnItem:
    said, analysis = item.reading, item.analysis
    theirs = [one for one in analysis.people if names.found_in(one.name)]
    masking = Masking.of(names, [said.text, *said.authors], [one.text for one in theirs]) or Masking(names)
    roles = {
        f"{role.title or ''}, {role.organisation or ''}".strip(", ") for one in theirs for role in one.titles
    }
    contacts = (one for one in analysis.contacts if masking.holds(one.name, one.email))
    return OnItem(
        id=item.id,
        url=item.url,
        source=item.source,
        title=said.title,
        when=shown(item.when) or "",
        sentences=tuple(" ".join(one.split()) for one in sentences(said.text) if masking.holds(one)),
        titles=tuple(sorted(roles)),
        quotes=tuple(one.text for one in analysis.quotes if names.found_in(one.speaker)),
        contacts=tuple(", ".join(filter(None, (one.name, one.phone, one.email))) for one in contacts),
        is_author=any(names.found_in(author) for author in said.authors),
        earlier_texts=earlier,
    )


def _elsewhere(book: Book, names: ErasedNames) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    # Whatever is changed by this holds a name.
    for row in book.everywhere.touched(lambda text: "" if names.found_in(text) else text):
        if row.table not in _TOLD:
            values = {name: _as_text(value) for name, value in (*row.key, *row.before)}
            rows.setdefault(row.table, []).append(values)
    return rows


def _as_text(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str | int | float | None) else str(value)

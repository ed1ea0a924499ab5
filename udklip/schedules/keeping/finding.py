"""Finds everything that is to be erased."""

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from udklip.core.address import canonical
from udklip.core.erasing.barred import names_in_address
from udklip.core.erasing.bytes import plain_texts
from udklip.core.erasing.masking import REMOVED, Cut, mask_item
from udklip.core.erasing.names import ErasedNames
from udklip.core.errors import ArchiveError
from udklip.core.ledger import Book, Record
from udklip.crawler import archive
from udklip.schedules.keeping.wish import Outlet, Page, Person, Wish
from udklip.schedules.sources.missed import names_of

ADDRESS_REMOVED = "[adresse fjernet]"
_URL = re.compile(r"(?:https?://|inbox:)[^\s\"'<>|]+")
_ENDS = ").,;:!?"
_FEWEST_TITLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What goes: pages with all that was made of them; names within items; and raw bytes that hold a name.

    `mask` takes out of any other text what goes; `is_told` says whether a letter told of it.
    """

    urls: tuple[str, ...]
    items: tuple[str, ...]
    named: tuple[str, ...]
    records: tuple[str, ...]
    mask: Callable[[str], str]
    is_told: Callable[[str], bool]
    names: ErasedNames

    def may_be_in(self, text: str) -> bool:
        """Whether `text`, as it is kept, is worth a closer look."""
        if self.urls or not self.names or "\\u" in text:
            return True
        return self.names.may_be_in(text)


def find(book: Book, root: Path, wish: Wish) -> Found:
    """Everything there is of `wish`; the archive stands in `root`."""
    if isinstance(wish, Person):
        return _of_person(book, root, wish)
    if isinstance(wish, Page):
        urls = [wish.url, *names_of(book, wish.url)]
        return _of_pages(book, urls, book.husks.items_at(urls))
    assert isinstance(wish, Outlet)  # noqa: S101 - the last of the three
    return _of_pages(book, book.husks.addresses_of_source(wish.name), book.husks.items_of_source(wish.name))


def names_of_person(person: Person) -> ErasedNames:
    """The name in full, by a key of this moment: nothing is kept of it."""
    return ErasedNames.of(secrets.token_bytes(32), [person.name])


def items_naming(book: Book, names: ErasedNames) -> list[str]:
    """The items that hold a name."""
    candidates = book.husks.items_with(names.may_be_in)
    found = (book.items.many(candidates[start : start + 500]) for start in range(0, len(candidates), 500))
    return sorted(one.id for part in found for one in part.values() if mask_item(one, names))


def _of_person(book: Book, root: Path, person: Person) -> Found:
    names = names_of_person(person)
    urls = [url for url in book.husks.every_address() if names_in_address(names, url)]
    pages = _of_pages(book, urls, book.husks.items_at(urls))
    named = set(items_naming(book, names)) - set(pages.items)
    records = {one.url for one in book.husks.with_bytes() if _bytes_hold(root, one.record, names)}
    records |= set(book.husks.addresses_of(named))
    mask = _first(lambda text: Cut.of(text, [span[:2] for span in names.spans(text)]).text, pages.mask)
    return Found(
        urls=pages.urls,
        items=pages.items,
        named=tuple(sorted(named)),
        records=tuple(sorted(records - set(pages.urls))),
        mask=mask,
        is_told=pages.is_told,
        names=names,
    )


def _of_pages(book: Book, urls: Iterable[str], items: Iterable[str]) -> Found:
    """Pages, their items, and every other address of these."""
    every = book.husks.one_and_the_same(list(items))
    addresses = sorted({*urls, *book.husks.addresses_of(every)})
    without = _without(addresses)
    titles = [title for title in book.husks.titles(every) if len(title.split()) >= _FEWEST_TITLE_WORDS]

    def is_told(text: str) -> bool:
        plain = unescape(text)
        return without(plain) != plain or any(title in plain for title in titles)

    return Found(tuple(addresses), tuple(every), (), (), without, is_told, ErasedNames())


def _bytes_hold(root: Path, record: Record, names: ErasedNames) -> bool:
    try:
        return names.found_in(*plain_texts(archive.load(root, record).body))
    except ArchiveError:
        return False


def _without(urls: Iterable[str]) -> Callable[[str], str]:
    """Takes `urls` out of a text."""
    known = frozenset(urls)
    odd = [url for url in known if _URL.fullmatch(url) is None]

    def replaced(match: re.Match[str]) -> str:
        url = unescape(match[0])
        end = len(url.rstrip(_ENDS))
        forms = (url, url[:end], canonical(url), canonical(url[:end]))
        return match[0] if known.isdisjoint(forms) else ADDRESS_REMOVED

    def without(text: str) -> str:
        if not known:
            return text
        for url in odd:
            text = text.replace(url, ADDRESS_REMOVED)
        return _URL.sub(replaced, text) if "://" in text or "inbox:" in text else text

    return without


def _first(one: Callable[[str], str], other: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: other(one(text))


__all__ = ["REMOVED", "Found", "find", "items_naming", "names_of_person"]

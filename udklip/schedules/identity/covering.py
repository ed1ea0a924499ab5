"""Makes coverage of what was analysed: a new item, another version of one, or one more address of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from udklip.core.address import page_key
from udklip.core.analysis import Analysis
from udklip.core.item import PressItem
from udklip.core.ledger import Book, Waiting
from udklip.core.outcomes import Outcome, Step
from udklip.core.settings import INBOX
from udklip.crawler.archive import SPOOL
from udklip.nlp.stories.same_text import is_same_text
from udklip.schedules.grouping import Grouping
from udklip.schedules.identity.changes import changes_about_us, says_the_same
from udklip.schedules.identity.merging import merge
from udklip.schedules.identity.same_item import differ_by_furniture
from udklip.schedules.jobs import Result, Taken

# Judgements on a text that its item does not outlive.
LEAVES = (Outcome.OFF_TOPIC, Outcome.NOT_DANISH)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address whose text is coverage: `item` is what it would be, without an id."""

    waiting: Waiting
    result: Result
    item: PressItem

    @property
    def fetched_anew(self) -> bool:
        """Whether its bytes come from the press, and are not only read again."""
        return self.waiting.record.file.startswith(f"{SPOOL}/")


class Covering:
    """Coverage within one transaction."""

    def __init__(self, book: Book, grouping: Grouping, run: int, at: datetime) -> None:
        """Keep items in `book`, and group them; `run` does it, and it is `at` this time."""
        self._book = book
        self._grouping = grouping
        self._run = run
        self._at = at

    def cover(self, one: Candidate) -> tuple[Taken, str]:
        """The last step of its way, and the item that its address belongs to from now on."""
        if one.waiting.item:
            return self._again(one, self._book.identity.alias_of(one.waiting.item) or one.waiting.item)
        if elder := self._same_item(one):
            return self._one_more_address(one, elder), elder
        kept = self._book.items.add(one.item)
        self._keep_content(one, kept.id)
        story = self._grouping.group(kept, one.result.sketch)
        told = f"item {kept.id}" if story == kept.id else f"item {kept.id}, same story as item {story}"
        return Taken(Step.GROUPED, Outcome.READY, told), kept.id

    def leave(self, waiting: Waiting, result: Result) -> Taken:
        """The last step of an address whose text is off topic by now: its item leaves the coverage."""
        known = self._book.items.get(waiting.item) if waiting.item else None
        if known is None or not _is_main(waiting, known) or not self._book.identity.withdraw(known.id):
            return result.end
        number = None
        if waiting.record.file.startswith(f"{SPOOL}/") and result.reading:
            now = Analysis(result.reading.text, result.reading.kind, result.reading.language)
            changes = changes_about_us(known.analysis, now)
            number = self._book.revisions.keep(known.id, known.reading, changes, waiting.fetched_at)
        return replace(
            result.end, reason=f"{result.end.reason}; item {known.id} leaves the coverage", revision=number
        )

    def _again(self, one: Candidate, identity: str) -> tuple[Taken, str]:
        """An address that is known to belong to an item was read again, or fetched again."""
        known = self._book.items.get(identity)
        if known is None or _is_main(one.waiting, known):
            return self._new_version(one, replace(one.item, id=identity), known), identity
        if one.fetched_anew and not is_same_text(known.reading.text, one.item.reading.text):
            return self.cover(replace(one, waiting=replace(one.waiting, item=None)))
        return self._one_more_address(one, identity), identity

    def _new_version(self, one: Candidate, item: PressItem, known: PressItem | None) -> Taken:
        returned = self._book.identity.is_withdrawn(item.id)
        self._book.items.change(item)
        if known and (changed := self._book.items.get(item.id)):
            self._grouping.regroup(known, changed, one.result.sketch)
        elder = self._same_item(one, but_not=item.id)
        self._keep_content(one, item.id)
        if elder:
            return self._merged(one, elder, item.id)
        told = f"item {item.id}{', coverage again' if returned else ''}"
        if known is None or not one.fetched_anew or says_the_same(known.reading.text, item.reading.text):
            return Taken(Step.GROUPED, Outcome.UNCHANGED, f"read again: {told}")
        changes = changes_about_us(known.analysis, item.analysis)
        number = self._book.revisions.keep(item.id, known.reading, changes, one.waiting.fetched_at)
        about = (
            f"{len(changes)} sentences that name us changed" if changes else "nothing that names us changed"
        )
        return Taken(Step.GROUPED, Outcome.CHANGED, f"{told} says something else: {about}", number)

    def _merged(self, one: Candidate, other: str, own: str) -> Taken:
        elder = merge(self._book, self._run, (own, other), self._at, but_not=one.waiting.url)
        self._come_back(one, elder)
        told = f"item {max(own, other)} is one with item {elder} and became its alias"
        return Taken(Step.GROUPED, Outcome.DUPLICATE, told)

    def _one_more_address(self, one: Candidate, elder: str) -> Taken:
        self._come_back(one, elder)
        return Taken(Step.GROUPED, Outcome.DUPLICATE, f"the same text as item {elder}")

    def _come_back(self, one: Candidate, item: str) -> None:
        """An item that was off topic is coverage again where its text stands and is on topic."""
        if self._book.identity.is_withdrawn(item):
            self._book.items.change(replace(one.item, id=item))

    def _keep_content(self, one: Candidate, item: str) -> None:
        hashes = (one.result.fingerprint, *one.result.marks)
        self._book.items.keep_contents(one.item.source, hashes, item)

    def _same_item(self, one: Candidate, but_not: str | None = None) -> str | None:
        """The item of the same source that this is, under another address; `but_not` is its own."""
        source, result = one.item.source, one.result
        found = self._book.items.of_contents(source, (result.fingerprint, *result.marks))
        if (same := found.get(result.fingerprint, but_not)) != but_not:
            return same
        text = one.item.reading.text
        for identity, other in self._texts(found.values(), but_not):
            if differ_by_furniture(text, other):
                return identity
        at_page = self._book.identity.items_at(source, _pages(one), but_not=one.waiting.url)
        same_page = self._texts(at_page, but_not)
        return next((identity for identity, other in same_page if is_same_text(text, other)), None)

    def _texts(self, identities: Iterable[str], but_not: str | None) -> Iterator[tuple[str, str]]:
        for identity in sorted(set(identities)):
            item = self._book.items.get(identity)
            if item and item.id != but_not:
                yield item.id, item.reading.text


def _is_main(waiting: Waiting, item: PressItem) -> bool:
    """Whether an address is the one its item goes by. A file's item may go by the address the file names."""
    return item.url == waiting.url or item.source == INBOX


def _pages(one: Candidate) -> list[str]:
    """What page it is, by its address and by the page's own word (rel=canonical on its own site)."""
    reading = one.item.reading
    return sorted({page_key(url) for url in (one.waiting.url, reading.url) if url})

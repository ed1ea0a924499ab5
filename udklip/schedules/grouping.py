"""Finds the story a new item belongs to, and which press release it was taken from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from udklip.core.item import PressItem
from udklip.core.ledger import Book, Posting, fortnight_of
from udklip.core.reading import Kind, Reading
from udklip.nlp.stories import same_text
from udklip.nlp.stories.pickups import pickup_share
from udklip.nlp.stories.postings import Postings
from udklip.nlp.stories.same_text import is_same_text
from udklip.nlp.stories.shingles import Sketch, sketch

LEAST_SHARE = 0.2


class Grouping:
    """Groups the items of one transaction: what they may be the same as is asked for once, and kept once.

    `keep` belongs at the end, in the same transaction.
    """

    def __init__(self, book: Book, coming: Iterable[tuple[Sketch, datetime]]) -> None:
        """Look up what was posted under the hashes of all that is coming."""
        self._book = book
        self._postings: dict[int, Postings] = {}
        self._fortnights: dict[int, int] = {}
        self._posted: list[Posting] = []
        self._stock_phrases: defaultdict[int, list[int]] = defaultdict(list)
        wanted: defaultdict[int, set[int]] = defaultdict(set)
        for one, when in coming:
            wanted[fortnight_of(when)].update(one.hashes)
        for fortnight, hashes in wanted.items():
            self._load(fortnight, hashes)

    def group(self, item: PressItem, own: Sketch) -> str:
        """Join `item`'s story with every story of the same text within 14 days; gives the story's id."""
        candidates = [number for number in self._near(item, own).candidates(own) if number != int(item.id)]
        story, same = item.story, [int(item.id)]
        for other in self._book.stories.texts_near(candidates, item.when) if candidates else ():
            if other.story == story or is_same_text(item.reading.text, other.text):
                story = self._book.stories.join(story, other.story)
                same.append(other.item)
        self._post(item, own, same)
        if story != item.story:
            _link_releases(self._book, story)
        return story

    def regroup(self, before: PressItem, item: PressItem, own: Sketch) -> None:
        """As `group`, for an item that was read again: stories only merge, and pickups are measured anew."""
        self._forget(before, own, item.when)
        if self.group(item, own) == item.story:
            _link_releases(self._book, item.story)

    def keep(self) -> None:
        """Post what was grouped, so that later items find it."""
        self._book.stories.post(self._posted)
        for fortnight, hashes in self._stock_phrases.items():
            self._book.stories.mark_stock_phrases(fortnight, hashes)

    def _near(self, item: PressItem, own: Sketch) -> Postings:
        """The postings around the item's day; those of a day that was not announced are loaded now."""
        fortnight = fortnight_of(item.when)
        if fortnight not in self._postings:
            self._load(fortnight, own.hashes)
        return self._postings[fortnight]

    def _load(self, fortnight: int, hashes: Collection[int]) -> None:
        rows = self._book.stories.posted(hashes, fortnight)
        self._postings[fortnight] = Postings()
        self._postings[fortnight].load((row.hash, row.item, row.size) for row in rows)
        self._fortnights.update((row.item, row.fortnight) for row in rows)

    def _post(self, item: PressItem, own: Sketch, same: Iterable[int]) -> None:
        """Post `item` in its fortnight; it can be found from the fortnights beside, by this batch too."""
        fortnight, number = fortnight_of(item.when), int(item.id)
        here = [other for other in same if self._fortnights.get(other) == fortnight]
        self._fortnights[number] = fortnight
        posted, stock = self._postings[fortnight].post(number, own, here)
        self._posted.append(Posting(fortnight, number, own.size, tuple(posted)))
        if stock:
            self._stock_phrases[fortnight] += stock
        for beside in {fortnight - 1, fortnight + 1} & self._postings.keys():
            self._postings[beside].load((value, number, own.size) for value in posted)

    def _forget(self, before: PressItem, own: Sketch, when: datetime) -> None:
        """Let go of postings that a new reading or date made wrong."""
        old, was, now = sketch(before.reading.text), fortnight_of(before.when), fortnight_of(when)
        wrong = set(old.hashes) - set(own.hashes) if was == now else old.hashes
        self._book.stories.unpost([Posting(was, int(before.id), 0, tuple(wrong))])
        if was != now:
            self._fortnights.pop(int(before.id), None)


def _link_releases(book: Book, story: str) -> None:
    """Every item of the story but the release itself is a pickup of the story's earliest press release."""
    members = book.stories.members(story)
    releases = [member for member in members if member.kind == Kind.PRESS_RELEASE]
    if not releases:
        return
    release = min(releases, key=lambda member: (member.when, member.id))
    if release.release:
        book.stories.set_release(release.id, None, None)
    items = book.items.many([member.id for member in members])
    text = article_text(items[release.id].reading)
    for member in members:
        if release.id not in (member.id, member.release):
            share = round(pickup_share(article_text(items[member.id].reading), text), 3)
            if share >= LEAST_SHARE:
                book.stories.set_release(member.id, release.id, share)


@dataclass(frozen=True, slots=True)
class FileStory:
    """Files of one story: their names, the press release among them, and each pickup with its share (0 to 1)."""

    keys: tuple[str, ...]
    release: str | None
    pickups: tuple[tuple[str, float], ...]


def group_readings(readings: dict[str, Reading]) -> list[FileStory]:
    """Group readings alone, by the same rules as items of the ledger."""
    groups = same_text.group({key: reading.text for key, reading in readings.items()})
    return [_file_story(keys, readings) for keys in groups]


def _file_story(keys: Sequence[str], readings: dict[str, Reading]) -> FileStory:
    release = next((key for key in keys if readings[key].kind is Kind.PRESS_RELEASE), None)
    if release is None or len(keys) == 1:
        return FileStory(tuple(keys), None, ())
    text = article_text(readings[release])
    shares = (
        (key, round(pickup_share(article_text(readings[key]), text), 3)) for key in keys if key != release
    )
    pickups = tuple((key, share) for key, share in shares if share >= LEAST_SHARE)
    return FileStory(tuple(keys), release, pickups)


def article_text(reading: Reading) -> str:
    """Lead and body: what counts when a pickup is measured."""
    return "\n\n".join(part for part in (reading.lead, reading.body) if part)

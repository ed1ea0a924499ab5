"""Finds the story a new item belongs to, and which press release it was taken from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from udklip.core.item import PressItem
from udklip.core.ledger import Book
from udklip.core.reading import Kind, Reading
from udklip.nlp import same_text
from udklip.nlp.pickups import pickup_share
from udklip.nlp.same_text import is_same_text, shingles

FEWEST_SHARED = 4
MOST_CANDIDATES = 40
LEAST_SHARE = 0.2


def group(book: Book, item: PressItem, hashes: Sequence[int]) -> str:
    """Join `item`'s story with every story of the same text within 14 days; gives the story's id."""
    candidates = book.stories.candidates(hashes, item.when, FEWEST_SHARED, MOST_CANDIDATES)
    book.stories.keep_shingles(item.id, hashes, item.when)
    own = shingles(item.reading.text)
    story = item.story
    for its_story, text in book.items.texts([identity for identity in candidates if identity != item.id]):
        if is_same_text(own, _shingles(text)):
            story = book.stories.join(story, its_story)
    if story != item.story:
        _link_releases(book, story)
    return story


def regroup(book: Book, item: PressItem, hashes: Sequence[int]) -> None:
    """As `group`, for an item that was read again: stories only merge, and pickups are measured anew."""
    book.stories.forget_shingles(item.id)
    story = group(book, item, hashes)
    if story == item.story:
        _link_releases(book, story)


@lru_cache(maxsize=2_000)
def _shingles(text: str) -> frozenset[int]:
    """Candidates come back again and again while their story is news."""
    return shingles(text)


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

"""Finds the story a new item belongs to, and which press release it was taken from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from udklip.core.item import PressItem
from udklip.core.ledger import Book, Posting, StoryMember, fortnight_of
from udklip.core.reading import Kind, Reading
from udklip.nlp.stories.pickups import best_release
from udklip.nlp.stories.postings import Postings
from udklip.nlp.stories.same_text import is_same_text
from udklip.nlp.stories.shingles import Sketch, sketch


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
        """Join a new item's story with every story of the same text within 14 days; gives the story's id."""
        story, others = self._join(item, own)
        if others:
            self._link_release(story, [item.id] if len(others) == 1 else None)
        return story

    def regroup(self, before: PressItem, item: PressItem, own: Sketch) -> None:
        """As `group`, for an item that was read again: stories only merge, and pickups are measured anew."""
        self._forget(before, own, item.when)
        story, others = self._join(item, own)
        self._link_release(story, None if others else [item.id])

    def keep(self) -> None:
        """Post what was grouped, so that later items find it."""
        self._book.stories.post(self._posted)
        for fortnight, hashes in self._stock_phrases.items():
            self._book.stories.mark_stock_phrases(fortnight, hashes)

    def _join(self, item: PressItem, own: Sketch) -> tuple[str, set[str]]:
        """Join the stories that have `item`'s text; gives the story they are now, and those that were joined to it."""
        candidates = [number for number in self._near(item, own).candidates(own) if number != int(item.id)]
        same, stories = [int(item.id)], {item.story}
        for other in self._book.stories.texts_near(candidates, item.when) if candidates else ():
            if other.story in stories or is_same_text(item.reading.text, other.text):
                stories.add(other.story)
                same.append(other.item)
        self._post(item, own, same)
        story = item.story
        for other_story in stories - {item.story}:
            story = self._book.stories.join(story, other_story)
        return story, stories - {item.story}

    def _link_release(self, story: str, changed: Sequence[str] | None) -> None:
        """Measure what `changed`, or everyone, took from the story's press releases."""
        members = self._book.stories.members(story)
        order = release_order(members)
        if changed is None or not set(order).isdisjoint(changed):
            changed = [member.id for member in members] if order else ()
        # Whose release turned out to be none.
        changed = [*changed, *(member.id for member in members if member.release not in (None, *order))]
        if not order and not any(member.release for member in members):
            return
        texts = {
            identity: article_text(reading)
            for identity, reading in self._book.stories.readings([*changed, *order]).items()
        }
        for identity in changed:
            release, share = taken_from(identity, texts, order) or (None, None)
            self._book.stories.set_release(identity, release, share)

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


def release_order(members: Iterable[StoryMember]) -> list[str]:
    """The ids of the press releases among `members`, the earliest first."""
    releases = [member for member in members if member.kind == Kind.PRESS_RELEASE]
    return [member.id for member in sorted(releases, key=lambda member: (member.when, member.id))]


def taken_from(identity: str, texts: Mapping[str, str], releases: Sequence[str]) -> tuple[str, float] | None:
    """Which of `releases` a text was taken from, and its share; a release only from an earlier one."""
    possible = releases[: releases.index(identity)] if identity in releases else releases
    return best_release(texts[identity], {release: texts[release] for release in possible})


def article_text(reading: Reading) -> str:
    """Lead and body: what counts when a pickup is measured."""
    return "\n\n".join(part for part in (reading.lead, reading.body) if part)

"""Writes each watch's feed, a file that may be shared, when the watch hit something new."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from udklip.core.errors import UdklipError
from udklip.core.ledger import Book
from udklip.core.ledger.watching.values import Untold, Watch
from udklip.core.replacing import replacing
from udklip.core.rights import Audience
from udklip.core.settings import Settings
from udklip.schedules.overview.values import Story
from udklip.schedules.service.job import Workplace
from udklip.schedules.watching.alert import Found, build_alert
from udklip.schedules.watching.asking import node_now
from udklip.schedules.watching.atom import Feed, FeedEntry, as_atom
from udklip.schedules.watching.telling import OwnNames, items_of

STORIES = 50


def feed_file(settings: Settings, name: str) -> Path:
    """Where the feed of the watch called `name` stands; `making.watch_name` sees to it that it is a file's name."""
    return settings.store_folder / "feeds" / f"{name}.xml"


def write_feeds(workplace: Workplace, own: OwnNames) -> int:
    """Write every feed that does not know all its watch hit; gives how many. A file is there whole or not at all.

    Raises:
        UdklipError: a file cannot be written; what was not written is written next time.
    """
    with workplace.ledger.reading() as book:
        names = book.watches.unfed()
    for name in names:
        _write(workplace, name, own())
    return len(names)


def remove_feed(settings: Settings, name: str) -> None:
    """The watch is asked no more, and who reads its feed is told by its reader."""
    feed_file(settings, name).unlink(missing_ok=True)


def feed_of(book: Book, watch: Watch, profile: str, own: frozenset[str], now: datetime) -> Feed:
    """The newest stories of `watch`, through the gate as for members outside: who reads a file is not known."""
    node = node_now(watch, book, now)
    entries = []
    for _, hits in book.watches.hits.newest_stories(watch.name, STORIES):
        items = items_of(book, [hit.item for hit in hits])
        found = Found(tuple(items), {}, hits[0].at, own)
        told = build_alert(watch, node, found, now, Audience.MEMBERS)
        entries.append(_entry(watch, _one(told.stories), hits))
    return Feed(
        key=_key(watch),
        title=f"{watch.name} · {profile}",
        subtitle=f"Overvågning: {watch.query}",
        updated=max((entry.newest for entry in entries), default=watch.made),
        entries=tuple(entries),
    )


def _write(workplace: Workplace, name: str, own: frozenset[str]) -> None:
    with workplace.ledger.reading() as book:
        watch = book.watches.get(name)
        if watch is None:
            return
        hits = book.watches.hits.count(name)
        feed = feed_of(book, watch, workplace.settings.profile.name, own, workplace.clock())
    file = feed_file(workplace.settings, name)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UdklipError(f"{file.parent}: cannot be made ({error.strerror})") from error
    with replacing(file) as opened:
        opened.write(as_atom(feed))
    with workplace.ledger.writing() as book:
        # What was hit while the file was written is not in it.
        if book.watches.hits.count(name) == hits:
            book.watches.fed(name)


def _entry(watch: Watch, story: Story, hits: list[Untold]) -> FeedEntry:
    """An entry goes by its first hit, whatever its story becomes part of; nothing is late in a feed."""
    timely = replace(story, entries=tuple(replace(entry, late=False) for entry in story.entries))
    moments = [hit.at for hit in hits]
    return FeedEntry(f"{_key(watch)}:{hits[0].item}", timely, min(moments), max(moments))


def _one(stories: tuple[Story, ...]) -> Story:
    (story,) = stories
    return story


def _key(watch: Watch) -> str:
    return f"udklip:watch:{watch.name}"

"""Files grouped alone: what papers make of a release in three languages, and what only sounds like it."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from udklip.core.reading import DateOrigin, Hints, Kind, Reading
from udklip.crawler.reading import read
from udklip.schedules.file_stories import FileStory, group_readings

FOLDER = Path(__file__).parent / "testcenter"
DAY = datetime.fromisoformat("2020-11-24T09:00+01:00")


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {
        file.name.removesuffix(".txt"): read(file.read_bytes(), Hints(filename=file.name))
        for file in sorted(FOLDER.glob("*.txt"))
    }


def shares(stories: list[FileStory]) -> dict[str, tuple[str, float]]:
    return {pickup.key: (pickup.release, pickup.share) for story in stories for pickup in story.pickups}


def test_every_language_has_its_story_and_other_words_have_their_own(readings: dict[str, Reading]) -> None:
    stories = {frozenset(story.keys) for story in group_readings(readings)}
    assert stories == {
        frozenset({"article.da", "notice.da", "release.da"}),
        frozenset({"article.en", "release.en"}),
        frozenset({"article.sv", "release.sv"}),
        frozenset({"other_release.da"}),
        frozenset({"same_event.da"}),
    }


def test_shares_are_near_what_was_counted_by_hand(readings: dict[str, Reading]) -> None:
    found = shares(group_readings(readings))
    # By hand: 130 of the article's 184 words stand in five sentences taken over, all of the notice's but a clause.
    assert found["article.da"] == ("release.da", pytest.approx(0.71, abs=0.05))
    assert found["notice.da"] == ("release.da", pytest.approx(1.0, abs=0.1))
    assert set(found) == {"article.da", "notice.da", "article.en", "article.sv"}


def test_a_text_under_embargo_may_be_dated_before_its_release(readings: dict[str, Reading]) -> None:
    dated = {
        "article": at(readings["article.da"], DAY),
        "release": at(readings["release.da"], DAY + timedelta(hours=3)),
    }
    (story,) = group_readings(dated)
    assert (story.release, set(shares([story]))) == ("release", {"article"})


def test_days_known_to_be_more_than_fourteen_apart_are_no_story(readings: dict[str, Reading]) -> None:
    texts = {"article": at(readings["article.da"], DAY), "release": at(readings["release.da"], DAY)}
    late = texts | {"release": at(readings["release.da"], DAY + timedelta(days=15))}
    assert len(group_readings(texts)) == 1
    assert len(group_readings(late)) == 2
    uncertain = late | {"release": replace(late["release"], published_origin=DateOrigin.TEXT)}
    assert len(group_readings(uncertain)) == 1, "a date within a text may be that of the event"


def test_the_earlier_of_two_releases_is_the_release(readings: dict[str, Reading]) -> None:
    release = readings["release.da"]
    texts = {"second": at(release, DAY + timedelta(days=1)), "first": at(release, DAY)}
    (story,) = group_readings(texts)
    assert (story.release, shares([story])) == ("first", {"second": ("first", 1.0)})


def test_a_telegram_without_a_release_has_none(readings: dict[str, Reading]) -> None:
    (story,) = group_readings(dict.fromkeys(("one", "two", "three"), readings["notice.da"]))
    assert (story.keys, story.release, story.pickups) == (("one", "two", "three"), None, ())
    assert readings["notice.da"].kind is Kind.WIRE


def at(reading: Reading, published: datetime) -> Reading:
    """The reading with a date that a page gave."""
    return replace(reading, published=published, published_origin=DateOrigin.META)

"""Each watch is a feed: valid Atom, newest first, ids that stay, and no more shown than to members outside."""

from datetime import datetime

import feedparser
import pytest
from lxml import etree
from schedules.watching.place import Place, news

from udklip.core.errors import UdklipError
from udklip.core.source import Rights
from udklip.schedules.watching.feeds import feed_file, remove_feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(place: Place, name: str = "klyngen") -> list[feedparser.FeedParserDict]:
    """What a feed reader sees."""
    parsed = feedparser.parse(feed_file(place.settings, name).read_bytes())
    assert not parsed.bozo
    return list(parsed.entries)


def test_a_watch_without_hits_has_a_feed_that_is_empty_and_valid(place: Place) -> None:
    place.watch("klyngen", "klynge")
    assert place.alert().counts["feeds"] == 1
    assert entries(place) == []
    assert place.alert().counts["feeds"] == 0


def test_it_has_what_the_standard_requires(place: Place) -> None:
    place.watch("klyngen", "klynge")
    place.came(news("Et"), news("To", url="javascript:alert(1)"))
    place.alert()
    root = etree.fromstring(feed_file(place.settings, "klyngen").read_bytes())
    for each in [root, *root.findall("a:entry", ATOM)]:
        for name in ("id", "title", "updated"):
            (element,) = each.findall(f"a:{name}", ATOM)
            assert element.text
        assert each.findtext("a:author/a:name", namespaces=ATOM)
        updated = each.findtext("a:updated", namespaces=ATOM)
        assert updated
        assert datetime.fromisoformat(updated).tzinfo is not None
    ids = [element.text for element in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == len(ids) == 3
    assert [entry.findtext("a:content", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)] == [
        "Læs det hos Fjordbladet."
    ] * 2


def test_the_newest_fifty_stories_come_newest_first(place: Place) -> None:
    place.watch("klyngen", "klynge")
    for number in range(60):
        place.came(news(f"Nyt {number:02}"))
    place.alert()
    assert [entry.title for entry in entries(place)] == [f"Nyt {number:02}" for number in range(59, 9, -1)]


def test_a_story_is_one_entry_whose_id_stays_when_it_grows_or_merges(place: Place) -> None:
    place.watch("klyngen", "klynge")
    (first,) = place.came(news("Klynge stiftet"))
    place.alert()
    (before,) = entries(place)
    place.later(hours=1)
    other, _ = place.came(
        news("Klynge stiftes", source="Havnebladet"), news("Klynge nu", source="Egnsbladet", story=first.id)
    )
    place.alert()
    with place.ledger.writing() as book:
        book.stories.join(first.story, other.story)
        book.watches.unfeed()
    place.alert()
    (after,) = entries(place)
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated > before.updated
    assert "Havnebladet" in after.summary
    assert "Egnsbladet" in after.summary


@pytest.mark.parametrize(
    ("rights", "shown"),
    [
        (Rights.FULL, "En klynge & <b>robotter</b> er stiftet i dag på et møde i Odense på Fyn."),
        (Rights.EXTRACT, "Læs det hos Fjordbladet."),
        (Rights.LINK, "Læs det hos Fjordbladet."),
    ],
)
def test_what_is_shown_went_through_the_gate(place: Place, rights: Rights, shown: str) -> None:
    place.watch("klyngen", "klynge")
    body = "En klynge & <b>robotter</b> er stiftet i dag på et møde i Odense på Fyn."
    place.came(news("Nyt", body, rights=rights))
    place.alert()
    root = etree.fromstring(feed_file(place.settings, "klyngen").read_bytes())
    (content,) = root.iterfind("a:entry/a:content", ATOM)
    assert (content.get("type"), content.text) == ("text", shown)


def test_outside_text_is_text_and_fit_for_xml(place: Place) -> None:
    place.watch("klyngen", "klynge")
    place.came(news("Klynge ]]> <script>alert(1)</script> & \x07\ufffe\u202e«æøå»", source="<i>Blad</i>"))
    place.alert()
    (entry,) = entries(place)
    assert entry.title_detail.type == "text/plain"
    root = etree.fromstring(feed_file(place.settings, "klyngen").read_bytes())
    (title,) = root.iterfind("a:entry/a:title", ATOM)
    assert title.text == "Klynge ]]> <script>alert(1)</script> & «æøå»"


def test_the_same_hits_give_the_same_bytes(place: Place) -> None:
    place.watch("klyngen", "klynge")
    place.came(news("Et"))
    place.alert()
    file = feed_file(place.settings, "klyngen")
    before = file.read_bytes()
    with place.ledger.writing() as book:
        book.watches.unfeed()
    place.later(days=9)
    assert place.alert().counts["feeds"] == 1
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["klyngen.xml"]


def test_what_left_the_coverage_is_gone_from_the_feed_after_the_sweep(place: Place) -> None:
    place.watch("klyngen", "klynge")
    item, _ = place.came(news("Et"), news("To"))
    place.alert()
    with place.ledger.writing() as book:
        book.identity.withdraw(item.id)
    place.index()
    place.sweep()
    assert [entry.title for entry in entries(place)] == ["To"]


def test_a_feed_that_cannot_be_written_is_written_next_time(place: Place) -> None:
    place.watch("klyngen", "klynge", "anna@example.org")
    place.came(news("Et"))
    folder = feed_file(place.settings, "klyngen").parent
    folder.write_bytes(b"in the way")
    with pytest.raises(UdklipError, match="cannot be made"):
        place.alert()
    folder.unlink()
    place.later(minutes=5)
    place.alert()
    assert [entry.title for entry in entries(place)] == ["Et"]
    assert len(place.letters("anna@example.org")) == 1


def test_a_removed_watch_has_no_feed(place: Place) -> None:
    place.watch("klyngen", "klynge")
    place.alert()
    remove_feed(place.settings, "klyngen")
    remove_feed(place.settings, "klyngen")
    assert not feed_file(place.settings, "klyngen").exists()

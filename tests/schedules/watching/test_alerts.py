"""Alerts: each item once, by story, to each person once, and within what may be shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from schedules.watching.place import NOON, Place, news

from udklip import __version__
from udklip.core.ledger import Find, StepRow
from udklip.core.ledger.values import IMPORTED
from udklip.core.outcomes import Outcome, Step
from udklip.core.source import Rights
from udklip.schedules.service.job import JobOutcome

ANNA = "anna@example.org"


def test_what_comes_after_the_watch_and_meets_it_is_told(place: Place) -> None:
    place.came(news("Før"))
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("Efter"), news("Andet", "Om fodbold."))
    report = place.alert()
    assert place.titles(ANNA) == [["Efter"]]
    assert (report.outcome, report.counts["items"], report.counts["hits"]) == (JobOutcome.DONE, 2, 1)


def test_a_second_run_has_nothing_to_tell(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("Ny"))
    place.alert()
    report = place.alert()
    assert report.outcome is JobOutcome.NOTHING
    assert len(place.letters(ANNA)) == 1


def test_an_item_that_is_read_again_or_put_in_an_index_again_alerts_nobody_again(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    (item,) = place.came(news("Ny"))
    place.alert()
    place.index()
    with place.ledger.writing() as book:
        book.items.change(item)
        book.indexing.forget("embedded:udklip-items")
    place.index()
    place.alert()
    assert len(place.letters(ANNA)) == 1


def test_after_downtime_every_missed_hit_arrives(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    for day in range(4):
        place.came(*(news(f"Nyt {day} {number}") for number in range(5)))
        place.later(days=1)
    place.alert()
    (titles,) = place.titles(ANNA)
    assert sorted(titles) == sorted(f"Nyt {day} {number}" for day in range(4) for number in range(5))


def test_after_a_long_downtime_the_letter_tells_the_first_in_full_and_the_others_by_title(
    place: Place,
) -> None:
    place.watch("klyngen", "klynge", ANNA)
    place.came(*(news(f"Nyt {number:02}") for number in range(45)))
    place.alert()
    (letter,) = place.letters(ANNA)
    assert all(
        f"Nyt {number:02}" in letter["text"] and f"Nyt {number:02}" in letter["html"] for number in range(45)
    )
    assert "OG DESUDEN (15)" in letter["text"]


def test_every_person_gets_it_once_and_staff_as_staff(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("Ny"))
    place.alert()
    by_address = {address: letter.rpartition("-")[2] for letter, address in place.sendings()}
    assert by_address == {"red@example.org": "staff", "medlem@example.org": "members", ANNA: "members"}


def test_a_group_that_is_told_daily_gets_no_alert(place: Place) -> None:
    place.watch("klyngen", "klynge")
    place.came(news("Ny"))
    place.alert()
    assert place.letters("daglig@example.org") == []


def test_a_watch_that_nobody_gets_has_a_feed_and_no_letter(place: Place) -> None:
    place.watch("alene", "klynge")
    place.came(news("Ny"))
    assert place.alert().counts["letters"] == 0
    assert place.letters() == []
    assert place.alert().outcome is JobOutcome.NOTHING


# Stories


def test_copies_stand_beneath_their_story_and_new_outlets_come_back_as_such(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    (first,) = place.came(news("Klynge stiftet"))
    place.came(news("Klynge stiftet nu", source="Egnsbladet", story=first.id), news("Helt andet om klynge"))
    place.alert()
    place.later(minutes=5)
    place.came(
        *(news(f"Klynge stiftet {each}", source=f"Blad {each}", story=first.id) for each in range(3)),
    )
    place.alert()
    one, two = place.letters(ANNA)
    assert one["subject"] == "Overvågning »klyngen«: 2 nye historier"
    assert "- Egnsbladet" in one["text"]
    assert two["subject"] == "Overvågning »klyngen«: nye medier i 1 kendt historie"
    assert "Fortalt før; nye medier: +3" in two["text"]
    assert "Fortalt før; nye medier: +3" in two["html"]


def test_an_alert_tells_new_and_known_stories_apart(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    (first,) = place.came(news("Klynge stiftet"))
    place.alert()
    place.later(minutes=5)
    copies = [news(f"Igen {each}", source=f"Blad {each}", story=first.id) for each in range(3)]
    place.came(*copies, news("Ny klynge"))
    place.alert()
    assert place.titles(ANNA)[1] == ["Ny klynge", "Igen 0"]
    assert place.letters(ANNA)[1]["subject"] == (
        "Overvågning »klyngen«: 1 ny historie og nye medier i 1 kendt historie"
    )


# Items that become one


def test_an_item_that_merges_into_one_that_was_told_is_not_told(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA, cool_down="1 h")
    elder, *_ = place.came(news("Den ene"))
    place.alert()
    younger, *_ = place.came(news("Den anden"))
    place.alert()
    with place.ledger.writing() as book:
        book.identity.merge(elder.id, younger.id)
    place.later(hours=2)
    place.alert()
    assert place.titles(ANNA) == [["Den ene"]]


def test_of_two_that_become_one_before_they_are_told_the_elder_is_told_once(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA, quiet="00:00-23:59")
    elder, younger = place.came(news("Den ene"), news("Den anden"))
    place.alert()
    with place.ledger.writing() as book:
        book.identity.merge(elder.id, younger.id)
    place.now = datetime(2020, 11, 24, 22, 59, 30, tzinfo=UTC)
    place.alert()
    place.later(days=1)
    place.alert()
    assert place.titles(ANNA) == [["Den ene"]]


def test_the_elder_of_what_was_told_is_not_told_either(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    elder, *_ = place.came(news("Den ene", "Om fodbold."))
    younger, *_ = place.came(news("Den anden"))
    place.alert()
    with place.ledger.writing() as book:
        book.identity.merge(elder.id, younger.id)
        book.items.change(replace(elder, reading=younger.reading, analysis=younger.analysis))
    place.index()
    place.sweep()
    assert len(place.letters(ANNA)) == 1


def test_what_turned_off_topic_before_it_was_told_is_not_told(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA, quiet="00:00-23:59")
    (item,) = place.came(news("Ny"))
    place.alert()
    with place.ledger.writing() as book:
        book.identity.withdraw(item.id)
    place.now = datetime(2020, 11, 24, 22, 59, 30, tzinfo=UTC)
    place.alert()
    assert place.letters(ANNA) == []


def test_what_an_import_filled_the_past_with_is_no_news(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    old = news("Gammel", first_seen=NOON - timedelta(days=40))
    fresh = news("Fra i dag", first_seen=NOON - timedelta(hours=2))
    with place.ledger.writing() as book:
        run = book.runs.begin(place.now)
        book.addresses.find(run, [Find(item.url, item.source, IMPORTED) for item in (old, fresh)], place.now)
        for item in (old, fresh):
            kept = book.items.add(item)
            row = StepRow(item.url, Step.GROUPED, Outcome.READY, None, place.now, __version__)
            book.addresses.settle(row, None, kept.id)
            book.addresses.steps(run, [row])
    place.alert()
    place.index()
    place.sweep()
    assert place.titles(ANNA) == [["Fra i dag"]]


# What may be shown


@pytest.mark.parametrize(
    ("rights", "sentence"),
    [
        (Rights.FULL, "Der er nu langt om længe en klynge for robotter på Fyn."),
        (Rights.EXTRACT, None),
        (Rights.LINK, None),
    ],
)
def test_the_sentence_that_meets_the_query_goes_through_the_gate_for_members(
    place: Place, rights: Rights, sentence: str | None
) -> None:
    place.watch("robotter", "klynge robotter", ANNA)
    place.came(
        news(
            "Nyt", "Noget helt andet. Der er nu langt om længe en klynge for robotter på Fyn.", rights=rights
        )
    )
    place.alert()
    (letter,) = place.letters(ANNA)
    for part in (letter["text"], letter["html"]):
        assert (sentence or "Nyt") in part
        assert ("på Fyn" in part) == (rights is Rights.FULL)


def test_outside_text_is_text(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("<script>alert(1)</script>\r\nBcc: x@y.dk klynge", url="javascript:alert(1)"))
    place.alert()
    (letter,) = place.letters(ANNA)
    assert "<script>" not in letter["html"]
    assert 'href="javascript' not in letter["html"]
    assert "\n" not in letter["subject"]


# Cool-down and quiet hours


def test_hits_within_the_cool_down_are_gathered_into_the_next_letter(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA, cool_down="1 h")
    for number in range(7):
        place.came(news(f"Nyt {number}"))
        place.alert()
        place.later(minutes=20)
    assert [sorted(titles) for titles in place.titles(ANNA)] == [
        ["Nyt 0"],
        ["Nyt 1", "Nyt 2", "Nyt 3"],
        ["Nyt 4", "Nyt 5", "Nyt 6"],
    ]


def test_hits_of_the_night_wait_for_the_morning(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA, quiet="21:00-06:30")
    place.now = datetime(2020, 11, 24, 20, 0, tzinfo=UTC)
    for number in range(24):
        place.came(news(f"Nyt {number}"))
        assert place.alert().counts["waiting"] in (0, 1)
        place.later(minutes=30)
    letters = place.letters(ANNA)
    assert letters[0]["posted"] == datetime(2020, 11, 25, 5, 30, tzinfo=UTC)
    assert [len(titles) for titles in place.titles(ANNA)] == [20, 1, 1, 1, 1]


# What is no query any more


def test_a_watch_of_an_older_language_stops_nobody_and_misses_nothing(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    with place.ledger.writing() as book:
        broken = replace(book.watches.get("klyngen"), name="gammel", query="klynge OG", addresses=(ANNA,))
        book.watches.put(broken)
    place.came(news("Ny"))
    report = place.alert()
    assert report.outcome is JobOutcome.FAILED
    assert report.note is not None
    assert "gammel" in report.note
    assert len(place.letters(ANNA)) == 1
    with place.ledger.writing() as book:
        book.watches.put(replace(broken, query="klynge"))
    place.later(minutes=5)
    place.alert()
    assert place.letters(ANNA)[1]["subject"].startswith("Overvågning »gammel«")


def test_a_removed_watch_tells_nothing_and_its_name_begins_anew(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("Ny"))
    with place.ledger.writing() as book:
        assert book.watches.remove("klyngen", place.now)
        assert not book.watches.remove("klyngen", place.now)
    place.alert()
    place.watch("klyngen", "klynge", ANNA)
    place.alert()
    assert place.letters(ANNA) == []


def test_a_watch_follows_a_story_by_the_id_it_had(place: Place) -> None:
    one, other = place.came(news("Den ene"), news("Den anden"))
    place.watch("sagen", f"historie:{other.id}", ANNA)
    with place.ledger.writing() as book:
        story = book.stories.join(one.story, other.story)
    place.came(news("Og videre", story=story))
    place.alert()
    assert place.titles(ANNA) == [["Og videre"]]

"""The nightly sweep: what a watch should have hit and did not is reported, and alerted; nothing is silent."""

from dataclasses import replace

from schedules.watching.place import Place, news
from sqlalchemy import create_engine, text

from udklip.core.ledger import Change
from udklip.core.ledger.database import FILE
from udklip.schedules.service.job import JobOutcome

ANNA, OPERATOR = "anna@example.org", "drift@example.org"


def lose(place: Place, title: str) -> None:
    """The hits of the items called `title` are lost from the ledger, as by a fault of ours."""
    engine = create_engine(f"sqlite:///{place.settings.store_folder / FILE}")
    with engine.begin() as connection:
        connection.execute(
            text(
                "DELETE FROM watch_hit WHERE item IN (SELECT id FROM item WHERE json_extract(reading, '$.title') = :t)"
            ),
            {"t": title},
        )
    engine.dispose()


def test_a_missed_hit_is_reported_to_the_operator_and_alerted(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("Fundet"), news("Glemt"), news("Andet", "Om fodbold."))
    place.alert()
    place.index()
    lose(place, "Glemt")
    place.later(hours=12)
    report = place.sweep()
    assert (report.counts["missed"], report.counts["alerts"]) == (1, 1)
    assert report.note is not None
    assert "klyngen" in report.note
    (notice,) = place.letters(OPERATOR)
    assert (notice["kind"], notice["subject"]) == ("notice", "Udklip: 1 hit was missed by 1 watch")
    assert "klyngen: item 00000002" in notice["text"]
    assert [sorted(titles) for titles in place.titles(ANNA)] == [["Fundet", "Glemt"], ["Glemt"]]


def test_the_next_night_finds_nothing(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("Glemt"))
    place.alert()
    place.index()
    lose(place, "Glemt")
    place.sweep()
    letters = len(place.letters())
    place.later(days=1)
    report = place.sweep()
    assert (report.outcome, report.counts["missed"], report.note) == (JobOutcome.DONE, 0, None)
    assert len(place.letters()) == letters


def test_what_came_before_the_watch_or_is_not_asked_yet_is_not_missed(place: Place) -> None:
    place.came(news("Før"))
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("Efter"))
    place.index()
    report = place.sweep()
    assert report.counts["missed"] == 0
    assert place.titles(ANNA) == [["Efter"]]


def test_a_changed_query_is_not_asked_of_what_came_before_it(place: Place) -> None:
    place.watch("klyngen", "fodbold", ANNA)
    place.came(news("Klynge"))
    place.alert()
    place.watch("klyngen", "klynge", ANNA)
    place.index()
    assert place.sweep().counts["missed"] == 0
    assert place.letters() == []


def test_a_text_that_meets_the_query_since_it_changed_is_alerted_and_was_not_missed(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    (item,) = place.came(news("Nyt", "Om fodbold."))
    place.alert()
    after = news("Nyt", "En klynge er stiftet.")
    with place.ledger.writing() as book:
        book.revisions.keep(item.id, item.reading, [Change(None, "En klynge er stiftet.")], place.now)
        book.items.change(replace(item, reading=after.reading, analysis=after.analysis))
    place.index()
    report = place.sweep()
    assert (report.counts["missed"], report.counts["changed"]) == (0, 1)
    assert place.letters(OPERATOR) == []
    assert place.titles(ANNA) == [["Nyt"]]


def test_a_query_that_means_another_thing_every_day_is_named_and_passed_over(place: Place) -> None:
    place.watch("igår", "klynge dato:i-går", ANNA)
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("Nyt"))
    place.alert()
    place.index()
    place.later(days=1)
    report = place.sweep()
    assert report.counts["watches"] == 1
    assert report.note == "not swept, for what they ask changes by the day: igår"


def test_what_is_older_than_thirty_days_is_left_alone(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    place.came(news("Glemt"))
    place.alert()
    place.index()
    lose(place, "Glemt")
    place.later(days=40)
    assert place.sweep().counts["missed"] == 0


def test_the_index_knows_the_watches_that_hit_and_only_those_items_are_indexed_again(place: Place) -> None:
    place.watch("klyngen", "klynge", ANNA)
    place.watch("Syd & nord", "klynge", ANNA)
    place.came(news("Ramt"), *(news(f"Andet {number}", "Om fodbold.") for number in range(3)))
    assert place.index() == 4
    place.alert()
    assert place.index() == 1
    assert place.index() == 0
    place.alert()
    assert place.index() == 0
    from udklip.desk.searching import open_for_reading

    with open_for_reading(place.settings) as index:
        for query in ("overvågning:klyngen", 'watch:"Syd & nord"', "overvaagning:klyngen fodbold"):
            expected = [] if "fodbold" in query else ["Ramt"]
            assert [hit.title for hit in index.search(query)] == expected
    place.later(days=1)
    assert place.sweep().counts["missed"] == 0

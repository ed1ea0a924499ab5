"""How a source stands: every state it can be in, what its ways miss, and when it is asked again."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from schedules.sources.watched import AVISEN, MONDAY, SITE, Watched
from schedules.way import Way

from udklip.core.outcomes import Outcome
from udklip.schedules.sources.due import due
from udklip.schedules.sources.standing import SourceState
from udklip.schedules.sources.watchfulness import noticed

HOUR = timedelta(hours=1)


def test_a_source_that_was_never_visited_and_one_that_is_switched_off(watched: Watched) -> None:
    assert watched.standing().state is SourceState.NEVER_VISITED
    assert watched.standing(AVISEN.model_copy(update={"enabled": False})).state is SourceState.OFF


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.OK, SourceState.COMPLETE),
        (Outcome.UNCHANGED, SourceState.COMPLETE),
        (Outcome.TIMED_OUT, SourceState.FAILED),
        (Outcome.NOT_NOW, SourceState.FAILED),
        (Outcome.ROBOTS, SourceState.BLOCKED),
        (Outcome.FORBIDDEN, SourceState.BLOCKED),
    ],
)
def test_the_state_is_that_of_the_last_visit(watched: Watched, outcome: Outcome, state: SourceState) -> None:
    watched.visit(MONDAY, {"feed": range(3)})
    watched.visit(MONDAY + HOUR, {"feed": [], "listing": []}, outcome)
    assert watched.standing().state is state


def test_a_way_that_fails_makes_the_source_partial(watched: Watched) -> None:
    watched.visit(MONDAY, {"feed": range(3)}, Outcome.OK)
    watched.visit(MONDAY, {"listing": []}, Outcome.HTTP_ERROR)
    assert watched.standing().state is SourceState.FAILED
    with watched.ledger() as ledger, ledger.writing() as book:
        run = book.runs.begin(MONDAY + HOUR)
        for visit in (*book.visits.of_run(1), *book.visits.of_run(2)):
            book.visits.add(run, visit)
    one = watched.standing()
    assert (one.state, one.reason) == (SourceState.PARTIAL, f"{SITE}/: http_error")


def test_a_source_whose_pages_are_all_refused_is_blocked_though_its_feed_answers(watched: Watched) -> None:
    watched.visit(MONDAY, {"feed": range(10)}, ended=Outcome.FORBIDDEN)
    one = watched.standing()
    assert (one.state, one.reason) == (
        SourceState.BLOCKED,
        "10 of its last 10 pages were refused (forbidden)",
    )


def test_a_source_that_has_nothing_new_for_longer_than_is_like_it_is_silent(watched: Watched) -> None:
    watched.hourly(40, then_silent=20)
    assert watched.standing().state is SourceState.COMPLETE
    watched.visit(MONDAY + 70 * HOUR, {"feed": range(30, 40)})
    one = watched.standing()
    assert (one.state, one.usual) == (SourceState.SILENT, HOUR)
    assert one.reason == "nothing new for 31 h, and usually something every 60 min"
    with watched.ledger() as ledger, ledger.reading() as book:
        assert noticed(book, [AVISEN], run=61) == [f"warning: Avisen is silent: {one.reason}"]
    assert not _is_silent_when_not_visited(watched)


def _is_silent_when_not_visited(watched: Watched) -> bool:
    """A week in which we did not ask is our silence and not the source's."""
    watched.visit(MONDAY + 400 * HOUR, {"feed": [500]})
    return watched.standing().state is SourceState.SILENT


def test_a_source_that_publishes_often_is_asked_often_and_the_others_left(watched: Watched) -> None:
    last = watched.hourly(12)
    quiet = AVISEN.model_copy(update={"name": "Stille"})
    for hour in range(12):
        watched.visit(MONDAY + hour * HOUR, {"listing": [1000]}, source=quiet)
    with watched.ledger() as ledger, ledger.writing() as book:
        divided = due(book, [AVISEN, quiet], last + HOUR)
        assert due(book, [AVISEN, quiet], last + 5 * HOUR).left_until == {}
        book.sources.leave_alone(book.runs.begin(last + HOUR), divided.left_until)
    assert set(divided.left_until) == {"Avisen", "Stille"}
    assert divided.left_until["Stille"] == last + 4 * HOUR
    assert watched.standing(quiet).state is SourceState.NOT_DUE


def test_ways_are_compared_and_what_all_missed_is_bounded(watched: Watched) -> None:
    watched.visit(MONDAY, {"feed": [0], "listing": [0]})
    watched.visit(MONDAY + HOUR, {"feed": range(1, 13), "listing": range(9, 21)})
    compared = watched.standing().recapture
    assert {way: (one.found, one.missed) for way, one in compared.by_way.items()} == {
        "feed": (12, 8),
        "listing": (12, 8),
    }
    assert (compared.compared, compared.missed_at_least) == (20, 12)


def lines(way: Way, *arguments: str) -> Sequence[str]:
    """What `sources status` prints for people."""
    ended = way.udklip("sources", "status", *arguments)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.splitlines()


def test_status_shows_every_source_for_people_and_for_programs(watched: Watched, way: Way) -> None:
    watched.visit(MONDAY, {"feed": [0], "listing": [0]})
    watched.visit(MONDAY + HOUR, {"feed": range(1, 13), "listing": range(9, 21)})
    avisen, ugebrevet = way.json("sources", "status")
    assert (avisen["source"], avisen["state"], ugebrevet["state"]) == ("Avisen", "complete", "never_visited")
    assert avisen["last_item"] == {
        "url": f"{SITE}/nyt/1",
        "title": "Sag 1",
        "at": "2026-11-02T09:00:00+01:00",
    }
    assert [(one["way"], one["found"], one["missed"]) for one in avisen["ways"]] == [
        ("feed", 12, 8),
        ("listing", 12, 8),
    ]
    assert (avisen["missed_at_least"], avisen["recall"]["share"]) == (12, None)
    printed = lines(way, "avisen")
    assert printed[0] == "Avisen: complete"
    assert "  missed by all of them: at least 12" in printed
    assert not any("complete" in line for line in printed[1:])


def test_a_source_that_is_not_there_is_told_with_those_that_are(way: Way, watched: Watched) -> None:
    watched.visit(MONDAY, {"feed": [0]})
    ended = way.udklip("sources", "status", "Fjordbladet", "--json")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "'Fjordbladet'; the settings have: Avisen, Ugebrevet" in ended.stderr

"""The operator is told of what is broken once, until it works again: jobs that fail and sources that turn bad."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from schedules.service.duties import Answers, Duties, duties, spec
from schedules.sources.watched import AVISEN, MONDAY, Watched

from udklip.core.errors import UdklipError
from udklip.core.ledger.duty.values import Trouble
from udklip.core.outcomes import Outcome
from udklip.core.settings import Mail, Settings
from udklip.core.times import COPENHAGEN
from udklip.schedules.service.health import look_after_sources
from udklip.schedules.service.job import JobOutcome, Report, Workplace
from udklip.schedules.service.notices import notice
from udklip.schedules.service.triggers import Every

OPERATOR = Mail(operator="Åse i driften <it@example.dk>")
HOUR = timedelta(hours=1)
NOON = datetime(2026, 12, 1, 12, tzinfo=COPENHAGEN)


def letters(store: Path) -> list[tuple[str, str]]:
    """The subjects of the letters that were posted, with whom they are for."""
    with closing(sqlite3.connect(store / "ledger.sqlite")) as connection:
        rows = connection.execute(
            "SELECT subject, name || ' ' || address FROM letter JOIN sending ON letter.id = sending.letter "
            "WHERE kind = 'notice' ORDER BY posted"
        )
        return [(subject, who) for subject, who in rows]


def fail(there: Duties, work: Answers, clock: time_machine.Traveller, times: int) -> None:
    work.report = UdklipError("the mail server does not answer")
    for _ in range(times):
        there.look()
        clock.shift(5 * 60)


def work_well(there: Duties, work: Answers, clock: time_machine.Traveller) -> None:
    work.report = Report(JobOutcome.DONE)
    there.look()
    clock.shift(5 * 60)


def test_a_job_that_fails_three_times_running_is_told_of_once_until_it_works_again(tmp_path: Path) -> None:
    work, settings = Answers(), Settings(folder=tmp_path, mail=OPERATOR)
    with (
        time_machine.travel(NOON, tick=False) as clock,
        duties(tmp_path, spec("deliver", Every(5), work), settings=settings) as there,
    ):
        fail(there, work, clock, 2)
        work_well(there, work, clock)
        fail(there, work, clock, 2)
        assert letters(tmp_path) == []
        fail(there, work, clock, 30)
        told = ("Udklip: jobbet deliver fejler", "Åse i driften it@example.dk")
        assert letters(tmp_path) == [told]
        work_well(there, work, clock)
        fail(there, work, clock, 4)
        assert letters(tmp_path) == [told, told]


def test_without_an_operator_it_stands_in_the_ledger_and_is_told_once_there_is_one(tmp_path: Path) -> None:
    work = Answers()
    with (
        time_machine.travel(NOON, tick=False) as clock,
        duties(tmp_path, spec("deliver", Every(5), work)) as there,
    ):
        fail(there, work, clock, 3)
        with there.ledger.reading() as book:
            (trouble,) = book.troubles.all()
        assert trouble == Trouble(
            "job deliver", NOON + timedelta(minutes=10), "the mail server does not answer"
        )
        assert letters(tmp_path) == []
        later = Duties(there.ledger, Settings(folder=tmp_path, mail=OPERATOR), there.specs, there.since)
        fail(later, work, clock, 2)
        assert len(letters(tmp_path)) == 1


def test_a_letter_says_what_broke_what_it_said_and_what_to_do() -> None:
    letter = notice([Trouble("job deliver", NOON, "<b>550</b>\r\nBcc: alle@example.org")], NOON)
    assert "Jobbet »deliver« er gået galt tre gange i træk, senest 1. dec. 2026 kl. 12.00." in letter.text
    assert "udklip schedule run deliver" in letter.text
    assert "&lt;b&gt;550" in letter.html
    assert "\n" not in letter.subject


def test_several_things_are_one_letter() -> None:
    troubles = [
        Trouble("job collect", NOON, "none of the sources could be read"),
        Trouble("source Avisen", NOON, "silent: nothing new for 31 h, and usually something every 60 min"),
        Trouble("source Ugebrevet", NOON, "blocked: "),
    ]
    letter = notice(troubles, NOON)
    assert letter.subject == "Udklip: 3 ting virker ikke"
    assert (
        "Kilden Avisen har været tavs længere, end den plejer (set 1. dec. 2026 kl. 12.00). Teknisk: nothing new"
        in letter.text
    )
    assert "Kilden Ugebrevet lukker os ude (set 1. dec. 2026 kl. 12.00).\n" in letter.text
    assert notice(troubles, NOON + HOUR).id == letter.id


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """A source that publishes by the hour."""
    there = Watched(tmp_path)
    there.hourly(40)
    return there


def looked_after(watched: Watched, at: datetime) -> Report:
    settings = Settings(folder=watched.store, mail=OPERATOR, source=(AVISEN,))
    with watched.ledger() as ledger:
        return look_after_sources(Workplace(settings, ledger, lambda: at))


def test_a_source_that_falls_silent_is_told_of_once_until_it_recovers(watched: Watched) -> None:
    at = MONDAY + 40 * HOUR
    assert dict(looked_after(watched, at).counts) == {"broken": 0, "turned": 0, "recovered": 0}
    watched.visit(MONDAY + 90 * HOUR, {"feed": range(30, 40)})
    report = looked_after(watched, MONDAY + 91 * HOUR)
    assert (report.counts["turned"], report.note) == (1, "turned: Avisen")
    assert looked_after(watched, MONDAY + 92 * HOUR).counts == {"broken": 1, "turned": 0, "recovered": 0}
    watched.visit(MONDAY + 93 * HOUR, {"feed": [93]})
    assert looked_after(watched, MONDAY + 93 * HOUR).counts["recovered"] == 1
    assert [subject for subject, _ in letters(watched.store)] == [
        "Udklip: kilden Avisen har været tavs længere, end den plejer"
    ]


def test_a_source_that_shuts_us_out_is_told_of_at_once_and_one_that_fails_after_a_day(
    watched: Watched,
) -> None:
    began = MONDAY + 40 * HOUR
    for hours, ill in ((0, 0), (23, 0), (24, 1)):
        watched.visit(began + hours * HOUR, {"feed": [], "listing": []}, Outcome.TIMED_OUT)
        assert looked_after(watched, began + hours * HOUR).counts["broken"] == ill
    watched.visit(began + 25 * HOUR, {"feed": [41]})
    assert looked_after(watched, began + 25 * HOUR).counts["broken"] == 0
    watched.visit(began + 26 * HOUR, {"feed": [], "listing": []}, Outcome.FORBIDDEN)
    assert looked_after(watched, began + 26 * HOUR).counts["turned"] == 1
    assert [subject for subject, _ in letters(watched.store)] == [
        "Udklip: kilden Avisen har ikke kunnet hentes i over et døgn",
        "Udklip: kilden Avisen lukker os ude",
    ]

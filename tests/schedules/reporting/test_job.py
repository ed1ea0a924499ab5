"""The service's job on a real ledger: each report is posted once, on its day, to the staff."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from sqlite3 import connect

import pytest
from schedules.collected import alone, collect, visit
from schedules.reporting.made_up import article, noon, picked_up, press

from udklip.core.ledger import Book, Ledger
from udklip.core.letter import Recipient
from udklip.core.reading import Kind
from udklip.core.settings import Settings, parse_settings
from udklip.core.times import aware, fixed_clock
from udklip.schedules.reporting.from_ledger import report_of
from udklip.schedules.reporting.job import report
from udklip.schedules.reporting.period import month_of, read_week
from udklip.schedules.service.job import JobOutcome, Report, Workplace

SETTINGS = """
[schedule]
report_day = "monday"
report = "08:00"

[mail]
public_url = "https://udklip.example"

[[source]]
name = "Fjordbladet"
hosts = ["fjordbladet.example"]
feeds = ["https://fjordbladet.example/feed"]

[[group]]
name = "presse"
audience = "staff"

[[group]]
name = "medlemmer"
audience = "members"

[[group]]
name = "ledelse"
audience = "staff"
"""
PEOPLE = {
    "presse": [
        Recipient("anna@klynge.example", "Anna", "presse"),
        Recipient("bo@klynge.example", "Bo", "presse"),
    ],
    "medlemmer": [Recipient("medlem@andre.example", None, "medlemmer")],
    "ledelse": [Recipient("Anna@klynge.example", "Anna", "ledelse")],
}
MONDAY = date(2020, 11, 30)
NEW_YEAR = date(2021, 1, 1)
WEEK = read_week("2020-W48")


def in_group(_: Book, group: str) -> list[Recipient]:
    return PEOPLE[group]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return aware(datetime(day.year, day.month, day.day, hour, minute))  # noqa: DTZ001 - Copenhagen's


class Office:
    """A ledger with a week's coverage, and the job at any time."""

    def __init__(self, folder: Path) -> None:
        self.settings: Settings = parse_settings(SETTINGS, folder / "udklip.toml")
        self.ledger = Ledger.open(self.settings.store_folder)
        self.file = self.settings.store_folder / "ledger.sqlite"

    def collect(self, day: date, count: int = 1) -> None:
        items = [alone(replace(item, url=f"{item.url}-{day}")) for item in press(count, day, 1, day.day)]
        collect(self.ledger, noon(day, 6), items, [visit("Fjordbladet", noon(day, 6))])

    def run(self, now: datetime, working: object = None) -> Report:
        place = Workplace(self.settings, self.ledger, fixed_clock(now))
        return report(place, in_group, working) if callable(working) else report(place, in_group)

    def rows(self, query: str) -> list[tuple[str, ...]]:
        with closing(connect(self.file)) as connection:
            return connection.execute(query).fetchall()

    @property
    def letters(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT id FROM letter ORDER BY id")]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    for day in (date(2020, 11, 23), date(2020, 11, 25), MONDAY):
        made.collect(day, 3)
    return made


def test_it_is_posted_on_its_day_at_its_hour_and_not_before(office: Office) -> None:
    assert office.run(at(MONDAY, 7, 59)).outcome is JobOutcome.NOTHING
    done = office.run(at(MONDAY, 8))
    assert (done.outcome, done.counts, done.note) == (
        JobOutcome.DONE,
        {"letters": 1, "sendings": 2},
        "rapport-2020-W48",
    )
    assert office.letters == ["rapport-2020-W48"]


def test_it_goes_to_the_staff_once_each(office: Office) -> None:
    office.run(at(MONDAY, 8))
    assert office.rows("SELECT lower(address) FROM sending ORDER BY 1") == [
        ("anna@klynge.example",),
        ("bo@klynge.example",),
    ]


def test_it_is_never_posted_again(office: Office) -> None:
    office.run(at(MONDAY, 8))
    office.collect(MONDAY + timedelta(days=1), 5)
    before = office.rows("SELECT text, posted FROM letter")
    assert office.run(at(MONDAY, 9)).outcome is JobOutcome.NOTHING
    assert office.rows("SELECT text, posted FROM letter") == before


def test_two_services_post_it_once(office: Office) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: office.run(at(MONDAY, 8)), range(4)))
    assert [each.outcome for each in done].count(JobOutcome.DONE) == 1
    assert office.rows("SELECT count(*) FROM sending") == [(2,)]


def test_a_missed_hour_is_made_up_and_its_date_is_the_hour_it_was_due(office: Office) -> None:
    office.run(at(date(2020, 11, 26), 12))
    assert office.letters == []
    office.run(at(date(2020, 12, 3), 12))
    assert office.letters == ["rapport-2020-11", "rapport-2020-W48"]
    assert office.rows("SELECT at FROM letter WHERE id = 'rapport-2020-W48'")[0][0].startswith(
        "2020-11-30 07:00"
    )


def test_the_months_goes_out_on_the_first_working_day(office: Office) -> None:
    office.collect(date(2020, 12, 28))
    holidays = {NEW_YEAR}

    def working(day: date) -> bool:
        return day.isoweekday() <= 5 and day not in holidays

    office.run(at(NEW_YEAR, 12), working)
    assert "rapport-2020-12" not in office.letters
    assert "rapport-2020-11" in office.letters
    office.run(at(date(2021, 1, 4), 8), working)
    assert office.letters[-3:] == ["rapport-2020-12", "rapport-2020-W52", "rapport-2020-W53"]


def test_every_week_of_a_year_is_posted_once_through_year_end_and_both_changes_of_the_clocks(
    office: Office,
) -> None:
    day, end = MONDAY, date(2021, 11, 29)
    while day <= end:
        office.run(at(day, 8))
        office.run(at(day + timedelta(days=3), 17))
        day += timedelta(days=7)
    weeks = [letter for letter in office.letters if "-W" in letter]
    months = [letter for letter in office.letters if "-W" not in letter]
    assert len(weeks) == 53
    assert weeks[:7] == [
        "rapport-2020-W48",
        "rapport-2020-W49",
        "rapport-2020-W50",
        "rapport-2020-W51",
        "rapport-2020-W52",
        "rapport-2020-W53",
        "rapport-2021-W01",
    ]
    assert (months[0], months[-1], len(months)) == ("rapport-2020-11", "rapport-2021-11", 13)
    hours = {row[0][11:16] for row in office.rows("SELECT at FROM letter WHERE id LIKE '%W%'")}
    assert hours == {"06:00", "07:00"}


def test_nothing_is_posted_of_days_on_which_nobody_watched(tmp_path: Path) -> None:
    young = Office(tmp_path)
    assert young.run(at(MONDAY, 8)).outcome is JobOutcome.NOTHING
    young.collect(MONDAY, 2)
    assert young.run(at(MONDAY, 12)).outcome is JobOutcome.NOTHING
    assert young.letters == []


def test_without_anybody_to_get_it_it_waits(office: Office) -> None:
    place = Workplace(office.settings, office.ledger, fixed_clock(at(MONDAY, 8)))
    assert report(place, lambda *_: []).outcome is JobOutcome.NOTHING
    assert office.letters == []
    assert office.run(at(MONDAY, 12)).outcome is JobOutcome.DONE


# What the ledger gives a report


def test_a_report_from_the_ledger_knows_runs_visits_and_sources(office: Office) -> None:
    made = report_of(WEEK, office.settings, office.ledger)
    assert made.counts.articles == 6
    assert [part.counts.articles for part in made.slices] == [3, 0, 3, 0, 0, 0, 0]
    assert made.basis.since == noon(date(2020, 11, 23), 6)
    assert made.basis.upto == noon(MONDAY, 6)
    days = made.basis.sources["Fjordbladet"]
    assert (days.complete, days.partial, days.failed) == (2, 0, 5)
    assert made.before is None


def test_a_release_of_before_is_found(tmp_path: Path) -> None:
    office = Office(tmp_path)
    day = date(2020, 11, 2)
    sent = alone(article("r", day, kind=Kind.PRESS_RELEASE, source="Klyngen"))
    (kept,) = collect(office.ledger, noon(day), [sent])
    pickup = replace(picked_up(article("p", date(2020, 11, 24)), kept, 0.9), url="https://avis.example/p")
    collect(office.ledger, noon(date(2020, 11, 24)), [pickup])
    (line,) = report_of(WEEK, office.settings, office.ledger).releases.brought
    assert (line.id, line.days_until, line.share) == (kept.id, 22, 0.9)
    assert report_of(month_of(day), office.settings, office.ledger).counts.articles == 2

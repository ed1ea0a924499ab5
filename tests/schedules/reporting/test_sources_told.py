"""Sources that came and went, and on how many days each was collected."""

from datetime import date, timedelta

from schedules.reporting.histories import DAY, history, watch
from schedules.reporting.made_up import US, article, noon

from udklip.core.ledger import VisitState
from udklip.schedules.reporting import words
from udklip.schedules.reporting.building import build_report
from udklip.schedules.reporting.coverage import Coverage, Known, SourceHistory, Watch
from udklip.schedules.reporting.period import Period, read_week
from udklip.schedules.reporting.values import Change, PressReport, SourceDays, SourceNews

WEEK = read_week("2020-W48")
WEDNESDAY = date(2020, 11, 25)
COMPLETE, PARTIAL, FAILED = VisitState.COMPLETE, VisitState.PARTIAL, VisitState.FAILED


def report(*sources: SourceHistory, period: Period = WEEK, watched: Watch | None = None) -> PressReport:
    coverage = Coverage([article("a", period.first, source="Fjordbladet")], [])
    return build_report(US, period, coverage, Known(), watched or watch(period, *sources))


def told(made: PressReport) -> list[tuple[str, SourceNews, date | None]]:
    return [(line.name, line.news, line.since) for line in made.sources]


def test_a_source_first_visited_in_the_period_is_new() -> None:
    made = report(history(WEEK, "Fjordbladet", first=WEDNESDAY), history(WEEK, "Bæltposten"))
    assert told(made) == [("Fjordbladet", SourceNews.ADDED, WEDNESDAY)]
    assert made.sources[0].articles == Change(1, 0)
    assert words.source_news(made.sources[0]) == "Ny fra 25. nov."


def test_when_the_watch_begins_no_source_is_new() -> None:
    beginning = history(WEEK, "Fjordbladet", first=WEDNESDAY)
    assert told(report(watched=watch(WEEK, beginning, since=WEDNESDAY))) == []


def test_a_source_that_was_taken_out_is_told_in_one_week_only() -> None:
    gone = history(WEEK, "Fjordbladet", watched=False, last=date(2020, 11, 29))
    after = read_week("2020-W49")
    assert told(report(gone)) == []
    assert told(report(gone, period=after)) == [("Fjordbladet", SourceNews.REMOVED, date(2020, 11, 29))]
    assert told(report(gone, period=read_week("2020-W50"))) == []


def test_a_source_that_fails_at_the_end_is_told_with_its_first_bad_day() -> None:
    made = report(
        history(WEEK, "Fjordbladet", lambda day: FAILED if day >= WEDNESDAY else COMPLETE),
        history(WEEK, "Bæltposten", lambda day: FAILED if day == WEDNESDAY else COMPLETE),
    )
    assert told(made) == [("Fjordbladet", SourceNews.FAILING, WEDNESDAY)]
    assert words.source_news(made.sources[0]) == "Kan ikke hentes siden 25. nov."


def test_a_source_that_nobody_visited_when_it_was_due_failed() -> None:
    made = report(history(WEEK, "Fjordbladet", lambda day: COMPLETE if day < WEDNESDAY else None))
    assert made.basis.sources["Fjordbladet"] == SourceDays(complete=2, failed=5)


def test_a_source_whose_rhythm_is_slow_is_not_missed_on_the_days_between() -> None:
    slow = history(WEEK, "Fjordbladet", lambda day: COMPLETE if day.isoweekday() in (1, 4, 7) else None)
    patient = SourceHistory(
        slow.name, timedelta(days=4), slow.first, slow.last, slow.last_before, slow.visits
    )
    assert report(patient).basis.sources["Fjordbladet"] == SourceDays(complete=3)


def test_silence_that_is_unlike_a_source_is_told() -> None:
    news = [noon(date(2020, 11, 18) - number * DAY) for number in range(30)]
    made = report(history(WEEK, "Fjordbladet", news=news))
    assert told(made) == [("Fjordbladet", SourceNews.SILENT, date(2020, 11, 18))]
    assert words.source_news(made.sources[0]) == "Intet nyt siden 18. nov., og det plejer der at være"


def test_the_sources_that_are_whole_are_counted() -> None:
    made = report(
        history(WEEK, "Fjordbladet"),
        history(WEEK, "Bæltposten", lambda day: PARTIAL if day == WEDNESDAY else COMPLETE),
    )
    assert words.coverage(made) == "1 af 2 kilder er hentet helt hver dag."
    assert made.basis.ill == {"Bæltposten": SourceDays(complete=6, partial=1)}
    assert words.ill(made.basis.ill["Bæltposten"]) == "delvist 1 dag"


def test_days_to_come_are_not_missed() -> None:
    source = history(WEEK, "Fjordbladet", lambda day: COMPLETE if day < WEDNESDAY else None)
    made = report(watched=watch(WEEK, source, upto=date(2020, 11, 24)))
    assert made.basis.sources["Fjordbladet"] == SourceDays(complete=2)


def test_before_anything_was_collected_there_is_nothing_to_rest_on() -> None:
    made = report(watched=Watch(None, None))
    assert words.reservations(made) == ["Der er ikke samlet noget ind endnu."]
    assert words.coverage(made) == "Ingen kilder blev hentet i perioden."

"""The overview: windows that adjoin, stories in order, the gate of rights, and an honest certificate."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from indexer.press_items import press_item
from schedules.collected import alone, collect, visit

from udklip.core.analysis import Relevance
from udklip.core.item import PressItem
from udklip.core.ledger import Find, Ledger, Tally, VisitRow, VisitState
from udklip.core.reading import Kind
from udklip.core.settings import Settings
from udklip.core.source import Rights, Source, SourceType
from udklip.core.times import COPENHAGEN
from udklip.schedules.overview.building import Coverage, build_overview
from udklip.schedules.overview.certificate import Visited, certify
from udklip.schedules.overview.from_ledger import overview_of
from udklip.schedules.overview.values import Certificate, Overview
from udklip.schedules.overview.window import Window, sending_moment, window_of
from udklip.schedules.overview.working_days import is_working_day

US = "Danish Life Science Cluster"
TUESDAY = date(2020, 11, 24)
WINDOW = window_of(TUESDAY)
BEFORE_SEVEN = sending_moment(TUESDAY) - timedelta(minutes=5)


def overview(*items: PressItem, earlier: dict[str, int] | None = None) -> Overview:
    coverage = Coverage(items, earlier or {}, frozenset({US}))
    return build_overview(TUESDAY, WINDOW, coverage, Certificate({}), US)


def source(name: str, rhythm: str = "1 h") -> Source:
    block = {
        "name": name,
        "hosts": [f"{name.lower()}.example"],
        "feeds": [f"https://{name.lower()}.example/feed"],
        "rhythm": rhythm,
    }
    return Source.model_validate(block)


def named(name: str, body: str, **facts: object) -> PressItem:
    return press_item(name, f"Titel {name}", body, partners=[US], **facts)  # type: ignore[arg-type]


# Windows


def test_a_window_goes_from_the_last_working_day_at_seven() -> None:
    assert window_of(date(2020, 11, 24)) == Window(
        datetime(2020, 11, 23, 6, tzinfo=UTC), datetime(2020, 11, 24, 6, tzinfo=UTC)
    )


def test_mondays_window_holds_the_weekend() -> None:
    assert window_of(date(2020, 11, 23)).after == sending_moment(date(2020, 11, 20))


def test_a_given_calendar_of_days_off_is_gone_by() -> None:
    easter = {date(2021, 4, 1), date(2021, 4, 2), date(2021, 4, 5)}
    window = window_of(date(2021, 4, 6), lambda day: day.isoweekday() <= 5 and day not in easter)
    assert window.after == sending_moment(date(2021, 3, 31))


@pytest.mark.parametrize("start", [date(2020, 10, 19), date(2021, 3, 22), date(2020, 12, 21)])
def test_windows_of_working_days_adjoin_and_end_at_seven_in_copenhagen(start: date) -> None:
    days = [start + timedelta(days=count) for count in range(15)]
    windows = [window_of(day) for day in days if is_working_day(day)]
    assert all(earlier.upto == later.after for earlier, later in pairwise(windows))
    assert {window.upto.astimezone(COPENHAGEN).strftime("%H:%M") for window in windows} == {"07:00"}


# Stories


def test_copies_of_a_story_are_one_with_the_earned_national_outlet_first() -> None:
    release = named("1", "Om os.", kind=Kind.PRESS_RELEASE, story="1", source="Udsenderen")
    local = named("2", "Om os.", story="1", source="Egnsbladet")
    national = named("3", "Om os.", story="1", source="Avisen", source_type=SourceType.NATIONAL)
    (story,) = overview(release, local, national).stories
    assert [entry.source for entry in story.entries] == ["Avisen", "Egnsbladet", "Udsenderen"]


def test_the_cluster_comes_before_partners_and_the_field_and_paid_stories_last_of_theirs() -> None:
    field = replace(press_item("1", "Biotek", "Om biotek."), relevance=Relevance.FIELD)
    partner = replace(press_item("2", "Partner", "Om Lif.", partners=["Lif"]), relevance=Relevance.PARTNER)
    paid = named("3", "Om os.", kind=Kind.SPONSORED)
    ours = named("4", "Om os.", published=datetime(2020, 11, 1, tzinfo=UTC))
    assert [story.id for story in overview(field, partner, paid, ours).stories] == ["4", "3", "2", "1"]


def test_counts_say_what_they_count_and_sum() -> None:
    items = [
        named("1", "A", story="1", source="Avisen"),
        named("2", "A", story="1", source="Bladet"),
        named("3", "B", kind=Kind.WIRE, source="Bladet"),
        named("4", "C", kind=Kind.SPONSORED, source="Bladet"),
        named("5", "D", kind=Kind.PRESS_RELEASE, source="Bladet"),
        named("6", "E", source="Os", source_type=SourceType.OWN),
    ]
    counts = overview(*items).counts
    assert (counts.articles, counts.outlets, counts.stories) == (6, 3, 5)
    assert (counts.earned, counts.wire, counts.sponsored, counts.own) == (2, 1, 1, 2)


def test_an_item_published_before_the_window_was_found_late() -> None:
    late = named("1", "Om os.", published=WINDOW.after)
    timely = named("2", "Om os.", published=WINDOW.after + timedelta(seconds=1))
    undated = named("3", "Om os.", published=None)
    marks = {story.lead.id: story.lead.late for story in overview(late, timely, undated).stories}
    assert marks == {"1": True, "2": False, "3": False}


def test_a_story_that_was_told_before_says_so() -> None:
    (story,) = overview(named("9", "Om os.", story="1"), earlier={"1": 4}).stories
    assert story.earlier == 4


# The sentence that names us


BODY = f"Noget andet først. I dag blev {US} stiftet af 26 partnere i et møde på Fyn. Og så kom der kaffe."


@pytest.mark.parametrize(
    ("rights", "sentence"),
    [
        (Rights.FULL, f"I dag blev {US} stiftet af 26 partnere i et møde på Fyn."),
        (Rights.EXTRACT, f"I dag blev {US} stiftet af 26 …"),
        (Rights.LINK, None),
    ],
)
def test_the_sentence_that_names_us_goes_through_the_gate(rights: Rights, sentence: str | None) -> None:
    (story,) = overview(named("1", BODY, rights=rights)).stories
    assert story.lead.sentence == sentence


def test_the_title_is_not_told_twice() -> None:
    item = press_item("1", f"{US} er stiftet", "Det skete i dag.", partners=[US], rights=Rights.FULL)
    assert overview(item).stories[0].lead.sentence is None


def test_our_own_name_is_preferred_to_a_partners() -> None:
    body = f"Lif er med. {US} er stiftet."
    item = press_item("1", "Nyt", body, partners=["Lif", US], rights=Rights.FULL)
    lead = overview(item).stories[0].lead
    assert lead.sentence == f"{US} er stiftet."
    assert lead.partners == ("Lif",)


def test_a_telephone_number_in_the_sentence_is_masked() -> None:
    (story,) = overview(named("1", f"Ring til {US} på 22 57 21 59.", rights=Rights.FULL)).stories
    assert story.lead.sentence == f"Ring til {US} på [telefon]."


def test_a_title_is_one_line_without_characters_that_deceive() -> None:
    item = press_item("1", "Klynge\r\nBcc: a@b.dk\u202e\u200b stiftet\x1b[31m", "Om os.")
    assert overview(item).stories[0].lead.title == "Klynge Bcc: [e-mail] stiftet[31m"


# The certificate


MORNING = BEFORE_SEVEN
NIGHT = BEFORE_SEVEN - timedelta(hours=8)


@pytest.mark.parametrize(
    ("visits", "state"),
    [
        ([visit("Avisen", NIGHT), visit("Avisen", MORNING)], VisitState.COMPLETE),
        ([visit("Avisen", NIGHT, VisitState.FAILED), visit("Avisen", MORNING)], VisitState.COMPLETE),
        ([visit("Avisen", NIGHT), visit("Avisen", MORNING, VisitState.FAILED)], VisitState.FAILED),
        ([visit("Avisen", NIGHT, VisitState.PARTIAL), visit("Avisen", MORNING)], VisitState.PARTIAL),
        (
            [visit("Avisen", MORNING), visit("Avisen", MORNING, VisitState.FAILED, way="sitemap")],
            VisitState.PARTIAL,
        ),
    ],
    ids=["complete", "mended", "failed last", "lost in between", "one way of two"],
)
def test_a_sources_state_is_what_may_be_missing(visits: list[VisitRow], state: VisitState) -> None:
    certificate = certify([source("Avisen")], WINDOW, Visited(visits, {}, {}, ran=True), with_inbox=False)
    assert certificate.sources["Avisen"].state is state


@pytest.mark.parametrize(("rhythm", "state"), [("7 d", VisitState.NOT_DUE), ("1 h", VisitState.FAILED)])
def test_a_source_without_a_visit_was_not_due_or_was_missed(rhythm: str, state: VisitState) -> None:
    last = {"Avisen": WINDOW.after - timedelta(hours=2)}
    certificate = certify(
        [source("Avisen", rhythm)], WINDOW, Visited([], {}, last, ran=True), with_inbox=False
    )
    assert certificate.sources["Avisen"].state is state
    assert certificate.is_whole == (state is VisitState.NOT_DUE)


@pytest.mark.parametrize(
    ("tally", "ran", "state"),
    [
        (Tally(), True, VisitState.COMPLETE),
        (Tally(found=2, new=1, failed=1), True, VisitState.PARTIAL),
        (Tally(found=1, failed=1), True, VisitState.FAILED),
        (Tally(), False, VisitState.FAILED),
    ],
)
def test_the_inbox_is_a_source_like_the_others(tally: Tally, ran: bool, state: VisitState) -> None:
    certificate = certify([], WINDOW, Visited([], {"inbox": tally}, {}, ran=ran), with_inbox=True)
    assert certificate.sources["inbox"].state is state


# From the ledger


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(folder=tmp_path, source=(source("Fjordbladet"),))


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    opened = Ledger.open(settings.store_folder)
    yield opened
    opened.close()


def test_what_is_ready_at_seven_is_told_today_and_a_second_later_tomorrow(
    settings: Settings, ledger: Ledger
) -> None:
    seven = sending_moment(TUESDAY)
    collect(ledger, seven, [alone(named("a", "Om os."))])
    collect(ledger, seven + timedelta(seconds=1), [alone(named("b", "Mere om os."))])
    told = [overview_of(TUESDAY + timedelta(days=day), settings, ledger) for day in (-1, 0, 1, 2)]
    assert [[story.lead.title for story in each.stories] for each in told] == [
        [],
        ["Titel a"],
        ["Titel b"],
        [],
    ]


def test_an_address_met_in_every_run_is_counted_once_in_the_certificate(
    settings: Settings, ledger: Ledger
) -> None:
    (item,) = collect(ledger, NIGHT, [alone(named("a", "Om os."))], [visit("Fjordbladet", NIGHT)])
    again = [Find(item.url, item.source, "feed")]
    collect(ledger, MORNING, visits=[visit("Fjordbladet", MORNING)], met=again)
    line = overview_of(TUESDAY, settings, ledger).certificate.sources["Fjordbladet"]
    assert (line.state, line.tally) == (VisitState.COMPLETE, Tally(found=1, new=1))


def test_the_next_day_it_is_known(settings: Settings, ledger: Ledger) -> None:
    (item,) = collect(ledger, NIGHT, [alone(named("a", "Om os."))])
    next_day = MORNING + timedelta(days=1)
    collect(
        ledger, next_day, visits=[visit("Fjordbladet", next_day)], met=[Find(item.url, item.source, "feed")]
    )
    told = overview_of(TUESDAY + timedelta(days=1), settings, ledger)
    assert told.certificate.sources["Fjordbladet"].tally == Tally(found=1, known=1)
    assert told.stories == ()


def test_a_new_copy_of_a_story_comes_back_with_how_much_was_told_before(
    settings: Settings, ledger: Ledger
) -> None:
    (first,) = collect(ledger, MORNING, [alone(named("a", "Om os."))])
    copy = replace(named("b", "Om os.", source="Egnsbladet"), story=first.id)
    collect(ledger, MORNING + timedelta(days=1), [copy])
    (story,) = overview_of(TUESDAY + timedelta(days=1), settings, ledger).stories
    assert (story.id, story.earlier, len(story.entries)) == (first.id, 1, 1)


def test_as_it_stands_it_ends_now(settings: Settings, ledger: Ledger) -> None:
    collect(ledger, NIGHT, [alone(named("a", "Om os."))])
    early = overview_of(TUESDAY, settings, ledger, until=NIGHT - timedelta(hours=1))
    assert early.stories == ()
    assert len(overview_of(TUESDAY, settings, ledger, until=NIGHT).stories) == 1

"""A report of made-up items: sums that hold, shares that sum to one, and honest comparisons."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedules.reporting.histories import history, watch
from schedules.reporting.made_up import DIRECTOR, OUTLETS, US, article, noon, picked_up, press, quoting

from udklip.core.analysis import Relevance
from udklip.core.item import PressItem
from udklip.core.reading import Kind
from udklip.core.source import SourceType
from udklip.schedules.overview.building import counts_of
from udklip.schedules.overview.values import Quoted
from udklip.schedules.reporting import words
from udklip.schedules.reporting.building import build_report
from udklip.schedules.reporting.coverage import Coverage, Known
from udklip.schedules.reporting.period import Period, days_between, read_month, read_quarter, read_week
from udklip.schedules.reporting.values import Change, PressReport

WEEK = read_week("2020-W48")
KNOWN = Known(frozenset({US}), {DIRECTOR: Quoted(DIRECTOR, "adm. direktør", US)})
LAST_WEEK = date(2020, 11, 18)


def report(
    *items: PressItem,
    before: tuple[PressItem, ...] = (),
    elder: tuple[PressItem, ...] = (),
    period: Period = WEEK,
    since: date = date(2019, 1, 1),
    upto: date | None = None,
) -> PressReport:
    coverage = Coverage(items, before, {item.id: item for item in elder})
    watched = watch(period, history(period, "Bæltposten"), since=since, upto=upto)
    return build_report(US, period, coverage, KNOWN, watched)


def release(name: str, day: date = date(2020, 11, 23), source: str = "Klyngens nyheder") -> PressItem:
    return article(name, day, kind=Kind.PRESS_RELEASE, source=source, source_type=SourceType.OWN)


# Counts


@given(
    st.integers(0, 60),
    st.integers(0, 5),
    st.sampled_from([WEEK, read_month("2020-11"), read_quarter("2020-Q4")]),
)
def test_every_sum_holds(count: int, seed: int, period: Period) -> None:
    days = (period.last - period.first).days + 1
    items = press(count, period.first, days, seed)
    made = report(*items, period=period)
    counts = made.counts
    assert counts.articles == counts.earned + counts.wire + counts.own + counts.sponsored == count
    for name in ("articles", "earned", "wire", "own", "sponsored"):
        assert sum(getattr(part.counts, name) for part in made.slices) == getattr(counts, name)
    for name in ("outlets", "stories"):
        parts = [getattr(part.counts, name) for part in made.slices]
        assert max(parts) <= getattr(counts, name) <= sum(parts)
    if count:
        assert sum(voice.share_of_articles for voice in made.voices) == pytest.approx(1)
        assert sum(voice.share_of_stories for voice in made.voices) == pytest.approx(1)
    pickups = sum(len(line.pickups) for line in made.releases.brought)
    assert pickups <= sum(item.release is not None for item in items)


def test_its_counts_are_those_of_the_overview() -> None:
    items = press(80, WEEK.first, 7)
    assert report(*items).counts == counts_of(items)


def test_what_left_the_coverage_is_not_counted() -> None:
    off = replace(article("b"), relevance=Relevance.OFF_TOPIC)
    assert report(article("a"), off).counts.articles == 1


def test_a_telegram_in_many_papers_is_one_story() -> None:
    copies = [
        article(f"{number}", source=OUTLETS[number][0], kind=Kind.WIRE, story="0") for number in range(4)
    ]
    counts = report(*copies).counts
    assert (counts.articles, counts.outlets, counts.stories, counts.wire) == (4, 4, 1, 4)


def test_an_item_counts_on_its_day_in_copenhagen_through_the_change_of_the_clocks() -> None:
    week = read_week("2020-W43")
    last_minute = article("a", published=datetime(2020, 10, 25, 22, 59, tzinfo=UTC))
    first_minute = article("b", published=datetime(2020, 10, 18, 22, 0, tzinfo=UTC))
    articles = [part.counts.articles for part in report(first_minute, last_minute, period=week).slices]
    assert articles == [1, 0, 0, 0, 0, 0, 1]


def test_what_has_no_date_counts_on_the_day_it_was_seen_and_it_is_said() -> None:
    undated = article("a", published=None, first_seen=noon(date(2020, 11, 25)))
    made = report(undated, article("b"))
    assert made.undated == 1
    assert [part.counts.articles for part in made.slices] == [0, 1, 1, 0, 0, 0, 0]
    assert words.undated(1) == "1 artikel uden dato er talt den dag, den blev set."


# Against the period before


def test_a_percentage_stands_only_where_there_was_enough_before() -> None:
    assert words.change(Change(30, 24)) == "+6 (+25\u00a0%)"
    assert words.change(Change(18, 24)) == "−6 (−25\u00a0%)"
    assert words.change(Change(4, 2)) == "+2"
    assert words.change(Change(4, 0)) == "+4"
    assert words.change(Change(7, 7)) == "uændret"
    assert words.change(Change(7, None)) == ""


def test_both_periods_are_counted_alike() -> None:
    before = tuple(article(f"b{number}", LAST_WEEK) for number in range(30))
    made = report(*(article(f"a{number}") for number in range(24)), before=before)
    assert made.before == counts_of(before)
    assert words.summary(made) == (
        "24 artikler i 1 medie om 24 historier. Det er 6 artikler færre end ugen før (−20\u00a0%)."
    )
    assert words.reservations(made) == []


@pytest.mark.parametrize(
    ("since", "upto", "told"),
    [
        (
            date(2020, 11, 25),
            None,
            "Overvågningen begyndte den 25. november 2020, så ugen er ikke dækket helt.",
        ),
        (
            date(2020, 11, 20),
            None,
            "Overvågningen begyndte den 20. november 2020, så ugen før kan ikke sammenlignes.",
        ),
        (
            date(2019, 1, 1),
            date(2020, 11, 27),
            "Ugen var ikke slut, da tallene blev gjort op, og er derfor ikke sammenlignet.",
        ),
    ],
)
def test_what_was_not_watched_whole_is_not_compared_and_it_is_said(
    since: date, upto: date | None, told: str
) -> None:
    made = report(article("a"), before=(article("b", LAST_WEEK),), since=since, upto=upto)
    assert made.before is None
    assert made.change("articles") == Change(1, None)
    assert [voice.articles.before for voice in made.voices] == [None]
    assert words.reservations(made) == [told]


def test_days_that_nobody_watched_are_unknown_and_no_noughts() -> None:
    made = report(article("a", date(2020, 11, 23)), since=date(2020, 11, 26))
    assert [part.known for part in made.slices] == [True, False, False, True, True, True, True]
    assert [part.counts.articles for part in made.slices] == [1, 0, 0, 0, 0, 0, 0]


def test_a_period_without_coverage_says_so() -> None:
    made = report()
    assert words.summary(made) == "Ingen omtale i ugen."
    assert (made.voices, made.stories, made.releases.brought) == ((), (), ())


# Share of voice


def test_an_article_that_names_two_counts_for_each() -> None:
    made = report(
        article("a", partners=[US, "Welfare Tech"], story="a"),
        article("b", partners=["Welfare Tech"], story="a", kind=Kind.SPONSORED),
        article("c", partners=["Welfare Tech"]),
    )
    welfare, us = made.voices
    assert (welfare.name, welfare.articles.now, welfare.stories.now, welfare.earned) == (
        "Welfare Tech",
        3,
        2,
        2,
    )
    assert (us.own, us.articles.now, us.stories.now) == (True, 1, 1)
    assert (welfare.share_of_articles, us.share_of_articles) == (0.75, 0.25)
    assert welfare.share_of_stories == pytest.approx(2 / 3)


def test_a_partner_who_was_named_before_and_is_not_now_is_there() -> None:
    made = report(article("a"), before=(article("b", LAST_WEEK, partners=["Biopeople"]),))
    assert [(voice.name, voice.articles) for voice in made.voices] == [
        (US, Change(1, 0)),
        ("Biopeople", Change(0, 1)),
    ]


# People


def test_only_people_of_the_register_are_named() -> None:
    made = report(
        quoting(article("a"), DIRECTOR, "Bo Berg"),
        quoting(article("b", source="Bæltposten", story="a"), DIRECTOR, "Åse Holm"),
        article("c"),
    )
    (known,) = made.speakers.known
    assert known.person == Quoted(DIRECTOR, "adm. direktør", US)
    assert (known.articles.now, known.outlets, known.stories) == (2, 2, 1)
    assert (made.speakers.others, made.speakers.articles) == (2, 2)
    assert "Bo Berg" not in repr(made)


def test_somebody_quoted_twice_in_an_article_counts_once() -> None:
    made = report(quoting(article("a"), DIRECTOR, DIRECTOR))
    assert [each.articles.now for each in made.speakers.known] == [1]


def test_whoever_wrote_an_article_is_never_counted() -> None:
    item = quoting(article("a", authors=("Bo Berg", DIRECTOR)), DIRECTOR, "Bo Berg")
    assert report(item).speakers.others == 0
    assert report(item).speakers.known == ()


# Press releases


def test_a_release_has_its_outlets_their_shares_and_days() -> None:
    origin = release("r")
    made = report(
        origin,
        picked_up(article("a", date(2020, 11, 25), source="Fjordbladet"), origin, 0.9),
        picked_up(article("b", date(2020, 11, 24), source="Bæltposten"), origin, 0.5),
        picked_up(article("c", date(2020, 11, 26), source="Bæltposten"), origin, 0.1),
    )
    (line,) = made.releases.brought
    assert [(each.source, each.share, each.days) for each in line.pickups] == [
        ("Bæltposten", 0.5, 1),
        ("Fjordbladet", 0.9, 2),
    ]
    assert (line.day, line.days_until, line.share) == (date(2020, 11, 23), 1, pytest.approx(0.7))
    assert made.releases.not_brought == 0


def test_a_release_of_an_earlier_period_is_told_with_what_it_came_to_in_this() -> None:
    elder = release("r", date(2020, 11, 13))
    made = report(picked_up(article("a", date(2020, 11, 23)), elder, 0.8), elder=(elder,))
    (line,) = made.releases.brought
    assert (line.day, line.days_until) == (date(2020, 11, 13), 10)


def test_the_same_words_on_another_portal_are_no_pickup() -> None:
    origin = release("r")
    portal = picked_up(
        article("p", kind=Kind.PRESS_RELEASE, source="Portalen", source_type=SourceType.PRESS_RELEASE),
        origin,
        1.0,
    )
    made = report(origin, portal)
    assert made.releases.brought == ()
    assert made.releases.not_brought == 1


def test_a_paper_that_prints_a_release_as_such_brought_it() -> None:
    origin = release("r")
    printed = picked_up(article("p", kind=Kind.PRESS_RELEASE, source="Bæltposten"), origin, 1.0)
    made = report(origin, printed)
    assert [pickup.source for pickup in made.releases.brought[0].pickups] == ["Bæltposten"]
    assert (made.counts.own, made.releases.not_brought) == (2, 0)


def test_the_widest_release_comes_first() -> None:
    first, second = release("r1"), release("r2")
    made = report(
        first,
        second,
        picked_up(article("a"), first, 1.0),
        picked_up(article("b"), second, 0.5),
        picked_up(article("c", source="Bæltposten"), second, 0.5),
    )
    assert [line.id for line in made.releases.brought] == ["r2", "r1"]


# Stories


def test_the_stories_that_most_outlets_told_come_first() -> None:
    alone = [article(f"x{number}") for number in range(12)]
    wide = [
        article(f"w{number}", source=outlet, story="w0") for number, (outlet, _) in enumerate(OUTLETS[:3])
    ]
    stories = report(*alone, *wide).stories
    assert stories[0].id == "w0"
    assert (stories[0].articles, stories[0].outlets) == (3, 3)
    assert len(stories) == 8


def test_days_of_any_length_are_compared_with_as_many_before() -> None:
    period = days_between(date(2020, 11, 20), date(2020, 11, 24))
    made = report(article("a"), before=(article("b", LAST_WEEK),), period=period)
    assert made.period.before == days_between(date(2020, 11, 15), date(2020, 11, 19))
    assert made.change("articles") == Change(1, 1)
    assert made.id == "rapport-2020-11-20_2020-11-24"
    assert period.before.end - period.before.start == timedelta(days=5)

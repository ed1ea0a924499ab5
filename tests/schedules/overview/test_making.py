"""Overviews that are due are made once, with everything above the last mark and the letters of those who get them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from schedules.collected import collect
from schedules.newsroom import Newsroom, at

from udklip.core.ledger import Edit, EditAction, Find, StepRow
from udklip.core.ledger.telling import outbox
from udklip.core.ledger.values import IMPORTED
from udklip.core.ledger.watching.values import Watch, WatchHit
from udklip.core.letter import Letter
from udklip.core.outcomes import Outcome, Step
from udklip.core.rights import Audience
from udklip.core.settings import Group, Rhythm, Schedule, Weekday
from udklip.schedules.overview import making
from udklip.schedules.overview.editions import edition_of
from udklip.schedules.overview.from_ledger import overview_of
from udklip.schedules.overview.rendering.letter import to_letter
from udklip.schedules.overview.values import Overview
from udklip.schedules.service.job import JobOutcome

MONDAY, TUESDAY, WEDNESDAY = date(2020, 11, 23), date(2020, 11, 24), date(2020, 11, 25)


def test_at_the_hour_it_is_made_and_not_again(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 15))
    assert newsroom.serve(at(TUESDAY, 6, 59)).outcome is JobOutcome.NOTHING
    assert dict(newsroom.serve(at(TUESDAY, 7)).counts) == {
        "overviews": 1,
        "items": 1,
        "letters": 0,
        "recipients": 0,
    }
    assert newsroom.serve(at(TUESDAY, 7, 1)).outcome is JobOutcome.NOTHING
    assert [row.day for row in newsroom.made()] == [TUESDAY]


def test_an_item_that_is_ready_two_minutes_later_is_in_the_next(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 15))
    newsroom.serve(at(TUESDAY, 7))
    fetched_before = newsroom.story(at(TUESDAY, 6, 58))
    (late,) = newsroom.write(at(TUESDAY, 7, 2), fetched_before)
    newsroom.serve(at(WEDNESDAY, 7))
    assert newsroom.told()[1] == [late.id]


def test_what_was_written_by_an_earlier_clock_is_still_told(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 15))
    newsroom.serve(at(TUESDAY, 7))
    (late,) = newsroom.write(at(TUESDAY, 6, 59))
    newsroom.serve(at(WEDNESDAY, 7))
    assert newsroom.told()[1] == [late.id]


def test_mondays_holds_the_weekends(newsroom: Newsroom) -> None:
    friday = MONDAY - timedelta(days=3)
    newsroom.write(at(friday - timedelta(days=1), 12))
    items = []
    for day in range(4):
        newsroom.serve(at(friday + timedelta(days=day), 7))
        items += newsroom.write(at(friday + timedelta(days=day), 12))
    assert [row.day for row in newsroom.made()] == [friday, MONDAY]
    assert newsroom.told()[1] == [item.id for item in items[:3]]


def test_after_days_without_a_service_one_overview_holds_everything(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 6))
    newsroom.serve(at(MONDAY, 7))
    days = [TUESDAY, WEDNESDAY, WEDNESDAY + timedelta(days=1)]
    items = [item for day in days for item in newsroom.write(at(day, 12))]
    back = at(days[-1], 13)
    newsroom.serve(back)
    first, second = newsroom.made()
    assert (second.day, second.after, second.upto) == (days[-1], first.upto, back)
    assert newsroom.told()[1] == [item.id for item in items]


def test_a_new_ledger_is_not_told_of_before_it_held_anything(newsroom: Newsroom) -> None:
    assert newsroom.serve(at(TUESDAY, 15)).outcome is JobOutcome.NOTHING
    newsroom.write(at(TUESDAY, 16))
    assert newsroom.serve(at(TUESDAY, 17)).outcome is JobOutcome.NOTHING
    assert newsroom.serve(at(WEDNESDAY, 7)).outcome is JobOutcome.DONE


def test_the_first_of_an_edition_begins_where_the_one_before_would_have_ended(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 6))
    (told,) = newsroom.write(at(MONDAY, 8))
    newsroom.serve(at(TUESDAY, 7))
    assert newsroom.told() == [[told.id]]
    assert newsroom.made()[0].after == at(MONDAY, 7)


def test_filling_the_past_makes_no_news(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 15))
    newsroom.serve(at(TUESDAY, 7))
    old = newsroom.story(at(MONDAY, 9))
    with newsroom.ledger.writing() as book:
        run = book.runs.begin(at(TUESDAY, 9))
        book.addresses.find(run, [Find(old.url, old.source, IMPORTED)], at(TUESDAY, 9))
        step = StepRow(old.url, Step.DISCOVERED, Outcome.OK, IMPORTED, at(TUESDAY, 9), "1")
        book.addresses.steps(run, [step])
    collect(newsroom.ledger, at(TUESDAY, 9), [old])
    (new,) = newsroom.write(at(TUESDAY, 10))
    newsroom.serve(at(WEDNESDAY, 7))
    assert newsroom.told()[1] == [new.id]


def test_a_story_told_before_comes_back_with_its_new_outlets(newsroom: Newsroom) -> None:
    (first,) = newsroom.write(at(MONDAY, 15))
    newsroom.serve(at(TUESDAY, 7))
    outlets = ["Avisen", "Avisen", "Posten", "Fjordbladet"]
    noon = at(TUESDAY, 12)
    newsroom.write(noon, *(newsroom.story(noon, outlet, first.id) for outlet in outlets))
    newsroom.serve(at(WEDNESDAY, 7))
    (story,) = overview_of(WEDNESDAY, newsroom.settings, newsroom.ledger).stories
    assert (story.id, story.earlier, story.new_outlets, len(story.entries)) == (first.id, 1, 2, 4)


def test_what_went_out_is_what_is_shown_of_that_day_ever_after(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 15))
    coming = overview_of(TUESDAY, newsroom.settings, newsroom.ledger)
    newsroom.serve(at(TUESDAY, 7))
    newsroom.write(at(TUESDAY, 8))
    assert overview_of(TUESDAY, newsroom.settings, newsroom.ledger) == coming
    (next_one,) = overview_of(WEDNESDAY, newsroom.settings, newsroom.ledger).stories
    assert next_one.lead.id == "00000002"


def test_the_page_of_today_holds_what_was_told_and_what_came_since(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 6))
    newsroom.serve(at(MONDAY, 7))
    newsroom.write(at(MONDAY, 15))
    newsroom.serve(at(TUESDAY, 7))
    newsroom.write(at(TUESDAY, 8))
    today = overview_of(TUESDAY, newsroom.settings, newsroom.ledger, until=at(TUESDAY, 9))
    assert {story.lead.id for story in today.stories} == {"00000002", "00000003"}


# Who gets it


def letters(newsroom: Newsroom) -> dict[str, set[str]]:
    """Every letter with its addresses."""
    with newsroom.ledger.reading() as book:
        rows = book._connection.exec_driver_sql(
            "SELECT letter.id, sending.address FROM letter LEFT JOIN sending ON sending.letter = letter.id"
        ).all()
    return {
        identity: {address for each, address in rows if each == identity and address} for identity, _ in rows
    }


def test_groups_that_are_told_alike_share_an_overview_and_each_audience_its_letter(
    newsroom: Newsroom,
) -> None:
    newsroom.groups = (
        Group(name="presse", audience=Audience.STAFF),
        Group(name="ledelse", audience=Audience.STAFF),
        Group(name="medlemmer", audience=Audience.MEMBERS),
        Group(name="straks", rhythm=Rhythm.AT_ONCE, watches=("klynge",)),
    )
    newsroom.people = {
        "presse": ("a@x.dk", "b@x.dk"),
        "ledelse": ("b@x.dk",),
        "medlemmer": ("a@x.dk", "c@x.dk"),
        "straks": ("d@x.dk",),
    }
    newsroom.write(at(MONDAY, 15))
    counts = newsroom.serve(at(TUESDAY, 7)).counts
    assert (counts["overviews"], counts["letters"], counts["recipients"]) == (1, 2, 3)
    identity = newsroom.made()[0].id
    assert letters(newsroom) == {identity: {"a@x.dk", "b@x.dk"}, f"{identity}-medlemmer": {"c@x.dk"}}


def test_another_hour_and_a_week_are_editions_of_their_own(newsroom: Newsroom) -> None:
    afternoon = Group.model_validate({"name": "eftermiddag", "hour": "15:00"})
    weekly = Group(name="uge", rhythm=Rhythm.WEEKLY, weekday=Weekday.WEDNESDAY)
    newsroom.groups = (afternoon, weekly)
    newsroom.write(at(MONDAY, 8))
    for day in range(3):
        for hour in (7, 12, 15):
            newsroom.serve(at(MONDAY + timedelta(days=day), hour))
        newsroom.write(at(MONDAY + timedelta(days=day), 13))
    assert [row.day for row in newsroom.made()] == [TUESDAY, WEDNESDAY]
    assert [row.day for row in newsroom.made("overblik-1500")] == [MONDAY, TUESDAY, WEDNESDAY]
    assert newsroom.told(newsroom.made("overblik-1500")) == [["00000001"], ["00000002"], ["00000003"]]
    assert newsroom.told(newsroom.made("ugeoverblik-wednesday-0700")) == [
        ["00000001", "00000002", "00000003"]
    ]
    edition = edition_of(weekly, newsroom.settings)
    week = overview_of(WEDNESDAY, newsroom.settings, newsroom.ledger, edition=edition)
    assert to_letter(week).subject.startswith("Ugeoverblik 25. november 2020: 3 historier i ")


def test_another_hour_for_everybody_tells_nothing_twice(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 15))
    newsroom.serve(at(TUESDAY, 7))
    newsroom.schedule = Schedule.model_validate({"overview": "09:00"})
    assert newsroom.serve(at(WEDNESDAY, 8)).outcome is JobOutcome.NOTHING
    newsroom.serve(at(WEDNESDAY, 9))
    assert [len(items) for items in newsroom.told()] == [1, 0]


def test_a_group_with_watches_gets_their_hits_and_none_that_was_not_asked_yet(newsroom: Newsroom) -> None:
    group = Group(name="robotter", watches=("robot",))
    newsroom.groups = (group,)
    items = newsroom.write(at(MONDAY, 15), *(newsroom.story(at(MONDAY, 14)) for _ in range(4)))
    ask(newsroom, upto=2, hits=[items[1].id])
    newsroom.serve(at(TUESDAY, 7))
    ask(newsroom, upto=4, hits=[items[3].id])
    newsroom.serve(at(WEDNESDAY, 7))
    edition = edition_of(group, newsroom.settings)
    assert edition is not None
    assert newsroom.told(newsroom.made(edition.id)) == [[items[1].id], [items[3].id]]


def test_a_watch_that_begins_anew_takes_no_mark_back(newsroom: Newsroom) -> None:
    group = Group(name="robotter", watches=("robot",))
    newsroom.groups = (group,)
    items = newsroom.write(at(MONDAY, 15), *(newsroom.story(at(MONDAY, 14)) for _ in range(2)))
    ask(newsroom, upto=2, hits=[item.id for item in items])
    newsroom.serve(at(TUESDAY, 7))
    ask(newsroom, upto=1, hits=[])
    newsroom.serve(at(WEDNESDAY, 7))
    ask(newsroom, upto=2, hits=[])
    newsroom.serve(at(WEDNESDAY + timedelta(days=1), 7))
    edition = edition_of(group, newsroom.settings)
    assert edition is not None
    assert [len(told) for told in newsroom.told(newsroom.made(edition.id))] == [2, 0, 0]


def ask(newsroom: Newsroom, upto: int, hits: list[str]) -> None:
    """The watch was asked of every item up to the number `upto`."""
    with newsroom.ledger.writing() as book:
        book.watches.put(Watch("robot", "robot", at(MONDAY, 12)))
        book._connection.exec_driver_sql("UPDATE watch SET mark = ?", (upto,))
        book.watches.hits.keep([WatchHit("robot", hit, int(hit)) for hit in hits], at(MONDAY, 12))


# All of it or nothing


def test_what_breaks_off_leaves_nothing_and_the_next_run_goes_on(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.groups = (Group(name="presse", audience=Audience.STAFF),)
    newsroom.people = {"presse": ("a@x.dk",)}
    newsroom.write(at(MONDAY, 15))
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "_as_json", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            newsroom.serve(at(TUESDAY, 7))
    assert newsroom.made() == []
    assert letters(newsroom) == {}
    newsroom.serve(at(TUESDAY, 7, 5))
    assert list(letters(newsroom).values()) == [{"a@x.dk"}]


@pytest.mark.parametrize("change", ["edit", "reading", "rival"])
def test_what_changes_while_it_is_built_is_in_it(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    newsroom.groups = (Group(name="presse", audience=Audience.STAFF),)
    (item,) = newsroom.write(at(MONDAY, 15))
    changed = replace(item, reading=replace(item.reading, title="En ny titel"))

    def interfere() -> None:
        if change == "rival":
            monkeypatch.undo()
            newsroom.serve(at(TUESDAY, 7))
            return
        with newsroom.ledger.writing() as book:
            if change == "reading":
                book.items.change(changed)
            else:
                edit = Edit(EditAction.LEAVE_OUT, item.story, None, "Mette", at(TUESDAY, 6, 59))
                book.overviews.edit("overblik", TUESDAY, edit)

    times = iter([interfere])

    def building(overview: Overview) -> Letter:
        letter = to_letter(overview)
        next(times, lambda: None)()
        return letter

    monkeypatch.setattr(making, "to_letter", building)
    newsroom.serve(at(TUESDAY, 7))
    assert len(newsroom.made()) == 1
    with newsroom.ledger.reading() as book:
        (text,) = book._connection.exec_driver_sql("SELECT text FROM letter").scalars()
    wanted = {
        "edit": "1 historie udeladt af redaktøren (Mette)",
        "reading": "En ny titel",
        "rival": "Titel 00001",
    }
    assert wanted[change] in text


def test_an_edited_overview_says_what_was_left_out_and_never_tells_it_again(newsroom: Newsroom) -> None:
    items = newsroom.write(at(MONDAY, 15), *(newsroom.story(at(MONDAY, 14)) for _ in range(3)))
    said = [
        (EditAction.LEAVE_OUT, items[0].story, None),
        (EditAction.MOVE_UP, items[2].story, None),
        (EditAction.COMMENT, items[1].story, "Se også vores svar."),
        (EditAction.LEAVE_OUT, items[1].story, None),
        (EditAction.UNDO, None, None),
    ]
    with newsroom.ledger.writing() as book:
        for action, story, words in said:
            book.overviews.edit("overblik", TUESDAY, Edit(action, story, words, "Mette", at(TUESDAY, 6)))
    newsroom.serve(at(TUESDAY, 7))
    overview = overview_of(TUESDAY, newsroom.settings, newsroom.ledger)
    assert [(story.id, story.comment) for story in overview.stories] == [
        (items[2].story, None),
        (items[1].story, "Se også vores svar."),
    ]
    assert (overview.counts.stories, overview.counts.articles, overview.left_out) == (2, 2, 1)
    assert overview.editors == ("Mette",)
    newsroom.serve(at(WEDNESDAY, 7))
    assert newsroom.told()[1] == []

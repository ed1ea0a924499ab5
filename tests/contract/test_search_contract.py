"""What both indexes answer alike: the same query, the same hits, the same order by date."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from contract.conftest import Opener
from contract.press import PRESS

from udklip.core.errors import QueryError, SettingsError
from udklip.indexer.index import Counts, Index, SearchOptions, Sort

NEWEST = SearchOptions(sort=Sort.DATE, all_copies=True)


@pytest.fixture(scope="module")
def press(module_opener: Opener) -> Iterator[Index]:
    with module_opener(writing=True) as index:
        assert index.write(PRESS) == []
        yield index


def found(index: Index, query: str, options: SearchOptions = NEWEST) -> list[str]:
    return [hit.id for hit in index.search(query, options)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("klynge", {"grant", "copy", "compound", "release", "undated"}),
        ("klyngerne", {"grant", "copy", "compound", "release", "undated"}),
        ("sundhedsklynge", {"compound"}),
        ("lægemiddel", {"paid", "compound"}),
        ("aarhus", {"grant", "copy"}),
        ("Århus' virksomhed", {"grant", "copy"}),
        ("dtu", {"release"}),
        ("covid-19", {"release"}),
        ("covid19", {"release"}),
        ("klynge bevilling", {"grant", "copy", "release"}),
        ("klynge OG bevilling", {"grant", "copy", "release"}),
        ("fodbold ELLER sejr", {"football"}),
        ("klynge IKKE bevilling", {"compound", "undated"}),
        ("klynge -bevilling", {"compound", "undated"}),
        ("IKKE klynge", {"paid", "football"}),
        ("NOT (klynge OR lægemiddel)", {"football"}),
        ('"klynge får"', {"grant", "copy"}),
        ('"klyngen får"', {"release"}),
        ('"får klynge"', set()),
        ("=klyngen", {"release"}),
        ("=klynge", {"grant", "copy"}),
        ('NEAR "bevilling klynge"~2', {"grant", "copy", "release"}),
        ('"bevilling klynge"~1', {"grant", "copy"}),
        ('"bevilling direktør"~20', {"release"}),
        ("virksom*", {"grant", "copy"}),
        ("aarh*", {"grant", "copy"}),
        ("k?mpen", {"football"}),
        ("virksomhed", {"grant", "copy", "compound"}),
        ("titel:klynge", {"grant", "copy", "compound"}),
        ('titel:"life science"', {"release"}),
        ("title:(klynge ELLER lægemiddel)", {"grant", "copy", "compound", "paid"}),
        ("organisation:novo", {"grant", "copy"}),
        ('organisation:"århus universitet"', {"grant"}),
        ('organisation:"nordisk aarhus"', set()),
        ("person:holmgaard", {"grant"}),
        ("sted:århus", {"grant"}),
        ("forfatter:bro", {"grant"}),
        ("bro", set()),
        ('kilde:"dagens medico"', {"compound"}),
        ("source:sundblad", {"copy", "football"}),
        ("type:sponsoreret", {"paid"}),
        ("kind:press_release", {"release"}),
        ("medietype:landsdækkende", {"copy"}),
        ("sprog:engelsk", {"undated"}),
        ("historie:grant", {"grant", "copy"}),
        ("tag:vigtig", {"compound"}),
        ("beløb:>10mio", {"grant"}),
        ("beløb:[1mio TIL 18mio]", {"grant"}),
        ("beløb:>18mio", set()),
        ("dato:2020-11-24", {"release", "paid"}),
        ("dato:24.11.2020", {"release", "paid"}),
        ("dato:[2020-11-20 TIL 2020-11-22]", {"grant", "copy", "compound"}),
        ("dato:>=2020-11-24", {"release", "paid", "football"}),
        ("dato:>2020-11-24", {"football"}),
        ("dato:<2020-11-21", {"grant"}),
        ("dato:2020-12-01", {"football"}),
        ("dato:[* TIL *]", {"grant", "copy", "compound", "release", "paid", "football"}),
        ("https://fjordbladet.example/grant", {"grant"}),
        ("*", {item.id for item in PRESS}),
        ("ubåd", set()),
    ],
)
def test_a_query_finds_exactly_its_items(press: Index, query: str, ids: set[str]) -> None:
    assert set(found(press, query)) == ids


def test_by_date_the_newest_comes_first_undated_by_first_seen_and_equal_times_by_id(press: Index) -> None:
    assert found(press, "*") == ["football", "paid", "release", "undated", "compound", "copy", "grant"]


def test_a_story_is_one_hit_with_all_its_copies_counted(press: Index) -> None:
    hits = press.search("arbejdet", SearchOptions(sort=Sort.DATE))
    assert [(hit.id, hit.story, hit.copies) for hit in hits] == [("copy", "grant", 2)]


def test_copies_are_counted_over_the_whole_index_not_over_the_hits(press: Index) -> None:
    (hit,) = press.search("forskningsministeriet")
    assert (hit.id, hit.copies) == ("grant", 2)


def test_a_hit_says_what_the_interface_promises(press: Index) -> None:
    (hit,) = press.search("lægemidlet type:sponsoreret")
    assert hit.url == "https://fjordbladet.example/paid"
    assert (hit.title, hit.source) == ("Sådan vokser lægemidler", "Fjordbladet")
    assert (hit.kind, hit.access, hit.copies) == ("sponsored", "open", 1)
    assert hit.published == datetime(2020, 11, 24, 9, tzinfo=UTC)
    assert hit.score > 0


def test_title_ranks_above_lead_above_body_and_the_word_above_a_compound(press: Index) -> None:
    assert found(press, "bevilling", SearchOptions())[-1] == "release"
    assert found(press, "titel:klynge", SearchOptions(all_copies=True))[-1] == "compound"


def test_where_no_word_is_weighed_the_newest_come_first_with_one_score(press: Index) -> None:
    """A release is of both kinds asked for, and comes no sooner for that."""
    hits = press.search(
        "type:pressemeddelelse ELLER medietype:pressemeddelelse ELLER sprog:da",
        SearchOptions(all_copies=True),
    )
    assert [hit.id for hit in hits] == ["football", "paid", "release", "compound", "copy", "grant"]
    assert {hit.score for hit in hits} == {1.0}


def test_days_are_copenhagens_and_inclusive_and_leave_the_undated_out(press: Index) -> None:
    one_day = SearchOptions(first=date(2020, 11, 24), last=date(2020, 11, 24), sort=Sort.DATE)
    assert found(press, "*", one_day) == ["paid", "release"]
    # 23:00 in London is the next day in Copenhagen.
    assert found(press, "*", SearchOptions(first=date(2020, 12, 1))) == ["football"]
    assert "undated" not in found(press, "*", SearchOptions(last=date(2020, 12, 31)))


def test_the_limit_counts_stories(press: Index) -> None:
    assert found(press, "*", SearchOptions(limit=3, sort=Sort.DATE)) == ["football", "paid", "release"]
    assert len(found(press, "*", SearchOptions(limit=100))) == 6


@pytest.mark.parametrize(
    ("query", "options", "counts"),
    [
        ("*", SearchOptions(), Counts(7, 5, 6)),
        ("klynge", SearchOptions(limit=1), Counts(5, 5, 4)),
        ("*", SearchOptions(first=date(2020, 11, 21), last=date(2020, 11, 24)), Counts(4, 4, 4)),
        ("ubåd", SearchOptions(), Counts(0, 0, 0)),
    ],
)
def test_counts_are_of_all_items_whatever_the_limit(
    press: Index, query: str, options: SearchOptions, counts: Counts
) -> None:
    assert press.count(query, options) == counts


def test_counts_agree_with_the_hits(press: Index) -> None:
    hits = press.search("klynge ELLER sejr", SearchOptions(all_copies=True))
    counted = Counts(len(hits), len({hit.source for hit in hits}), len({hit.story for hit in hits}))
    assert press.count("klynge ELLER sejr") == counted


def test_a_wrong_query_is_refused_with_its_place(press: Index) -> None:
    with pytest.raises(QueryError) as refused:
        press.search('klynge "uden ende')
    assert refused.value.position == 7


def test_a_limit_out_of_bounds_is_refused() -> None:
    with pytest.raises(SettingsError, match="limit"):
        SearchOptions(limit=0)
    with pytest.raises(SettingsError, match="after the last"):
        SearchOptions(first=date(2020, 2, 1), last=date(2020, 1, 1))

"""The query language: what is understood, and what is said of what is not."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udklip.core.errors import QueryError
from udklip.indexer.fields import Text
from udklip.indexer.grammar.faults import Fault, WrongQuery
from udklip.indexer.query import parse
from udklip.indexer.tree import (
    Adjacent,
    AllOf,
    AnyOf,
    Between,
    Everything,
    Exact,
    Form,
    Is,
    Near,
    Node,
    Not,
    Pattern,
)

A, B, C = Form("a"), Form("b"), Form("c")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a", A),
        ("a b", AllOf((A, B))),
        ("a AND b OG c", AllOf((A, B, C))),
        ("a OR b ELLER c", AnyOf((A, B, C))),
        ("a ELLER b OG c", AnyOf((A, AllOf((B, C))))),
        ("a b ELLER c", AllOf((A, AnyOf((B, C))))),
        ("(a b) ELLER c", AnyOf((AllOf((A, B)), C))),
        ("a IKKE b", AllOf((A, Not(B)))),
        ("a OG NOT (b ELLER c)", AllOf((A, Not(AnyOf((B, C)))))),
        ("+a -b", AllOf((A, Not(B)))),
        ("IKKE IKKE a", A),
        ("a og b", AllOf((A, Form("og"), B))),
        ("a & b", AllOf((A, B))),
        ("a - b", AllOf((A, B))),
        ("a?", A),
        ("*", Everything()),
        ("=Klyngen", Exact(("klyngen",))),
        ('"Klyngen får"', Exact(("klyngen", "får"))),
        ("»Klyngen får«", Exact(("klyngen", "får"))),
        ("“Klyngen får”", Exact(("klyngen", "får"))),
        ('"klyngen bevillingen"~8', Near("klynge", "bevilling", 8)),
        ('NEAR "a b"', Near("a", "b", 8)),
        ('NÆR "a b"~3', Near("a", "b", 3)),
        ('"a b c"~2', AllOf((Near("a", "b", 2), Near("a", "c", 2), Near("b", "c", 2)))),
        ("klyng*", Pattern("klyng*")),
        ("KLYN?E*", Pattern("klyn?e*")),
        ("A/S", Adjacent(("a", "s"))),
        ("covid-19", AnyOf((Adjacent(("covid", "19")), Form("covid19")))),
        ("titel:a", Form("a", Text.TITLE)),
        ("Title: a", Form("a", Text.TITLE)),
        ("titel:(a ELLER b)", AnyOf((Form("a", Text.TITLE), Form("b", Text.TITLE)))),
        ('titel:"a b"', Exact(("a", "b"), Text.TITLE)),
        ('organisation:"Århus Universitet"', Adjacent(("aarhus", "universitet"), Text.ORGANISATIONS)),
        ("-kilde:a", Not(Form("a", Text.SOURCE))),
        ("type:artikel", Is("kind", "article")),
        ("medietype:regional", Is("source_type", "regional")),
        ("historie:x-1", Is("story", "x-1")),
        ("beløb:>=1,5mia", Between("amounts_dkk", 1.5e9, None)),
        ("ord:<100", Between("words", None, 100.0, high_included=False)),
        ("Analyse: a", AllOf((Form("analyse"), A))),
        ("kl. 10:30", AllOf((Form("klokke"), Form("10:30")))),
    ],
)
def test_what_is_typed_is_understood(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "low", "high"),
    [
        ("dato:2020-11-24", "2020-11-23T23:00", "2020-11-24T23:00"),
        ("dato:24/11-2020", "2020-11-23T23:00", "2020-11-24T23:00"),
        ("dato:2020-06", "2020-05-31T22:00", "2020-06-30T22:00"),
        ("date:2020", "2019-12-31T23:00", "2020-12-31T23:00"),
        ("dato:[2020-11-01 TIL 2020-11-30]", "2020-10-31T23:00", "2020-11-30T23:00"),
        ("dato:{2020-11-01 TO 2020-11-30}", "2020-11-01T23:00", "2020-11-29T23:00"),
        ("dato:>=1.11.2020", "2020-10-31T23:00", None),
        ("dato:>2020-11-01", "2020-11-01T23:00", None),
        ("dato:<= 2020-11-01", None, "2020-11-01T23:00"),
    ],
)
def test_days_are_copenhagens(query: str, low: str | None, high: str | None) -> None:
    found = parse(query)
    assert isinstance(found, Between)
    bounds = [f"{bound:%Y-%m-%dT%H:%M}" if bound else None for bound in (found.low, found.high)]
    assert bounds == [low, high]
    assert not found.high_included or found.high is None


@pytest.mark.parametrize(
    ("query", "fault", "position"),
    [
        ("", Fault.EMPTY, 0),
        ("  ! ", Fault.EMPTY, 0),
        ('a "b', Fault.OPEN_QUOTE, 2),
        ('a "!"', Fault.EMPTY, 2),
        ("a (b", Fault.OPEN_BRACKET, 2),
        ("a) b", Fault.LONE_BRACKET, 1),
        ("a ()", Fault.EMPTY_BRACKETS, 2),
        ("OG a", Fault.NOTHING_BEFORE, 0),
        ("a ELLER OG b", Fault.NOTHING_BEFORE, 8),
        ("(ELLER a)", Fault.NOTHING_BEFORE, 1),
        ("a ELLER", Fault.NOTHING_AFTER, 2),
        ("(a IKKE) b", Fault.NOTHING_AFTER, 3),
        ("titel:", Fault.NOTHING_AFTER, 0),
        ("titl:a", Fault.UNKNOWN_FIELD, 0),
        ("a type:gris", Fault.UNKNOWN_VALUE, 7),
        ("type:[a TIL b]", Fault.NO_RANGE_HERE, 5),
        ("type:art*", Fault.STAR_IN_FIELD, 5),
        ("dato:torsdag", Fault.NO_DATE, 5),
        ("dato:2020-02-30", Fault.NO_DATE, 5),
        ("dato:[2020-11-30 TIL 2020-11-01]", Fault.BACKWARDS, 5),
        ("dato:[2020-11-30]", Fault.OPEN_RANGE, 5),
        ("dato:[2020", Fault.OPEN_RANGE, 5),
        ("beløb:mange", Fault.NO_NUMBER, 6),
        ("beløb:>10 mio klynge", Fault.UNIT_APART, 9),
        ("[1 TIL 2]", Fault.LONE_RANGE, 0),
        ("titel:>5", Fault.LONE_RANGE, 6),
        ("a < b", Fault.LONE_RANGE, 2),
        ("*klynge", Fault.FIRST_STAR, 0),
        ("k*", Fault.FIRST_STAR, 0),
        ('"klyng* a"', Fault.STAR_IN_PHRASE, 6),
        ("a~2", Fault.LONE_TILDE, 1),
        ('"a"~2', Fault.TOO_MANY_NEAR, 0),
        ('"a b c d e"~2', Fault.TOO_MANY_NEAR, 0),
        ('"a b"~500', Fault.TOO_FAR, 0),
        ("(" * 9 + "a" + ")" * 9, Fault.TOO_DEEP, 8),
        ("a " * 3_000, Fault.TOO_LONG, 4_000),
        ("a " * 700, Fault.TOO_LONG, 1_200),
    ],
)
def test_what_is_wrong_is_said_with_its_place(query: str, fault: Fault, position: int) -> None:
    with pytest.raises(WrongQuery) as wrong:
        parse(query)
    assert (wrong.value.fault, wrong.value.position) == (fault, position)
    assert f"character {position + 1}" in str(wrong.value)
    assert f"Tegn {position + 1}" in wrong.value.danish
    assert "{" not in str(wrong.value) + wrong.value.danish or "{" in query


def test_a_mistyped_field_gets_the_one_that_was_meant() -> None:
    with pytest.raises(WrongQuery, match=r"titel\?"):
        parse("titell:a")


@pytest.mark.parametrize(
    ("query", "proposal"),
    [
        ('klynge "ny bevilling', 'klynge "ny bevilling"'),
        ("titel:(klynge ELLER netværk", "titel:(klynge ELLER netværk)"),
        ("((a ELLER b) c", "((a ELLER b) c)"),
        ("((a", "((a))"),
        ("klynge) robot", "klynge robot"),
        ("klynge () robot", "klynge   robot"),
        ("ELLER klynge", "klynge"),
        ("klynge ELLER", "klynge"),
        ("klynge ELLER OG robot", "klynge ELLER robot"),
        ("(klynge IKKE) robot", "(klynge ) robot"),
        ("klynge titel:", "klynge"),
        ("titl:klynge", "titel:klynge"),
        ("org:DTU", "organisation:DTU"),
        ("Overskrift:klynge", "Overskrift klynge"),
        ("type:pressemedelelse", "type:pressemeddelelse"),
        ("type:art*", "type:artikel"),
        ('medietype:"fagblade"', "medietype:fagblad"),
        ("type:gris", None),
        ("dato:[2020-11-30 TIL 2020-11-01]", "dato:[2020-11-01 TIL 2020-11-30]"),
        ("dato:[2020-11-01 - 2020-11-30]", "dato:[2020-11-01 TIL 2020-11-30]"),
        ("dato:[2020-11-01 til 2020-11-30]", "dato:[2020-11-01 TIL 2020-11-30]"),
        ("dato:[2020-11-30]", "dato:2020-11-30"),
        ("dato:[2020-11-01 TIL 2020-11-30", "dato:[2020-11-01 TIL 2020-11-30]"),
        ("klynge >2020-11-01", "klynge dato:>2020-11-01"),
        ("[1mio TIL 2mio]", "beløb:[1mio TIL 2mio]"),
        ("titel:>5", None),
        ("dato:2020/11/24", "dato:2020-11-24"),
        ("dato:>24.11.20", "dato:>24.11.2020"),
        ("dato:2020-02-30", "dato:2020-02-29"),
        ("dato:sidsteuge", "dato:sidste-uge"),
        ("dato:sidste uge", "dato:sidste-uge"),
        ("dato:seneste 7 dage klynge", "dato:seneste-7-dage klynge"),
        ("dato:torsdag", None),
        ("beløb:>10 mio klynge", "beløb:>10mio klynge"),
        ("beløb:[5 TIL 20 mio]", "beløb:[5 TIL 20mio]"),
        ("beløb:mange", None),
        ("*klynge", "klynge"),
        ("k*", None),
        ('"klyng* robot"', "(klyng* robot)"),
        ("klynge~2 robot", "klynge robot"),
        ('"klynge"~2', "(klynge)"),
        ('"a b"~500', '"a b"~100'),
        ("titl:(klynge", "titel:(klynge)"),
        ("", None),
    ],
)
def test_what_was_meant_is_proposed(query: str, proposal: str | None) -> None:
    with pytest.raises(WrongQuery) as wrong:
        parse(query)
    assert wrong.value.proposal == proposal


def test_an_address_is_asked_for_as_it_may_be_written() -> None:
    found = parse("https://dlsc.example/nyheder/?id=1")
    assert isinstance(found, AnyOf)
    assert Is("url", "https://dlsc.example/nyheder/?id=1") in found.parts
    assert Is("url", "http://dlsc.example/nyheder/?id=1") in found.parts


PIECES = st.sampled_from(
    'a b* " "a_b"~3 ( ) OG ELLER IKKE NOT TIL TO [ ] { } ~ ^2 titel: dato: beløb: > >= = + - * ? / \\ : && || ! '
    "https://a/ titl: type:art tye:x ~500 mio 2020-02-30 20/1/2 sidste uge TIL: eller k* *k ,".split()
)


@given(
    st.text(max_size=40)
    | st.lists(PIECES, max_size=14).map("".join)
    | st.lists(PIECES, max_size=14).map(" ".join)
)
def test_no_string_makes_it_crash(query: str) -> None:
    try:
        assert parse(query)
        place, proposal = 0, None
    except QueryError as wrong:
        place, proposal = wrong.position, wrong.proposal
    assert 0 <= place <= len(query)
    assert proposal is None or parse(proposal)


def test_threads_do_not_disturb_one_another() -> None:
    queries = [f"(a{n} ELLER b) OG titel:c{n} -d" for n in range(200)]
    alone = [parse(query) for query in queries]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(parse, queries)) == alone

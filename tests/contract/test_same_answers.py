"""Generated queries on generated items: both indexes find exactly what the query means, in the same order by date."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from contract.conftest import opener
from contract.reference import meant
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from indexer.press_items import press_item

from udklip.core.item import PressItem
from udklip.core.reading import Kind
from udklip.core.settings import Engine
from udklip.core.source import SourceType
from udklip.indexer.embedded.new_items import NewItems
from udklip.indexer.grammar.faults import WrongQuery
from udklip.indexer.index import Index, SearchOptions, Sort
from udklip.indexer.query import parse

WORDS = (
    "klynge klyngen sundhedsklynge klyngeorganisationer lægemiddel lægemidler Århus Aarhus DTU DTU’s covid-19 10.000 "
    "virksomhed virksomhederne bevilling er en og ikke f.eks. København Novo-Nordisk 24.11.2020 bøgerne mio. mia. A/S "
    "arbejdsmarkedet energiøen O'Neill É 3,5 𝒦lynge"
).split()
SENTENCE = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
NAMES = st.lists(st.sampled_from(["Novo Nordisk", "Aarhus Universitet", "DTU"]), unique=True, max_size=2)
MOMENT = st.integers(0, 40).map(lambda hours: datetime(2020, 11, 23, tzinfo=UTC) + timedelta(hours=hours * 6))

WORD = st.sampled_from([*WORDS, "fodbold"])
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
WILD = st.sampled_from(
    [
        "klyng*",
        "virks*mhed",
        "k?ynge",
        "aarh*",
        "lægemid*",
        "co*-1*9",
        "Å*hus",
        "bø*ne",
        "24*",
        "klynge?",
        "a.b*",
        "co(vi*",
    ]
)
DATE = st.sampled_from(
    [
        "2020-11",
        "2020-11-24",
        "[2020-11-23 TIL 2020-11-25]",
        "{2020-11-23 TO 2020-11-26}",
        "i-går",
        "denne-uge",
        "sidste-uge",
        "seneste-7-dage",
        ">2020-11-26",
        "<=2020-11-24",
        "[* TIL 2020-11-25]",
    ]
)
LEAF = st.one_of(
    WORD,
    WILD,
    PHRASE.map('"{}"'.format),
    WORD.map("={}".format),
    st.tuples(st.permutations(["klynge", "bevilling", "Århus"]), st.integers(2, 3), st.integers(0, 5)).map(
        lambda near: f'"{" ".join(near[0][: near[1]])}"~{near[2]}'
    ),
    WORD.map("titel:{}".format),
    PHRASE.map('indledning:"{}"'.format),
    st.sampled_from(["novo", '"novo nordisk"', "universitet*", "fond"]).map("organisation:{}".format),
    DATE.map("dato:{}".format),
    st.sampled_from([">10mio", "[5 TIL 20mio]", "<=5", "5"]).map("beløb:{}".format),
    DATE.map("set:{}".format),
    PHRASE.map('NEAR "{} klynge bevilling"~4'.format).filter(lambda near: len(near.split()) <= 5),
    WORD.map("+{}".format),
    WORD.map("-{}".format),
    st.sampled_from(["person:holm", 'person:"signe holm"', "sted:århus", "sted:a*hus", "forfatter:bro"]),
    st.sampled_from(
        ["medietype:fagblad", "adgang:betaling", "sprog:engelsk", "relevans:klynge", "region:Fyn"]
    ),
    st.sampled_from(
        ["tag:vigtig", "historie:s1", "pressemeddelelse:s9", "id:i001", "https://sundblad.example/i"]
    ),
    st.sampled_from(
        ["ord:>3", "ord:<=2", "type:telegram", "kilde:sundblad", "*", "ord:{2 TIL 5}", "ord:[2 TIL *]"]
    ),
)
QUERY = st.recursive(
    LEAF,
    lambda part: st.one_of(
        st.lists(part, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        st.lists(part, min_size=2, max_size=3).map(lambda parts: f"({' ELLER '.join(parts)})"),
        st.lists(part, min_size=2, max_size=3).map(lambda parts: f"({' OG '.join(parts)})"),
        part.map("(IKKE {})".format),
    ),
    max_leaves=6,
)
ITEM = st.builds(
    press_item,
    st.just("i"),
    SENTENCE,
    SENTENCE,
    lead=st.none() | SENTENCE,
    source=st.sampled_from(["Fjordbladet", "Sundblad"]),
    kind=st.sampled_from([Kind.ARTICLE, Kind.WIRE]),
    published=st.none() | MOMENT,
    first_seen=MOMENT,
    organisations=NAMES,
    people=st.sampled_from([[], ["Signe Holm"], ["Holm Signe", "Bo Å"]]),
    places=st.sampled_from([[], ["Aarhus"], ["Århus C", "Odense"]]),
    authors=st.sampled_from([(), ("Jens Bro",)]),
    source_type=st.sampled_from([SourceType.TRADE, SourceType.REGIONAL]),
    tags=st.sampled_from([(), ("vigtig",)]),
    language=st.sampled_from(["da", "en"]),
    amounts=st.lists(st.sampled_from([5.0, 1e7, 2e7]), max_size=2),
    story=st.sampled_from(["s1", "s2", "s3", ""]),
)
MOST_ITEMS = 40
NOW = datetime(2020, 11, 26, 12, tzinfo=UTC)
BY_DATE = SearchOptions(sort=Sort.DATE, all_copies=True, limit=1_000, now=NOW)
FOLDED = SearchOptions(sort=Sort.DATE, limit=1_000, now=NOW)
BEST = SearchOptions(all_copies=True, limit=1_000, now=NOW)


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Index]]:
    """The two indexes, open for writing."""
    folder = tmp_path_factory.mktemp("both")
    with ExitStack() as stack:
        yield [stack.enter_context(opener(engine, request, folder)(writing=True)) for engine in Engine]


def numbered(items: list[PressItem]) -> list[PressItem]:
    """The items with ids of their own; one without a story is its own."""
    names = [f"i{number:03}" for number in range(len(items))]
    stories = [name if item.story == "i" else item.story for name, item in zip(names, items, strict=True)]
    return [
        replace(item, id=name, story=story, ready=number)
        for number, (item, name, story) in enumerate(zip(items, names, stories, strict=True), start=1)
    ]


def parses(query: str) -> bool:
    try:
        return bool(parse(query))
    except WrongQuery:
        return False


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    items=st.lists(ITEM, min_size=1, max_size=MOST_ITEMS).map(numbered),
    queries=st.lists(QUERY.filter(parses), min_size=25, max_size=25),
)
def test_both_find_what_the_query_means_and_so_do_watches(
    both: list[Index], items: list[PressItem], queries: list[str]
) -> None:
    when = {item.id: item.when.replace(microsecond=0) for item in items}
    for index in both:
        index.remove([f"i{number:03}" for number in range(MOST_ITEMS)])
        assert index.write(items) == []
    new = NewItems(items)
    for query in queries:
        expected = sorted(
            meant(parse(query, NOW.date()), items), key=lambda name: (-when[name].timestamp(), name)
        )
        assert new.meeting(parse(query, NOW.date())) == sorted(expected), query
        folded = [[(hit.id, hit.copies) for hit in index.search(query, FOLDED)] for index in both]
        for index in both:
            assert [hit.id for hit in index.search(query, BY_DATE)] == expected, (index.engine, query)
            assert index.count(query, BEST).articles == len(expected)
            assert sorted(hit.id for hit in index.search(query, BEST)) == sorted(expected), (
                index.engine,
                query,
            )
        assert folded[0] == folded[1], query

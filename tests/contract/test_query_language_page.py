"""The page on the query language cannot lie: each of its searches finds what the page says, in both indexes."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from contract.conftest import opener
from indexer.press_items import press_item

from udklip.core.analysis import Quote
from udklip.core.item import PressItem
from udklip.core.reading import Access
from udklip.core.settings import Engine
from udklip.indexer.fields import FIELDS, TEXT_NAMES, FieldType, Text
from udklip.indexer.grammar.faults import WrongQuery
from udklip.indexer.grammar.field_values import VALUES
from udklip.indexer.index import Index, SearchOptions
from udklip.indexer.query import parse

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "soegesprog.md").read_text("utf-8")
TODAY = date(2020, 11, 24)
EVERYTHING = SearchOptions(limit=100, all_copies=True, now=datetime(2020, 11, 24, 12, tzinfo=UTC))
LATER = datetime(2020, 12, 24, 12, tzinfo=UTC)

Row = list[str]


def tables(first: str, second: str) -> list[Row]:
    """The rows of every table of the page whose header begins with these two."""
    rows, inside = [], False
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif inside and not set(line) <= set("|-"):
            rows.append(cells)
        elif cells[:2] == [first, second]:
            inside = True
    return rows


def named(cell: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def item(row: Row) -> PressItem:
    """One of the page's texts."""
    letter, title, lead, body, said = row
    told = dict(each.split(": ", 1) for each in said.split("; "))
    names = {
        field: [told[name]] if name in told else []
        for name, field in {
            "organisation": "organisations",
            "person": "people",
            "sted": "places",
            "partner": "partners",
        }.items()
    }
    made = press_item(
        letter,
        title,
        body,
        lead=lead or None,
        source=told["kilde"],
        source_type=closed("source_type", told.get("medietype", "andet")),
        kind=closed("kind", told["type"]),
        published=noon(told["dato"]) if "dato" in told else None,
        first_seen=noon(told["set"]) if "set" in told else LATER,
        story=told.get("historie", ""),
        amounts=[float(told["beløb"])] if "beløb" in told else [],
        authors=(told["forfatter"],) if "forfatter" in told else (),
        tags=(told["mærke"],) if "mærke" in told else (),
        language=closed("language", told.get("sprog", "dansk")),
        quotes=(Quote("", 0, 0, told["citeret"]),) if "citeret" in told else (),
        **names,
    )
    reading = replace(made.reading, access=Access(closed("access", told.get("adgang", "åben"))))
    return replace(
        made,
        reading=reading,
        region=told.get("region"),
        watches=(told["overvågning"],) if "overvågning" in told else (),
        release=told.get("pressemeddelelse"),
        relevance=closed("relevance", told["relevans"]),
    )


def closed(field: str, word: str) -> str:
    """What the index holds for one of a field's Danish words."""
    return VALUES[field][word]


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), UTC)


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Index]]:
    """The page's texts in each index."""
    items = [item(row) for row in tables("Tekst", "Titel")]
    with ExitStack() as stack:
        folder = tmp_path_factory.mktemp("page")
        opened = [stack.enter_context(opener(engine, request, folder)(writing=True)) for engine in Engine]
        assert [index.write(items) for index in opened] == [[], []]
        yield opened


@pytest.mark.parametrize("row", tables("Søgning", "Finder"), ids=lambda row: named(row[0])[0])
def test_a_search_finds_what_the_page_says(both: list[Index], row: Row) -> None:
    (query,) = named(row[0])
    said = set() if row[1] == "ingen" else set(row[1].split(", "))
    found = [{hit.id for hit in index.search(query, EVERYTHING)} for index in both]
    assert found == [said, said]


@pytest.mark.parametrize("row", tables("Skrevet", "Besked"), ids=lambda row: named(row[0])[0])
def test_what_is_wrong_is_told_as_the_page_says(row: Row) -> None:
    with pytest.raises(WrongQuery) as wrong:
        parse(named(row[0])[0], TODAY)
    assert wrong.value.danish == row[1]
    assert wrong.value.proposal == named(row[2])[0]


def test_the_table_of_fields_is_that_of_the_program() -> None:
    texts = [[name for name, text in TEXT_NAMES.items() if text is each] for each in Text]
    said = [named(row[0]) for row in tables("Felt", "Hvad")]
    assert sorted(said) == sorted([*texts, *([*field.names] for field in FIELDS if field.names)])


def test_the_values_of_closed_fields_are_those_of_the_program() -> None:
    said = {named(row[0])[0]: row[2].split(", ") for row in tables("Felt", "Hvad") if row[2]}
    fields = {field.name: field.names[0] for field in FIELDS if field.names}
    assert said == {fields[name]: [*values] for name, values in VALUES.items()}


def test_what_a_field_takes_is_what_the_page_says() -> None:
    kinds = {
        FieldType.KEYWORD: "værdi",
        FieldType.DATE: "dato",
        FieldType.NUMBER: "tal",
        FieldType.WHOLE: "tal",
    }
    said = {named(row[0])[0]: row[1] for row in tables("Felt", "Hvad")}
    for field in FIELDS:
        if field.names:
            assert said[field.names[0]] == kinds[field.type], field.name


def test_every_field_has_an_example() -> None:
    examples = " ".join(named(row[0])[0] for row in tables("Søgning", "Finder"))
    fields = [named(row[0]) for row in tables("Felt", "Hvad")]
    assert [names[0] for names in fields if not any(f"{name}:" in examples for name in names)] == []

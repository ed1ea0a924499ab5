"""What watches hit stands in both indexes alike, and the nightly sweep finds by either what an alert did not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from contract.press import PRESS
from schedules.watching.place import Place, news, open_place
from schedules.watching.test_sweep import lose

from udklip.core.settings import Engine
from udklip.core.settings import Index as IndexSettings
from udklip.indexer.index import Index, SearchOptions

ANNA, OPERATOR = "anna@example.org", "drift@example.org"
EVERY = SearchOptions(all_copies=True)


@pytest.fixture
def place(engine: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place whose index is of this engine."""
    more = ""
    if engine is Engine.ELASTICSEARCH:
        given: IndexSettings = request.getfixturevalue("elasticsearch_settings")
        more = f'\n[index]\nengine = "elasticsearch"\nurl = "{given.url}"\nname = "{given.name}-sweep"\n'
    opened = open_place(tmp_path, more)
    yield opened
    opened.ledger.close()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("overvågning:klyngen", {"grant", "copy"}),
        ('overvågning:"Syd & nord"', {"copy"}),
        ('watch:klyngen IKKE overvaagning:"Syd & nord"', {"grant"}),
        ("overvågning:Klyngen", set()),
        ("overvågning:klyngen sejr", set()),
    ],
)
def test_what_a_watch_hit_can_be_searched(index: Index, query: str, ids: set[str]) -> None:
    names = {"grant": ("klyngen",), "copy": ("klyngen", "Syd & nord")}
    assert index.write([replace(item, watches=names.get(item.id, ())) for item in PRESS]) == []
    assert {hit.id for hit in index.search(query, EVERY)} == ids


def test_the_sweep_finds_what_was_missed_and_nothing_else(place: Place) -> None:
    place.watch("klyngen", 'klynge IKKE "om fodbold"', ANNA)
    place.watch("robotter", "titel:robot*", ANNA)
    place.came(
        news("Glemt"),
        news("Fundet"),
        news("Robotterne", "Om fodbold."),
        news("Fodbold", "Klynge, men om fodbold."),
    )
    place.alert()
    place.index()
    assert place.sweep().counts["missed"] == 0
    lose(place, "Glemt")
    place.later(hours=1)
    assert place.sweep().counts["missed"] == 1
    (notice,) = place.letters(OPERATOR)
    assert "klyngen: item 00000001" in notice["text"]
    assert sorted(map(sorted, place.titles(ANNA))) == [["Fundet", "Glemt"], ["Glemt"], ["Robotterne"]]

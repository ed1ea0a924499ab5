"""Overview, `udklip search --count`, facets and Elasticsearch's aggregations count a day and its kinds alike."""

import json
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from indexer.press_items import press_item
from schedules.collected import collect
from typer.testing import CliRunner

from udklip.core.item import PressItem
from udklip.core.ledger import Ledger
from udklip.core.reading import Kind
from udklip.core.settings import Engine, Settings, load_settings
from udklip.core.source import SourceType
from udklip.core.times import COPENHAGEN, fixed_clock, system_clock
from udklip.desk.commands.digest import app as digest
from udklip.desk.commands.search import app as search
from udklip.desk.searching import open_for_reading
from udklip.indexer.index import SearchOptions
from udklip.schedules.indexing import drain
from udklip.schedules.overview.making import make_due_overviews
from udklip.schedules.run import open_for_writing
from udklip.schedules.service.job import Workplace

DAY = date(2020, 11, 24)
NOON = datetime(2020, 11, 24, 12, tzinfo=COPENHAGEN).astimezone(UTC)
SENT = NOON + timedelta(hours=19)
US = "Danish Life Science Cluster"
KINDS = {"sponsored": Kind.SPONSORED, "wire": Kind.WIRE}


def item(name: str, story: str = "", **facts: Any) -> PressItem:
    given = {"published": NOON, "first_seen": NOON, "partners": [US], **facts}
    return replace(press_item(name, f"Titel {name}", f"Om {US}.", **given), story=story)


def todays() -> list[PressItem]:
    """Every kind, some of them copies: the third and fourth are of the first one's story."""
    return [
        item("a", source="Avisen"),
        item("b", source="Bladet"),
        item("c", "00000002", source="Bladet", kind=Kind.WIRE),
        item("d", "00000002", source="Posten", kind=Kind.WIRE),
        item("e", source="Posten", kind=Kind.SPONSORED),
        item("f", source="Udsenderen", source_type=SourceType.PRESS_RELEASE, kind=Kind.PRESS_RELEASE),
        item("g", source="Os", source_type=SourceType.OWN),
        item("h", source="Avisen", kind=Kind.NOTICE, published=NOON + timedelta(hours=11, minutes=50)),
    ]


@pytest.fixture(scope="module")
def config(engine: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger and its index: a day's items, and one of the day before, of which an overview was made too."""
    folder = tmp_path_factory.mktemp("office")
    file = folder / "udklip.toml"
    text = f'[index]\nengine = "{engine}"\n'
    if engine is Engine.ELASTICSEARCH:
        server = request.getfixturevalue("elasticsearch_settings")
        text += f'url = "{server.url}"\nname = "{server.name}-{uuid.uuid4().hex[:8]}"\n'
    file.write_text(text, "utf-8")
    settings = load_settings(file)
    ledger = Ledger.open(settings.store_folder)
    yesterday = NOON - timedelta(days=1)
    collect(ledger, yesterday, [item("y", published=yesterday, first_seen=yesterday)])
    make_due_overviews(Workplace(settings, ledger, fixed_clock(SENT - timedelta(days=1))))
    collect(ledger, NOON, todays())
    make_due_overviews(Workplace(settings, ledger, fixed_clock(SENT)))
    with open_for_writing(settings) as index:
        drain(ledger, index, 1, system_clock)
    ledger.close()
    return file


@pytest.fixture(scope="module")
def told(config: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """What the overview that went out counts."""
    out = tmp_path_factory.mktemp("out")
    arguments = ["--for", "2020-11-25", "--out", str(out), "--config", str(config), "--json"]
    ended = CliRunner().invoke(digest, arguments, catch_exceptions=False)
    counts: dict[str, int] = json.loads(ended.stdout)["counts"]
    return counts


def counted(config: Path, query: str) -> dict[str, int]:
    day = DAY.isoformat()
    arguments = [query, "--from", day, "--to", day, "--count", "--json", "--config", str(config)]
    ended = CliRunner().invoke(search, arguments, catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    answer: dict[str, int] = json.loads(ended.stdout)
    return answer


def test_the_overview_counts_what_was_collected(told: dict[str, int]) -> None:
    assert told == {
        "articles": 8,
        "outlets": 5,
        "stories": 6,
        "earned": 3,
        "sponsored": 1,
        "wire": 2,
        "own": 2,
    }


def test_the_search_counts_as_the_overview_does(config: Path, told: dict[str, int]) -> None:
    assert counted(config, "*") == {name: told[name] for name in ("articles", "outlets", "stories")}
    for name in KINDS:
        assert counted(config, f"type:{name}")["articles"] == told[name]


def test_facets_count_the_same_kinds(config: Path, told: dict[str, int]) -> None:
    with open_for_reading(load_settings(config)) as index:
        facets = index.facets("*", SearchOptions(first=DAY, last=DAY))
    (kinds,) = (facet for facet in facets if facet.name == "kind")
    articles = {value.value: value.articles for value in kinds.values}
    assert {name: articles[kind] for name, kind in KINDS.items()} == {name: told[name] for name in KINDS}
    assert sum(articles.values()) == told["articles"]


@pytest.mark.parametrize("engine", [Engine.ELASTICSEARCH], indirect=True, scope="module")
def test_elasticsearch_aggregates_to_the_same(config: Path, told: dict[str, int]) -> None:
    settings = load_settings(config)
    sums = aggregated(settings)
    assert (sums["hits"], sums["outlets"], sums["stories"]) == (
        told["articles"],
        told["outlets"],
        told["stories"],
    )
    assert {name: sums["kinds"][kind] for name, kind in KINDS.items()} == {name: told[name] for name in KINDS}
    assert sums["earned"] == told["earned"]
    assert sums["hits"] - sums["earned"] - told["wire"] - told["sponsored"] == told["own"]


def aggregated(settings: Settings) -> dict[str, Any]:
    """What Kibana would show of the day."""
    zone = "Europe/Copenhagen"
    with Elasticsearch(settings.index.url) as client:
        answer = client.search(
            index=f"{settings.index.name}-items",
            size=0,
            track_total_hits=True,
            query={"range": {"when": {"gte": DAY.isoformat(), "lte": DAY.isoformat(), "time_zone": zone}}},
            aggs={
                "kinds": {"terms": {"field": "kind"}},
                "earned": {"filter": {"term": {"earned": True}}},
                "outlets": {"cardinality": {"field": "source"}},
                "stories": {"cardinality": {"field": "story"}},
            },
        )
    found = answer["aggregations"]
    return {
        "hits": answer["hits"]["total"]["value"],
        "kinds": {bucket["key"]: bucket["doc_count"] for bucket in found["kinds"]["buckets"]},
        "earned": found["earned"]["doc_count"],
        "outlets": found["outlets"]["value"],
        "stories": found["stories"]["value"],
    }

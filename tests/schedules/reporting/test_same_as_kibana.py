"""What a Kibana panel counts on a real Elasticsearch is what the report counts, day by day and kind by kind."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from schedules.reporting.histories import watch
from schedules.reporting.made_up import US, article, press

from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.core.times import COPENHAGEN
from udklip.indexer.index import open_index
from udklip.schedules.reporting.building import build_report
from udklip.schedules.reporting.coverage import Coverage, Known
from udklip.schedules.reporting.period import read_week

# The clocks change on its Sunday.
WEEK = read_week("2020-W43")
ITEMS = [
    *press(60, WEEK.first, 7),
    article("9", published=None, first_seen=datetime(2020, 10, 25, 23, 30, tzinfo=COPENHAGEN)),
    article("8", published=datetime(2020, 10, 25, 2, 30, tzinfo=COPENHAGEN, fold=1)),
]
#: As a panel has it: by Kibana's time field, a day in Copenhagen.
PANEL: dict[str, Any] = {
    "days": {
        "date_histogram": {"field": "when", "calendar_interval": "day", "time_zone": "Europe/Copenhagen"},
        "aggs": {
            "outlets": {"cardinality": {"field": "source"}},
            "stories": {"cardinality": {"field": "story"}},
            "earned": {"filter": {"term": {"earned": True}}},
            "kinds": {"terms": {"field": "kind"}},
            "partners": {"terms": {"field": "partners"}},
        },
    }
}


@pytest.fixture
def panel(elasticsearch_url: str) -> Iterator[dict[date, dict[str, Any]]]:
    name = f"test-report-{uuid.uuid4().hex[:12]}"
    settings = IndexSettings(engine=Engine.ELASTICSEARCH, url=elasticsearch_url, name=name)
    with open_index(settings, None, Secrets(), writing=True) as index:  # type: ignore[arg-type]
        assert index.write(ITEMS) == []
    with Elasticsearch(elasticsearch_url) as client:
        answer = client.search(index=f"{name}-items", size=0, aggs=PANEL)
        yield {
            datetime.fromisoformat(bucket["key_as_string"]).date(): bucket
            for bucket in answer["aggregations"]["days"]["buckets"]
        }
        for found in list(client.indices.get(index=f"{name}*", features="aliases")):
            client.indices.delete(index=found)


def test_the_report_counts_what_a_panel_counts(panel: dict[date, dict[str, Any]]) -> None:
    report = build_report(US, WEEK, Coverage(ITEMS), Known(frozenset({US})), watch(WEEK))
    assert sum(bucket["doc_count"] for bucket in panel.values()) == report.counts.articles == len(ITEMS)
    for part in report.slices:
        bucket, counts = panel[part.slice.first], part.counts
        kinds = {each["key"]: each["doc_count"] for each in bucket["kinds"]["buckets"]}
        assert bucket["doc_count"] == counts.articles
        assert bucket["outlets"]["value"] == counts.outlets
        assert bucket["stories"]["value"] == counts.stories
        assert bucket["earned"]["doc_count"] == counts.earned
        assert kinds.get("wire", 0) == counts.wire
        assert kinds.get("sponsored", 0) == counts.sponsored
        assert kinds.get("press_release", 0) == counts.own
    named = [each for bucket in panel.values() for each in bucket["partners"]["buckets"]]
    for voice in report.voices:
        assert sum(each["doc_count"] for each in named if each["key"] == voice.name) == voice.articles.now

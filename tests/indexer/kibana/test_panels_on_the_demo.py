"""Each panel's search, as Lens would send it, on the demo press: it has something to show, and the right numbers."""

import json
from pathlib import Path
from typing import Any

import pytest
from indexer.kibana.conftest import NOW, QUOTED, Covered
from indexer.kibana.exported import Exported, Json, Panel
from indexer.kibana.kql import fields_of, to_elastic
from indexer.kibana.lens_requests import ZONE, absolute, leaves

from udklip.indexer.kibana import ndjson

USUAL = Exported(ndjson("udklip"))
DAY = "2020-11-24"
KINDS = ("article", "press_release", "sponsored", "wire", "notice")
ROWS = ("items", "appearances", "visits")
PEOPLE = "Personer fra registret, der er citeret"

#: What Elasticsearch must hold for what a column does with its field.
TYPES = {
    "date_histogram": {"date"},
    "terms": {"keyword", "boolean"},
    "unique_count": {"keyword"},
    "sum": {"long", "double"},
    "median": {"long", "double"},
    "percentile": {"long", "double"},
    "min": {"date"},
}


def panel_of(covered: Covered, title: str) -> Panel:
    return next(panel for panel in covered.exported.lens_panels if panel.title == title)


def rows_of(covered: Covered, title: str, extra: Json | None = None) -> dict[Any, Json]:
    """What a panel shows: by its keys (one alone without its brackets), the numbers."""
    panel = panel_of(covered, title)
    found = leaves(covered.ask(panel, extra), panel)
    return {keys[0] if len(keys) == 1 else keys: bucket for keys, bucket in found}


def that_day(kind: str) -> Json:
    """One day and one kind, as two filters on a dashboard would narrow it."""
    day = {"range": {"when": {"gte": f"{DAY}||/d", "lte": f"{DAY}||/d", "time_zone": ZONE}}}
    return {"bool": {"filter": [day, {"term": {"kind": kind}}]}}


def counted(covered: Covered, query: str) -> dict[str, int]:
    """What the command line says."""
    (counts,) = covered.way.json("search", query, "--from", DAY, "--to", DAY, "--count")
    return counts


def caps_of(covered: Covered, rows: str) -> Json:
    """What Elasticsearch says that each field of an alias can do."""
    index = f"{covered.way.settings.index.name}-{rows}"
    caps: Json = covered.client.field_caps(index=index, fields="*")["fields"]
    return caps


@pytest.mark.parametrize("title", [panel.title for panel in USUAL.lens_panels])
def test_a_panel_has_something_to_show(title: str, covered: Covered) -> None:
    found = rows_of(covered, title)
    assert found
    numbers = {
        name for name, column in panel_of(covered, title).columns.items() if has_its_own_number(column)
    }
    assert all(numbers <= set(bucket) for bucket in found.values())


def has_its_own_number(column: Json) -> bool:
    """A plain count is the bucket's own."""
    counts_rows = column["operationType"] == "count" and "reducedTimeRange" not in column
    return not column["isBucketed"] and not counts_rows


@pytest.mark.parametrize("key", [each.id.removeprefix("udklip-") for each in USUAL.of_type("search")])
def test_a_saved_search_finds_something_in_the_order_that_it_says(key: str, covered: Covered) -> None:
    search = covered.exported.objects[f"{covered.way.settings.index.name}-{key}"]
    since = absolute(search.attributes["timeRange"]["from"], NOW)
    within = {"range": {"when": {"gte": since, "lte": absolute("now", NOW), "time_zone": ZONE}}}
    found = covered.client.search(
        index=search.references[search.search_source["indexRefName"]][1],
        query={"bool": {"filter": [within, to_elastic(search.search_source["query"]["query"])]}},
        sort=[{field: direction} for field, direction in search.attributes["sort"]],
        source_includes=search.attributes["columns"],
    )["hits"]["hits"]
    assert found
    seen = {name for hit in found for name in hit["_source"]}
    assert seen == set(search.attributes["columns"])


@pytest.mark.parametrize("rows", ROWS)
def test_a_data_view_names_only_what_elasticsearch_has(rows: str, covered: Covered) -> None:
    view = covered.exported.objects[f"{covered.way.settings.index.name}-{rows}"].attributes
    caps = caps_of(covered, rows)
    assert set(json.loads(view["fieldAttrs"])) | set(json.loads(view["fieldFormatMap"])) <= set(caps)
    assert set(caps[view["timeFieldName"]]) == {"date"}


@pytest.mark.parametrize("title", [panel.title for panel in USUAL.lens_panels])
def test_each_column_does_what_its_field_can(title: str, covered: Covered) -> None:
    panel = panel_of(covered, title)
    caps = caps_of(covered, panel.refers_to.rsplit("-", 1)[1])
    for column in panel.columns.values():
        if column["operationType"] == "count":
            continue
        ((type_, said),) = caps[column["sourceField"]].items()
        assert type_ in TYPES[column["operationType"]], column
        assert said["aggregatable"], column
    for field in fields_of(panel.query):
        assert all(said["searchable"] for said in caps[field].values())


def test_formats_fit_their_fields(covered: Covered) -> None:
    fits = {"number": {"long", "double"}, "percent": {"double"}, "url": {"keyword"}}
    for rows in ROWS:
        caps = caps_of(covered, rows)
        view = covered.exported.objects[f"{covered.way.settings.index.name}-{rows}"].attributes
        for field, format_ in json.loads(view["fieldFormatMap"]).items():
            assert set(caps[field]) <= fits.get(format_["id"], {"keyword", "boolean"}), field


@pytest.mark.parametrize("kind", KINDS)
def test_panels_and_the_command_line_have_the_same_numbers(kind: str, covered: Covered) -> None:
    counts = counted(covered, f"type:{kind}")
    extra = that_day(kind)
    if not counts["articles"]:
        assert rows_of(covered, "Artikler", extra) == {}
        return
    assert rows_of(covered, "Artikler", extra)[()]["doc_count"] == counts["articles"]
    assert rows_of(covered, "Medier", extra)[()]["metric-0"]["value"] == counts["outlets"]
    assert rows_of(covered, "Historier", extra)[()]["metric-0"]["value"] == counts["stories"]
    by_day = rows_of(covered, "Omtale pr. dag og art")
    assert by_day[kind, f"{DAY}T00:00:00.000+01:00"]["doc_count"] == counts["articles"]
    outlets = rows_of(covered, "Medier med mest omtale", extra)
    assert sum(bucket["doc_count"] for bucket in outlets.values()) == counts["articles"]
    assert len(outlets) == counts["outlets"]


def test_the_overview_has_the_same_numbers_too(covered: Covered, tmp_path: Path) -> None:
    """Everything in the demo press was first seen on the day of the overview, and is of the week that Kibana shows."""
    covered.way.udklip("digest", "--for", "2020-11-25", "--out", str(tmp_path))
    counts = json.loads((tmp_path / "digest.json").read_text("utf-8"))["counts"]
    assert counts["articles"] == rows_of(covered, "Artikler")[()]["doc_count"]
    assert counts["earned"] == rows_of(covered, "Fortjent omtale")[()]["doc_count"]
    assert counts["stories"] == rows_of(covered, "Historier")[()]["metric-0"]["value"]


def test_a_name_has_the_numbers_that_a_search_for_it_has(covered: Covered) -> None:
    name = "Danish Life Science Cluster"
    counts = counted(covered, f'organisation:"{name}" type:article')
    assert counts["articles"] > 1
    extra = that_day("article")
    row = rows_of(covered, "Organisationer med mest omtale", extra)[name]
    assert (row["doc_count"], row["metric-1"]["value"], row["metric-2"]["value"]) == (
        counts["articles"],
        counts["stories"],
        counts["outlets"],
    )
    week = "2020-11-23T00:00:00.000+01:00"
    shares = rows_of(covered, "Partnernes andel af omtalen i artikler", extra)
    assert shares[name, week]["doc_count"] == counts["articles"]
    stories = rows_of(covered, "Partnernes andel af omtalen i historier", extra)
    assert stories[name, week]["metric-0"]["value"] == counts["stories"]


def test_of_the_quoted_only_those_of_the_register_are_counted(covered: Covered) -> None:
    rows = rows_of(covered, PEOPLE)
    assert set(rows) == {QUOTED}
    quoted = [
        item for item in covered.way.items() if QUOTED in {quote.speaker for quote in item.analysis.quotes}
    ]
    assert rows[QUOTED]["doc_count"] == len(quoted)
    everybody = {quote.speaker for item in covered.way.items() for quote in item.analysis.quotes}
    assert len(everybody) > 5


def test_no_panel_and_no_search_lists_those_who_write(covered: Covered) -> None:
    for panel in covered.exported.lens_panels:
        assert "authors" not in json.dumps(panel.json)
    for search in covered.exported.of_type("search"):
        assert "authors" not in json.dumps(search.line)
    assert not caps_of(covered, "items")["authors"]["text"]["aggregatable"]


def test_new_organisations_stand_first_with_their_first_day(covered: Covered) -> None:
    rows = rows_of(covered, "Nye organisationer, senest tilkomne først")
    first: dict[str, float] = {}
    for item in covered.way.items():
        for mention in item.analysis.organisations:
            when = item.when.replace(microsecond=0).timestamp() * 1000
            first[mention.name] = min(when, first.get(mention.name, when))
    assert {name: bucket["metric-0"]["value"] for name, bucket in rows.items()} == first
    times = [bucket["metric-0"]["value"] for bucket in rows.values()]
    assert times == sorted(times, reverse=True)
    # All of the demo press is of this month.
    assert all(bucket["metric-1"]["doc_count"] == bucket["doc_count"] for bucket in rows.values())


def test_what_sources_brought_is_what_the_run_said(covered: Covered) -> None:
    title = "Adresser pr. kilde efter udfald"
    columns = panel_of(covered, title).columns
    numbers = {name: column["sourceField"] for name, column in columns.items() if not column["isBucketed"]}
    seen = {
        source: {field: bucket[name]["value"] for name, field in numbers.items()}
        for source, bucket in rows_of(covered, title).items()
    }
    told = covered.summary["sources"]
    assert seen == {source: {field: told[source][field] for field in numbers.values()} for source in told}

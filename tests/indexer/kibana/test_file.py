"""The file that Kibana imports: what the code writes, in a shape that Kibana knows, and all in it hangs together."""

import json
from itertools import pairwise
from typing import Any

import pytest
from indexer.kibana.exported import Exported, Object
from indexer.kibana.kql import fields_of
from indexer.kibana.shapes import Line

from udklip.core import danish
from udklip.indexer.elastic.mapping import UNREADABLE, appearances_mapping, items_mapping, visits_mapping
from udklip.indexer.kibana import SHIPPED, formats, ndjson
from udklip.indexer.kibana.formats import Format

MAPPINGS = {
    "udklip-items": items_mapping(),
    "udklip-appearances": appearances_mapping(),
    "udklip-visits": visits_mapping(),
}
OBJECTS = Exported(ndjson("udklip")).objects
DASHBOARDS = ("udklip-overblik", "udklip-omtale", "udklip-drift")


def test_the_shipped_file_is_what_the_code_writes() -> None:
    told = "run `udklip kibana write udklip/indexer/kibana/udklip.ndjson`"
    assert SHIPPED.read_text("utf-8") == ndjson("udklip"), told


def test_what_is_in_it(exported: Exported) -> None:
    assert [each.id for each in exported.of_type("index-pattern")] == list(MAPPINGS)
    assert [each.id for each in exported.of_type("dashboard")] == list(DASHBOARDS)
    assert [each.attributes["title"] for each in exported.of_type("search")] == [
        "Udklip: dagens omtale",
        "Udklip: annoncørbetalt indhold",
        "Udklip: pressemeddelelser og deres genbrug",
        "Udklip: bag betaling",
    ]


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_has_the_shape_that_kibana_knows(name: str) -> None:
    Line.model_validate({"line": OBJECTS[name].line})


@pytest.mark.parametrize("name", OBJECTS)
def test_every_reference_leads_to_an_object_of_its_type(name: str) -> None:
    for type_, id_ in OBJECTS[name].references.values():
        assert OBJECTS[id_].type == type_


@pytest.mark.parametrize("name", OBJECTS)
def test_a_reference_is_there_for_each_name_and_no_other(name: str) -> None:
    assert sorted(OBJECTS[name].references) == sorted(named_in(OBJECTS[name]))


def named_in(one: Object) -> list[str]:
    """The names of references that an object's own JSON uses."""
    if one.type == "search":
        return [one.search_source["indexRefName"]]
    if one.type == "index-pattern":
        return []
    return [
        f"{panel.json['panelIndex']}:{name}"
        for panel in one.panels
        for name in (
            [f"indexpattern-datasource-layer-{layer}" for layer in layers_of(panel.state)]
            if panel.is_lens
            else [panel.json["panelRefName"]]
        )
    ]


def layers_of(state: dict[str, Any]) -> list[str]:
    return list(state["datasourceStates"]["formBased"]["layers"])


def test_a_lens_panel_has_the_references_that_its_dashboard_has_for_it(exported: Exported) -> None:
    for panel in exported.lens_panels:
        (own,) = panel.lens["references"]
        (layer,) = layers_of(panel.state)
        assert own["name"] == f"indexpattern-datasource-layer-{layer}"
        assert own["id"] == panel.refers_to


def test_a_picture_names_the_columns_of_its_layer_and_each_of_them(exported: Exported) -> None:
    for panel in exported.lens_panels:
        assert sorted(panel.layer["columnOrder"]) == sorted(panel.layer["columns"])
        assert sorted(drawn(panel.state["visualization"])) == sorted(panel.columns), panel.title
        for column in panel.columns.values():
            by = column["params"].get("orderBy", {}).get("columnId")
            assert by is None or not panel.columns[by]["isBucketed"]
        order = [column["isBucketed"] for column in panel.columns.values()]
        assert order == sorted(order, reverse=True), "buckets stand before metrics"


def drawn(picture: dict[str, Any]) -> list[str]:
    """The columns that a picture shows."""
    if "metricAccessor" in picture:
        return [picture["metricAccessor"]]
    if "columns" in picture:
        return [column["columnId"] for column in picture["columns"]]
    (layer,) = picture["layers"]
    return [layer["xAccessor"], *layer["accessors"], *filter(None, [layer.get("splitAccessor")])]


@pytest.mark.parametrize("name", DASHBOARDS)
def test_panels_fill_their_rows_and_lie_on_no_other(name: str) -> None:
    places = [panel.json["gridData"] for panel in OBJECTS[name].panels]
    cells = [
        (column, row)
        for place in places
        for column in range(place["x"], place["x"] + place["w"])
        for row in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))
    bottom = max(row for _, row in cells) + 1
    assert len(cells) == 48 * bottom
    assert [place["i"] for place in places] == [panel.json["panelIndex"] for panel in OBJECTS[name].panels]
    assert all((a["y"], a["x"]) < (b["y"], b["x"]) for a, b in pairwise(places))


@pytest.mark.parametrize("alias", MAPPINGS)
def test_every_field_has_a_danish_name(alias: str) -> None:
    attributes = OBJECTS[alias].attributes
    words = {name for name in UNREADABLE if name not in {"lead", "body"}}
    assert set(json.loads(attributes["fieldAttrs"])) == set(MAPPINGS[alias]["properties"]) - words - {
        "outcomes"
    }
    assert MAPPINGS[alias]["properties"][attributes["timeFieldName"]] == {"type": "date"}


def test_two_indexes_stand_side_by_side_in_one_kibana(exported: Exported) -> None:
    other = Exported(ndjson("presse"))
    assert not set(other.objects) & set(exported.objects)
    assert other.objects["presse-items"].attributes["title"] == "presse-items"
    assert "udklip-" not in other.text
    titles = {each.attributes.get("name") or each.attributes["title"] for each in other.objects.values()}
    assert all(title.startswith("Udklip (presse): ") for title in titles)


def test_a_condition_names_fields_of_what_it_narrows(exported: Exported) -> None:
    for panel in exported.lens_panels:
        assert fields_of(panel.query) <= set(MAPPINGS[panel.refers_to]["properties"])
    for search in exported.of_type("search"):
        named = fields_of(search.search_source["query"]["query"]) | set(search.attributes["columns"])
        assert named <= set(MAPPINGS["udklip-items"]["properties"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (formats.KINDS, {kind: danish.kind(kind) for kind in danish.Kind}),
        (formats.ACCESSES, {access: danish.access(access) for access in danish.Access}),
        (formats.SOURCE_TYPES, danish.SOURCE_TYPES),
        (formats.RIGHTS, danish.RIGHTS),
        (formats.RELEVANCES, danish.WHY),
        (formats.STATES, danish.STATES),
        (formats.DATE_ORIGINS, {danish.DateOrigin.NONE: "ingen dato"} | danish.DATE_ORIGINS),
        (formats.SOURCES, {"inbox": danish.outlet("inbox")}),
    ],
)
def test_values_are_called_what_the_page_calls_them(written: Format, read: dict[str, str]) -> None:
    entries = {entry["key"]: entry["value"] for entry in written.params["lookupEntries"]}
    assert entries == {str(value): word for value, word in read.items()}

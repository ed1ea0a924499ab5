"""What only a server can get wrong: what can be read there, its mapping, and its being away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from contract.press import PRESS
from elasticsearch import Elasticsearch
from elasticsearch.helpers import BulkIndexError, bulk
from indexer.press_items import press_item

from udklip.core.analysis import Contact, Quote
from udklip.core.errors import IndexUnavailable, SettingsError
from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.core.source import Rights
from udklip.indexer.elastic import counting
from udklip.indexer.fields import FIELDS
from udklip.indexer.index import Index, open_index

SECRET_BODY = "Hemmelighedsfuld brødtekst, som ingen må læse. Ring 22 57 21 59 eller skriv til a.b@firma.dk."
QUOTED = Quote("Vi glæder os", 0, 12, "Signe Holmgaard")


@pytest.fixture(scope="module")
def server(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture(scope="module")
def press(elasticsearch_settings: IndexSettings) -> Iterator[Index]:
    settings = elasticsearch_settings.model_copy(update={"name": f"{elasticsearch_settings.name}-only"})
    with open_index(settings, Path(), Secrets(), writing=True) as index:
        hidden = press_item(
            "hidden",
            "Klynge",
            SECRET_BODY,
            lead="Hemmelighedsfuld indledning",
            people=["Signe Holmgaard"],
            quotes=(QUOTED,),
            contacts=(Contact("Bo", None, None, "+4522572159", "a.b@firma.dk"),),
        )
        free = press_item(
            "free", "Fri", "En fri tekst.", rights=Rights.FULL, people=["Signe Holmgaard"], quotes=(QUOTED,)
        )
        assert index.write([*PRESS, hidden, free]) == []
        yield index


def test_lead_and_body_are_searched_and_never_readable(press: Index, server: Elasticsearch) -> None:
    assert [hit.id for hit in press.search("hemmelighedsfuld")] == ["hidden"]
    items = f"{press.name}-items"
    read = server.search(
        index=items,
        query={"ids": {"values": ["hidden"]}},
        fields=[{"field": "*"}],
        stored_fields=["*"],
        source=True,
        highlight={"fields": {"body": {}, "lead": {}, "body_exact": {}}},
    )
    seen = str(read.body) + str(server.get(index=items, id="hidden").body)
    seen += str(server.termvectors(index=items, id="hidden", fields=["body", "lead", "body_forms"]).body)
    assert "emmelighedsfuld" not in seen
    assert "22 57 21 59" not in seen
    assert "a.b@firma.dk" not in seen


def test_contact_details_are_not_even_searchable(press: Index) -> None:
    assert press.search('"22 57 21 59"') == []
    assert press.search("firma.dk") == []


def test_what_is_shown_goes_through_the_gate(press: Index, server: Elasticsearch) -> None:
    shown = {
        each: server.get(index=f"{press.name}-items", id=each)["_source"].get("shown")
        for each in ("hidden", "free")
    }
    assert shown == {"hidden": None, "free": "Fri\n\nEn fri tekst."}
    rows = server.search(index=f"{press.name}-appearances", query={"term": {"type": "person"}}, size=10)[
        "hits"
    ]["hits"]
    quotations = {row["_source"]["item"]: row["_source"].get("quotation") for row in rows}
    assert (quotations["hidden"], quotations["free"]) == (None, "Vi glæder os")


def test_the_mapping_is_strict(press: Index, server: Elasticsearch) -> None:
    with pytest.raises(BulkIndexError) as refused:
        bulk(server, [{"_index": f"{press.name}-items", "_source": {"unheard_of": 1}}])
    assert "strict_dynamic_mapping" in str(refused.value.errors)


def test_fields_can_be_counted_as_the_table_says_and_authors_cannot(
    press: Index, server: Elasticsearch
) -> None:
    said = server.field_caps(index=f"{press.name}-items", fields="*")["fields"]
    aggregatable = {
        name for name, types in said.items() if any(each["aggregatable"] for each in types.values())
    }
    wanted = {field.name for field in FIELDS if field.aggregatable}
    assert aggregatable - {name for name in said if name.startswith("_")} == wanted
    assert "authors" in said
    assert "authors" not in aggregatable


def test_kibanas_danish_analyser_finds_other_forms(press: Index, server: Elasticsearch) -> None:
    found = server.search(index=f"{press.name}-items", query={"match": {"body": "virksomhederne"}})["hits"][
        "hits"
    ]
    assert {hit["_id"] for hit in found} == {"grant", "copy"}


def test_a_server_that_is_away_is_said_in_one_line() -> None:
    settings = IndexSettings(engine=Engine.ELASTICSEARCH, url="http://127.0.0.1:9")
    with (
        open_index(settings, Path(), Secrets(), writing=False) as index,
        pytest.raises(IndexUnavailable) as error,
    ):
        index.search("klynge")
    assert "http://127.0.0.1:9" in str(error.value)
    assert "\n" not in str(error.value)
    with pytest.raises(IndexUnavailable):
        open_index(settings, Path(), Secrets(), writing=True)


def test_an_index_filled_by_other_rules_asks_for_a_rebuild(
    elasticsearch_settings: IndexSettings, server: Elasticsearch
) -> None:
    settings = elasticsearch_settings.model_copy(update={"name": f"{elasticsearch_settings.name}-old"})
    with open_index(settings, Path(), Secrets(), writing=True) as index:
        index.write(PRESS)
    server.indices.put_mapping(index=f"{settings.name}-items", meta={"rules": "of old"})
    with open_index(settings, Path(), Secrets(), writing=True) as index:
        with pytest.raises(IndexUnavailable, match="index rebuild"):
            index.search("klynge")
        with pytest.raises(IndexUnavailable, match="index rebuild"):
            index.write(PRESS)
        version = index.start_new()
        version.write(PRESS)
        version.swap()
        assert index.count("*").articles == len(PRESS)


def test_a_version_is_three_indexes_and_none_is_left_when_it_is_pruned(
    elasticsearch_settings: IndexSettings, server: Elasticsearch
) -> None:
    settings = elasticsearch_settings.model_copy(update={"name": f"{elasticsearch_settings.name}-kept"})
    with open_index(settings, Path(), Secrets(), writing=True) as index:
        index.start_new().swap()
        index.prune()
    left = server.indices.get(index=f"{settings.name}-*", features="aliases")
    assert set(left) == {f"{settings.name}-{rows}-v2" for rows in ("items", "appearances", "visits")}


def test_replicas_are_as_many_as_there_are_other_nodes_up_to_the_setting(
    elasticsearch_settings: IndexSettings, server: Elasticsearch
) -> None:
    for replicas, said in ((0, "false"), (2, "0-2")):
        name = f"{elasticsearch_settings.name}-copies-{replicas}"
        settings = elasticsearch_settings.model_copy(update={"name": name, "replicas": replicas})
        with open_index(settings, Path(), Secrets(), writing=True):
            kept = server.indices.get_settings(index=f"{name}-items-v1", flat_settings=True)
            assert kept[f"{name}-items-v1"]["settings"]["index.auto_expand_replicas"] == said
            assert server.cluster.health(index=f"{name}-items")["status"] == "green"


@pytest.mark.parametrize("change", [{"url": "nowhere"}, {"ca_file": Path("not-there.pem")}])
def test_wrong_settings_are_named(change: dict[str, object]) -> None:
    settings = IndexSettings(engine=Engine.ELASTICSEARCH).model_copy(update=change)
    with pytest.raises(SettingsError, match=r"^index\."):
        open_index(settings, Path(), Secrets(), writing=False)


def test_values_are_counted_in_as_many_parts_as_they_need(
    press: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = press.count("*")
    assert at_once.stories > 3
    monkeypatch.setattr(counting, "_VALUES", 1)
    assert press.count("*") == at_once

"""`udklip search` asked for less than its hits: facets, and what the last days would have had."""

from datetime import date

from schedules.way import Way

from udklip.desk.searching import of_last_days
from udklip.indexer.query import parse


def test_facets_count_what_search_counts(demo: Way) -> None:
    facets = {row["facet"]: row["values"] for row in demo.json("search", "klynge", "--facets")}
    (counts,) = demo.json("search", "klynge", "--count")
    assert sum(value["articles"] for value in facets["kind"]) == counts["articles"]
    assert len(facets["source"]) == counts["outlets"]
    assert sum(value["stories"] for value in facets["source"]) >= counts["stories"]
    assert [value["value"] for value in facets["month"]] == ["2020-11"]


def test_a_hit_says_its_storys_outlets(demo: Way) -> None:
    hits = demo.json("search", "klynge")
    assert any(hit["copies"] >= hit["outlets"] > 1 for hit in hits)


def test_the_preview_is_of_what_was_first_seen_in_30_days(demo: Way) -> None:
    (counts,) = demo.json("search", "klynge", "--preview")
    # The demo's clock stands in November 2020.
    assert counts == {"articles": 0, "outlets": 0, "stories": 0}
    asked = of_last_days("klynge ELLER bevilling", 30)
    today = date(2020, 12, 1)
    assert parse(asked, today) == parse("(klynge ELLER bevilling) set:[2020-11-02 TIL 2020-12-01]", today)

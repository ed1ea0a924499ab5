"""The search that Lens sends for a panel: its columns as aggregations within each other, its time and its query.

After Kibana's own `toEsAggsFn` of each operation (x-pack/platform/plugins/shared/lens, form_based/operations).
"""

from collections.abc import Iterator
from typing import Any

from indexer.kibana.exported import Json, Panel
from indexer.kibana.kql import Query, to_elastic

ZONE = "Europe/Copenhagen"
#: Lens asks for an own metric to order by only where the order is not that of the count.
_BY_COUNT = "_count"


def request(panel: Panel, time_field: str, now: str, extra: Query | None = None) -> Json:
    """The body of the search, at `now`; with `extra` it is narrowed, as a filter on the dashboard would."""
    since, until = (absolute(each, now) for each in panel.times)
    within = {"range": {time_field: {"gte": since, "lte": until, "time_zone": ZONE}}}
    filters = [within, to_elastic(panel.query), *([extra] if extra else [])]
    return {
        "size": 0,
        "track_total_hits": True,
        "query": {"bool": {"filter": filters}},
        "aggs": _aggregations(list(panel.columns.items()), panel, time_field, until),
    }


def absolute(time: str, now: str) -> str:
    """Date mathematics from `now` at a moment: "now-7d/d" to "2020-11-25T06:30:00+01:00||-7d/d"."""
    assert time.startswith("now")
    return f"{now}||{time.removeprefix('now')}"


def _aggregations(columns: list[tuple[str, Json]], panel: Panel, time_field: str, until: str) -> Json:
    """The first bucket with everything within it; where no bucket is left, the metrics."""
    buckets = [(name, column) for name, column in columns if column["isBucketed"]]
    metrics = _metrics(columns, time_field, until)
    if not buckets:
        return metrics
    (name, column), rest = buckets[0], [each for each in columns if each[0] != buckets[0][0]]
    inner = _aggregations(rest, panel, time_field, until)
    return {name: _bucket(column, panel) | {"aggs": inner | _order(column, metrics)}}


def _order(column: Json, metrics: Json) -> Json:
    """A bucket that is ordered by a metric has that metric beside what stands within it."""
    by = column["params"].get("orderBy", {}).get("columnId")
    return {by: metrics[by]} if by in metrics else {}


def _bucket(column: Json, panel: Panel) -> Json:
    params, field = column["params"], column["sourceField"]
    if column["operationType"] == "date_histogram":
        least = 0 if params["includeEmptyRows"] else 1
        interval = params["interval"]
        return {
            "date_histogram": {
                "field": field,
                "calendar_interval": interval,
                "time_zone": ZONE,
                "min_doc_count": least,
            }
        }
    assert column["operationType"] == "terms"
    by = params["orderBy"]["columnId"]
    order = _BY_COUNT if panel.layer["columns"][by]["operationType"] == "count" else by
    return {
        "terms": {"field": field, "size": params["size"], "order": {order: params["orderDirection"]}},
    }


def _metrics(columns: list[tuple[str, Json]], time_field: str, until: str) -> Json:
    made: Json = {}
    for name, column in columns:
        aggregation = None if column["isBucketed"] else _metric(column)
        if "reducedTimeRange" in column:
            assert aggregation is None, "only counts are narrowed to the end of the time"
            span = {"range": {time_field: {"gte": f"{until}-{column['reducedTimeRange']}", "lte": until}}}
            made[name] = {"filter": span}
        elif aggregation:
            made[name] = aggregation
    return made


def _metric(column: Json) -> Json | None:
    field = column["sourceField"]
    match column["operationType"]:
        case "count":
            assert field == "___records___"
            return None
        case "unique_count":
            return {"cardinality": {"field": field}}
        case "median":
            return {"percentiles": {"field": field, "percents": [50]}}
        case "percentile":
            return {"percentiles": {"field": field, "percents": [column["params"]["percentile"]]}}
        case "min" | "max" | "sum" as plain:
            return {plain: {"field": field}}
    raise AssertionError(f"an operation that is not known here: {column['operationType']}")


def leaves(answer: Json, panel: Panel) -> Iterator[tuple[tuple[Any, ...], Json]]:
    """Each innermost bucket with something in it, by its keys, as a row of the panel's picture."""
    names = [name for name, column in panel.columns.items() if column["isBucketed"]]
    whole = answer.get("aggregations", {})
    yield from _leaves(whole | {"doc_count": answer["hits"]["total"]["value"]}, names, ())


def _leaves(bucket: Json, names: list[str], keys: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Json]]:
    if not names:
        if bucket["doc_count"]:
            yield keys, bucket
        return
    for inner in bucket[names[0]]["buckets"]:
        yield from _leaves(inner, names[1:], (*keys, inner.get("key_as_string", inner["key"])))

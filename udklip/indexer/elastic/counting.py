"""Counting different values on the server: of those that are only counted no list is sent."""

from typing import Any

from udklip.indexer.breakdown import Aggregations, Answer, Breakdown

#: What is left out of every answer.
UNSENT = "listed"
#: Values counted at once: fewer than the 65,000 buckets a server counts, with room for parts that are not even.
_VALUES = 40_000
_MOST_VALUES = 60_000


def listed(field: str, most: int, **among: Any) -> Aggregations:
    """What lists the values of `field`, and sends how many they are; see `length`."""
    values = {"terms": {"field": field, "size": most, **among}}
    length = {"stats_bucket": {"buckets_path": f"{UNSENT}>_count"}}
    return {"filter": {"match_all": {}}, "aggs": {UNSENT: values, "length": length}}


def length(answer: Answer) -> int:
    """How many values `listed` found."""
    return int(answer["length"]["count"])


def in_parts(field: str, items: int) -> list[Aggregations]:
    """What counts the values of `field` among so many items one by one; the lengths of the parts add up."""
    parts = items // _VALUES + 1
    if parts == 1:
        return [{field: listed(field, _MOST_VALUES)}]
    return [
        {field: listed(field, _MOST_VALUES, include={"partition": part, "num_partitions": parts})}
        for part in range(parts)
    ]


BREAKDOWN = Breakdown("source", "story", listed, length, orders_equals_by_name=True)

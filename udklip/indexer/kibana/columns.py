"""The columns of a Lens panel: what rows are put into buckets by, and what is counted in each."""

from dataclasses import dataclass
from enum import StrEnum

from udklip.indexer.kibana.objects import Json

#: What Lens calls the rows themselves, which a count counts.
RECORDS = "___records___"


class Operation(StrEnum):
    """What a metric does, by Lens' names."""

    COUNT = "count"
    DIFFERENT = "unique_count"
    TOTAL = "sum"
    EARLIEST = "min"
    MEDIAN = "median"
    PERCENTILE = "percentile"


@dataclass(frozen=True, slots=True)
class Metric:
    """A number (or the earliest time) for each bucket; `label` says what it counts, in Danish.

    `within` narrows it to the end of the panel's time: "1M" is the last month of it.
    """

    label: str
    operation: Operation
    field: str = RECORDS
    percentile: int | None = None
    within: str | None = None

    def as_json(self) -> Json:
        """As Lens keeps it."""
        params: Json = {} if self.operation is Operation.EARLIEST else {"emptyAsNull": False}
        if self.percentile is not None:
            params = {"percentile": self.percentile}
        column: Json = _labelled(self.label) | {
            "dataType": "date" if self.operation is Operation.EARLIEST else "number",
            "isBucketed": False,
            "operationType": self.operation,
            "params": params,
            "scale": "ratio",
            "sourceField": self.field,
        }
        return column | ({"reducedTimeRange": self.within} if self.within else {})


def count(label: str, within: str | None = None) -> Metric:
    """How many rows."""
    return Metric(label, Operation.COUNT, within=within)


def different(field: str, label: str) -> Metric:
    """How many values of `field`: outlets by `source`, stories by `story`."""
    return Metric(label, Operation.DIFFERENT, field)


def total(field: str, label: str) -> Metric:
    """The sum of `field`."""
    return Metric(label, Operation.TOTAL, field)


def earliest(field: str, label: str) -> Metric:
    """The first time that `field` has."""
    return Metric(label, Operation.EARLIEST, field)


def median(field: str, label: str) -> Metric:
    """The value of `field` that half of the rows are below."""
    return Metric(label, Operation.MEDIAN, field)


def percentile(field: str, share: int, label: str) -> Metric:
    """The value of `field` that `share` per cent of the rows are below."""
    return Metric(label, Operation.PERCENTILE, field, percentile=share)


@dataclass(frozen=True, slots=True)
class Top:
    """A bucket for each of the `size` values of `field` that have most of the panel's first metric.

    With `rest`, everything else has one bucket together.
    """

    field: str
    label: str
    size: int = 10
    rest: bool = False

    def as_json(self, ordered_by: str) -> Json:
        """As Lens keeps it, with the id of the metric that it is ordered by."""
        return _labelled(self.label) | {
            "dataType": "string",
            "isBucketed": True,
            "operationType": "terms",
            "params": {
                "exclude": [],
                "excludeIsRegex": False,
                "include": [],
                "includeIsRegex": False,
                "missingBucket": False,
                "orderBy": {"columnId": ordered_by, "type": "column"},
                "orderDirection": "desc",
                "otherBucket": self.rest,
                "parentFormat": {"id": "terms"},
                "size": self.size,
            },
            "scale": "ordinal",
            "sourceField": self.field,
        }


@dataclass(frozen=True, slots=True)
class Each:
    """A bucket for each stretch of time, "1d" or "1w"; days are those of whoever looks."""

    interval: str
    field: str
    label: str

    def as_json(self, ordered_by: str) -> Json:  # noqa: ARG002 - time has its own order
        """As Lens keeps it."""
        return _labelled(self.label) | {
            "dataType": "date",
            "isBucketed": True,
            "operationType": "date_histogram",
            "params": {"dropPartials": False, "includeEmptyRows": True, "interval": self.interval},
            "scale": "interval",
            "sourceField": self.field,
        }


Bucket = Top | Each


def _labelled(label: str) -> Json:
    return {"customLabel": True, "label": label}

"""The pictures that a Lens panel can be: bars, a line, a table, one number."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from udklip.indexer.kibana.columns import Bucket, Metric
from udklip.indexer.kibana.objects import Json

#: A panel has one layer; the dashboard names it in its references.
LAYER = "rows"


class Shape(StrEnum):
    """How rows of numbers are drawn, by Lens' names."""

    STACKED = "bar_stacked"
    SHARES = "bar_percentage_stacked"
    LYING = "bar_horizontal"
    LYING_STACKED = "bar_horizontal_stacked"
    LINE = "line"


class Chart(Protocol):
    """A picture with its columns. Buckets stand within each other, the first outermost."""

    @property
    def lens_type(self) -> str:
        """What Lens calls it."""
        ...

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """What rows are put together by."""
        ...

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """What is counted in each bucket; the first one orders them."""
        ...

    def state(self) -> Json:
        """What Lens keeps of the picture, naming columns by their ids."""
        ...


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars or lines: `along` is one axis, `number` the other, and `split` gives each value a colour."""

    along: Bucket
    number: Metric
    split: Bucket | None = None
    shape: Shape = Shape.STACKED
    more: tuple[Metric, ...] = ()

    lens_type = "lnsXY"

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """Colours first: they are the same all along the axis."""
        return (self.split, self.along) if self.split else (self.along,)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The number, and further ones beside it."""
        return (self.number, *self.more)

    def state(self) -> Json:
        """See `Chart.state`."""
        ids = bucket_ids(self)
        layer: Json = {
            "accessors": metric_ids(self),
            "layerId": LAYER,
            "layerType": "data",
            "position": "top",
            "seriesType": self.shape,
            "showGridlines": False,
            "xAccessor": ids[-1],
        }
        return {
            "axisTitlesVisibilitySettings": {"x": False, "yLeft": True, "yRight": True},
            "fittingFunction": "None",
            "layers": [layer | ({"splitAccessor": ids[0]} if self.split else {})],
            "legend": {"isVisible": bool(self.split or self.more), "position": "right"},
            "preferredSeriesType": self.shape,
            "valueLabels": "hide",
        }


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `by` are its first columns; with `across`, each of its values has a column of its own."""

    by: tuple[Bucket, ...]
    metrics: tuple[Metric, ...]
    across: Bucket | None = None
    page: int = 10

    lens_type = "lnsDatatable"

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """The rows' own, then what stands across."""
        return (*self.by, self.across) if self.across else self.by

    def state(self) -> Json:
        """See `Chart.state`."""
        across = bucket_ids(self)[len(self.by) :]
        columns = [
            {"columnId": each, "isMetric": False, "isTransposed": each in across} for each in bucket_ids(self)
        ]
        numbers = [{"columnId": each, "isMetric": True, "isTransposed": False} for each in metric_ids(self)]
        return {
            "columns": [*columns, *numbers],
            "layerId": LAYER,
            "layerType": "data",
            "paging": {"enabled": True, "size": self.page},
        }


@dataclass(frozen=True, slots=True)
class Number:
    """One number, large."""

    metric: Metric

    lens_type = "lnsMetric"

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """None: it counts everything."""
        return ()

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The one."""
        return (self.metric,)

    def state(self) -> Json:
        """See `Chart.state`."""
        return {"layerId": LAYER, "layerType": "data", "metricAccessor": metric_ids(self)[0]}


def bucket_ids(chart: Chart) -> list[str]:
    """The ids of the columns of buckets, in order."""
    return [f"bucket-{number}" for number, _ in enumerate(chart.buckets)]


def metric_ids(chart: Chart) -> list[str]:
    """The ids of the columns of metrics, in order."""
    return [f"metric-{number}" for number, _ in enumerate(chart.metrics)]


def layer_of(chart: Chart) -> Json:
    """The layer with the chart's columns: what Lens makes its aggregation of."""
    metrics = metric_ids(chart)
    columns = dict(zip(metrics, (each.as_json() for each in chart.metrics), strict=True))
    for name, bucket in zip(bucket_ids(chart), chart.buckets, strict=True):
        columns[name] = bucket.as_json(metrics[0])
    return {"columnOrder": [*bucket_ids(chart), *metrics], "columns": columns, "incompleteColumns": {}}

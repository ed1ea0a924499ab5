"""Lines over days, weeks or months, each named at its own end."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan

from matplotlib.axes import Axes

from udklip.schedules.charts.columns import tidy

#: Two names closer than this share of the height would lie on each other.
_APART = 0.09


@dataclass(frozen=True, slots=True)
class Line:
    """One line, broken where nothing is known (None); `marker` and `dashes` keep it apart in black and white."""

    label: str
    colour: str
    values: tuple[int | None, ...]
    marker: str = "o"
    dashes: str = "-"

    @property
    def end(self) -> tuple[int, int] | None:
        """The place and value of its last point; None where it has none."""
        points = ((place, value) for place, value in enumerate(self.values) if value is not None)
        return max(points, default=None)


@dataclass(frozen=True, slots=True)
class Lines:
    """A point for each of `labels` on every line."""

    alt: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]

    def paint(self, axes: Axes, *, narrow: bool) -> None:
        """Draw it."""
        top = max([1, *(value or 0 for line in self.lines for value in line.values)]) * 1.12
        for line in self.lines:
            places = range(len(line.values))
            axes.plot(
                places,
                [nan if value is None else value for value in line.values],
                line.dashes,
                color=line.colour,
                marker=line.marker,
                markersize=4.5,
                linewidth=1.8,
            )
        tidy(axes, self.labels, narrow=narrow)
        axes.set_ylim(0, top)
        for line, place, height in self._names(top):
            axes.annotate(
                line.label,
                (place, height),
                (7, 0),
                textcoords="offset points",
                va="center",
                color=line.colour,
                fontsize=8.5,
                fontweight="bold",
                annotation_clip=False,
            )

    def _names(self, top: float) -> Iterator[tuple[Line, int, float]]:
        """Where each name stands: at its line's end, and moved up where it would lie on another."""
        free = 0.0
        ends = ((line.end[1], line.end[0], line) for line in self.lines if line.end)
        for value, place, line in sorted(ends, key=lambda end: end[:2]):
            height = max(float(value), free)
            free = height + top * _APART
            yield line, place, height

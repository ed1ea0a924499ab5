"""Lines over days, weeks or months, each named at its own end."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from udklip.schedules.charts.columns import tidy

#: Two names closer than this share of the height would lie on each other.
_APART = 0.09


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `marker` and `dashes` keep it apart in black and white."""

    label: str
    colour: str
    values: tuple[int, ...]
    marker: str = "o"
    dashes: str = "-"


@dataclass(frozen=True, slots=True)
class Lines:
    """A point for each of `labels` on every line."""

    alt: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]

    def paint(self, axes: Axes, *, narrow: bool) -> None:
        """Draw it."""
        top = max([1, *(value for line in self.lines for value in line.values)]) * 1.12
        for line in self.lines:
            places = range(len(line.values))
            axes.plot(
                places,
                line.values,
                line.dashes,
                color=line.colour,
                marker=line.marker,
                markersize=4.5,
                linewidth=1.8,
            )
        tidy(axes, self.labels, narrow=narrow)
        axes.set_ylim(0, top)
        last = len(self.labels) - 1
        for line, height in zip(self.lines, self._heights(top), strict=True):
            axes.annotate(
                line.label,
                (last, height),
                (7, 0),
                textcoords="offset points",
                va="center",
                color=line.colour,
                fontsize=8.5,
                fontweight="bold",
                annotation_clip=False,
            )

    def _heights(self, top: float) -> list[float]:
        """Where each name stands: at its line's end, and moved up where it would lie on another."""
        heights: dict[int, float] = {}
        free = 0.0
        for number in sorted(range(len(self.lines)), key=lambda each: self.lines[each].values[-1]):
            heights[number] = max(float(self.lines[number].values[-1]), free)
            free = heights[number] + top * _APART
        return [heights[number] for number in range(len(self.lines))]

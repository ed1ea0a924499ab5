"""Columns over days, weeks or months, each stacked of parts, with the sum above it."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from udklip.schedules.charts.style import FAINT, GRID, PAPER, danish

#: More labels than these run into each other: only every second or third is written.
_MOST_LABELS = {False: 16, True: 8}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of every column; `hatch` keeps it apart in black and white."""

    label: str
    colour: str
    values: tuple[int, ...]
    hatch: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """A column for each of `labels`; parts without anything are left out of the key.

    `unknown` are the places of which nothing is known: no sum is written there, for it would not be a nought.
    """

    alt: str
    labels: tuple[str, ...]
    parts: tuple[Part, ...]
    unknown: frozenset[int] = frozenset()

    def paint(self, axes: Axes, *, narrow: bool) -> None:
        """Draw it."""
        places, floor = range(len(self.labels)), [0] * len(self.labels)
        shown = [part for part in self.parts if any(part.values)]
        for part in shown:
            axes.bar(
                places,
                part.values,
                0.72,
                bottom=floor,
                color=part.colour,
                hatch=part.hatch,
                edgecolor=PAPER,
                linewidth=0.6,
                label=part.label,
            )
            floor = [below + value for below, value in zip(floor, part.values, strict=True)]
        for place, total in zip(places, floor, strict=True):
            if place not in self.unknown and len(self.labels) <= _MOST_LABELS[narrow] * 2:
                axes.annotate(
                    danish(total), (place, total), (0, 2), textcoords="offset points", ha="center", fontsize=8
                )
        tidy(axes, self.labels, narrow=narrow)
        axes.set_ylim(0, max([*floor, 1]) * 1.12)
        if shown:
            key_above(axes, narrow=narrow)


def tidy(axes: Axes, labels: tuple[str, ...], *, narrow: bool) -> None:
    """Axes that say what they must: no frame, a faint grid, labels that do not meet, whole numbers."""
    step = max(-(-len(labels) // _MOST_LABELS[narrow]), 1)
    places = range(0, len(labels), step)
    axes.set_xticks(list(places), [_with_line_below(labels, place, step) for place in places])
    axes.set_xlim(-0.6, max(len(labels), 1) - 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda number, _: danish(number)))
    axes.yaxis.grid(visible=True, color=GRID, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=8, labelcolor=FAINT)
    axes.spines[["top", "left", "right"]].set_visible(False)


def _with_line_below(labels: tuple[str, ...], place: int, step: int) -> str:
    """The label at `place`; a second line (the year of a January) that was passed over since the last one is its."""
    passed = labels[max(place - step + 1, 0) : place + 1]
    below = [label.partition("\n")[2] for label in passed if "\n" in label]
    first = labels[place].partition("\n")[0]
    return f"{first}\n{below[-1]}" if below else first


def key_above(axes: Axes, *, narrow: bool) -> None:
    """What the colours mean, above the chart and in its order."""
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=1 if narrow else 4,
        frameon=False,
        fontsize=8,
        handlelength=1.2,
        handleheight=0.9,
        columnspacing=1.4,
        borderaxespad=0.2,
        borderpad=0,
    )

"""Bars that lie, one a name, each with its number at its end."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from udklip.schedules.charts.style import BLUE, FAINT, INK, SKY, Size

_ROW = 19
_MARGIN = 14
_LONGEST_NAME = {False: 42, True: 22}


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, its value, what is written at the bar's end, and whether it is the one that matters most."""

    label: str
    value: float
    note: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from the top down."""

    alt: str
    bars: tuple[Bar, ...]

    def size(self, width: float) -> Size:
        """As high as its bars need."""
        return Size(width, _MARGIN + _ROW * max(len(self.bars), 1))

    def paint(self, axes: Axes, *, narrow: bool) -> None:
        """Draw it."""
        places = range(len(self.bars))
        values = [bar.value for bar in self.bars]
        axes.barh(places, values, 0.68, color=[BLUE if bar.marked else SKY for bar in self.bars])
        for place, bar in zip(places, self.bars, strict=True):
            axes.annotate(
                bar.note, (bar.value, place), (4, 0), textcoords="offset points", va="center", fontsize=8.5
            )
        axes.set_yticks(list(places), [_cut(bar.label, narrow=narrow) for bar in self.bars])
        axes.set_ylim(max(len(self.bars), 1) - 0.5, -0.5)
        axes.set_xlim(0, max([*values, 1e-9]) * 1.25)
        axes.set_xticks([])
        axes.tick_params(length=0, labelsize=8.5, labelcolor=INK)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        axes.spines["left"].set_color(FAINT)


def _cut(name: str, *, narrow: bool) -> str:
    most = _LONGEST_NAME[narrow]
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"

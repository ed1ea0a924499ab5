"""How charts look: colours that the colour-blind and a black-and-white printer tell apart, and Danish numbers."""

from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal

#: Okabe and Ito's palette, which keeps its differences for all common kinds of colour blindness.
BLUE = "#0072B2"
SKY = "#56B4E9"
ORANGE = "#E69F00"
GREEN = "#009E73"
PINK = "#CC79A7"
GREY = "#8A8F96"

INK = "#1D2530"
FAINT = "#566270"
GRID = "#DCDAD3"
PAPER = "#FFFFFF"

#: What is set for every chart. The salt makes ids the same every time; letters are drawn as shapes, so that a chart
#: looks the same whatever fonts a reader has; a dollar in a name is no formula.
RC: dict[Any, Any] = {
    "svg.hashsalt": "udklip",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "text.color": INK,
    "axes.edgecolor": GRID,
    "axes.labelcolor": FAINT,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "hatch.linewidth": 0.7,
}


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in points."""

    width: float
    height: float


WIDE = Size(620, 215)
NARROW = Size(328, 250)


def danish(number: float) -> str:
    """A whole number with Danish dots: 1.234."""
    return str(format_decimal(round(number), locale="da"))

"""Draws a chart. The same chart gives the same bytes."""

import base64
from collections.abc import Hashable
from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import Protocol

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from udklip.schedules.charts.style import NARROW, PAPER, RC, Size

_POINTS = 72
_NO_METADATA: dict[str, dict[str, None]] = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
# matplotlib keeps its settings for the whole process; the page and the service draw from several threads.
_ONE_AT_A_TIME = Lock()


class Chart(Hashable, Protocol):
    """Something that can be drawn, and be told in words for whoever cannot see it."""

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        ...

    def paint(self, axes: Axes, *, narrow: bool) -> None:
        """Draw it."""
        ...


def as_svg(chart: Chart, size: Size) -> bytes:
    """The chart as a picture that keeps sharp, for pages and print."""
    return _drawn(chart, size, "svg")


def as_png(chart: Chart, size: Size) -> bytes:
    """The chart in twice the dots of a screen, for mails, which show no SVG."""
    return _drawn(chart, size, "png")


def as_address(chart: Chart, size: Size) -> str:
    """The chart as an address that holds it, for a page that loads nothing."""
    return f"data:image/svg+xml;base64,{base64.b64encode(as_svg(chart, size)).decode()}"


# A tenth of a second each, and a page that is opened again has the same.
@lru_cache(maxsize=64)
def _drawn(chart: Chart, size: Size, form: str) -> bytes:
    with _ONE_AT_A_TIME, rc_context(RC):
        figure = Figure(
            figsize=(size.width / _POINTS, size.height / _POINTS), facecolor=PAPER, layout="constrained"
        )
        chart.paint(figure.add_subplot(), narrow=size.width <= NARROW.width)
        file = BytesIO()
        figure.savefig(file, format=form, dpi=2 * _POINTS, metadata=_NO_METADATA[form])
    return file.getvalue()

"""A small chart of the last four weeks: SVG for the page, PNG for mail, drawn by one function."""

import io
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from udklip.core import danish
from udklip.core.letter import Picture
from udklip.schedules.overview.values import Overview

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "fire-uger"
WIDTH, HEIGHT = 360, 132
FEW = 8
NEARLY_FOUR_WEEKS = timedelta(days=21)
_POINTS = 72 / 100
# Read on white and on black alike; one hue, and days before shine through, so that no colour need be told apart.
_BARS, _WORDS, _FAINT = "#2b8f9c", "#717c88", 0.38
_STYLE: Any = {
    "svg.hashsalt": "udklip",
    "svg.fonttype": "none",
    "font.size": 10 * _POINTS,
    "text.color": _WORDS,
}
# What the page colours by its own style sheet, so that it follows the reader's dark mode.
_SHOWN_AS = {_BARS: "var(--bars)", _WORDS: "currentColor"}
_NO_DATES = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}


def as_svg(overview: Overview) -> str | None:
    """The chart as an element of the page, or None where there is nothing to compare with."""
    if overview.history is None:
        return None
    drawn = _drawn(bars(overview), overview.history.mean, "svg").decode()
    element = drawn[drawn.index("<svg") :]
    element = re.sub(r"<metadata>.*?</metadata>\s*", "", element, flags=re.DOTALL)
    element = re.sub(r"font: ([\d.]+px)[^;\"]*", r"font-size: \1", element)
    element = re.sub(r"<defs>\s*<style.*?</defs>\s*", "", element, count=1, flags=re.DOTALL)
    element = re.sub(r'style="([^"]*)"', _as_attributes, element)
    for drawn_as, shown_as in _SHOWN_AS.items():
        element = element.replace(drawn_as, shown_as)
    size = f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{told(overview)}" focusable="false"'
    return re.sub(r'width="[\d.]+pt" height="[\d.]+pt"', size, element, count=1)


def as_picture(overview: Overview) -> Picture | None:
    """The chart as a mail shows it."""
    words = told(overview)
    if overview.history is None or words is None:
        return None
    return Picture(NAME, _drawn(bars(overview), overview.history.mean, "png"), words)


def told(overview: Overview) -> str | None:
    """What the chart shows, in words."""
    if overview.history is None:
        return None
    count = danish.counted(overview.counts.stories, "historie", "historier")
    first = overview.history.days[0][0]
    weeks = (
        "i de seneste fire uger"
        if overview.day - first >= NEARLY_FOUR_WEEKS
        else f"siden {danish.long_day(first)}"
    )
    return f"{count} mod {danish.number(round(overview.history.mean, 1))} i gennemsnit {weeks}"


def _as_attributes(style: re.Match[str]) -> str:
    """Styles as attributes: the page's rules against foreign styles forbid the others."""
    pairs = (pair.partition(":") for pair in style[1].split(";") if ":" in pair)
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, _, value in pairs)


def bars(overview: Overview) -> tuple[tuple[date, int], ...]:
    """What the chart draws: the stories of each day, the overview's own last."""
    earlier = overview.history.days if overview.history else ()
    return (*earlier, (overview.day, overview.counts.stories))


@lru_cache(maxsize=32)
def _drawn(bars: Sequence[tuple[date, int]], mean: float, form: Literal["svg", "png"]) -> bytes:
    # Half a second to load, and only an overview draws.
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    file = io.BytesIO()
    with rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100))
        axes = figure.add_axes((0.01, 0.3, 0.98, 0.6))
        _draw(axes, bars, mean)
        figure.savefig(file, format=form, dpi=200, transparent=True, metadata=_NO_DATES[form])
    return file.getvalue()


def _draw(axes: "Axes", bars: Sequence[tuple[date, int]], mean: float) -> None:
    counts = [count for _, count in bars]
    places = range(len(bars))
    colours = [(_BARS, _FAINT)] * (len(bars) - 1) + [(_BARS, 1.0)]
    axes.bar(places, counts, width=0.72, color=colours, linewidth=0)
    axes.axhline(mean, color=_WORDS, linewidth=0.8, linestyle=(0, (3, 3)))
    axes.text(places[-1], counts[-1], f"{counts[-1]}\n", ha="center", va="center", weight="bold")
    axes.set_xlim(-0.6, max(len(bars), 8) - 0.4)
    axes.set_ylim(0, max(*counts, mean, 1) * 1.16)
    axes.set_xticks(places, [_weekday(day, dated=len(bars) <= FEW) for day, _ in bars])
    axes.tick_params(axis="x", length=0, pad=2, labelcolor=_WORDS)
    axes.set_yticks([])
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_WORDS)


def _weekday(day: date, *, dated: bool) -> str:
    """The weekday's first letter; beneath a Monday's its date, so that weeks are seen, or beneath every one's."""
    letter = "mtotfls"[day.isoweekday() - 1]
    return f"{letter}\n{day.day}/{day.month}" if dated or day.isoweekday() == 1 else letter

"""The report as a page that is also printed; everything from outside is escaped."""

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader

from udklip.schedules.charts.drawing import Chart, as_address
from udklip.schedules.charts.style import NARROW, WIDE, Size
from udklip.schedules.overview.rendering.render import environment, loader
from udklip.schedules.reporting import words
from udklip.schedules.reporting.figures import coverage_chart, spread_chart, voices_chart
from udklip.schedules.reporting.values import FEWEST_FOR_PERCENT, RELEASES_SHOWN, PressReport


def to_html(report: PressReport) -> str:
    """A whole page that needs nothing from elsewhere: styles and charts are inside."""
    footer = _css_text(f"{words.title(report.period)} · {report.profile}")
    return templates().get_template("report.html.j2").render(footer=footer, **told(report))


def told(report: PressReport) -> dict[str, Any]:
    """What the template of the report's body is filled with."""
    voices = voices_chart(report)
    return {
        "report": report,
        "reservations": words.reservations(report),
        "most_releases": RELEASES_SHOWN,
        "fewest": FEWEST_FOR_PERCENT,
        "coverage_chart": _pictures(coverage_chart(report), WIDE, NARROW),
        "spread_chart": _pictures(spread_chart(report), Size(WIDE.width, 150), Size(NARROW.width, 190)),
        "voices_chart": _pictures(voices, voices.size(WIDE.width), voices.size(NARROW.width)),
    }


@cache
def templates() -> Environment:
    """The report's templates, which know the overview's words and ours."""
    made = environment(ChoiceLoader([report_loader(), loader()]))
    made.globals["words"] = words
    return made


def report_loader() -> PackageLoader:
    """Where the report's templates stand; the desk page uses them too."""
    return PackageLoader("udklip.schedules.reporting.rendering", "templates")


def _pictures(chart: Chart, wide: Size, narrow: Size) -> dict[str, str]:
    """The chart for a screen or a sheet, for a telephone, and in words."""
    return {"alt": chart.alt, "wide": as_address(chart, wide), "narrow": as_address(chart, narrow)}


def _css_text(text: str) -> str:
    """`text` fit to stand between the quotation marks of a style sheet, where HTML's own escapes do not count."""
    return "".join(char if char.isalnum() or char in " .,·–" else f"\\{ord(char):x} " for char in text)

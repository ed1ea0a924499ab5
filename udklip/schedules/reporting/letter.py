"""The letter that tells of a report: its figures in words, a table and one chart, and the way to the whole of it."""

from datetime import datetime

from udklip.core.letter import Letter, LetterKind, Picture
from udklip.schedules.charts.drawing import as_png
from udklip.schedules.charts.style import Size
from udklip.schedules.reporting import words
from udklip.schedules.reporting.figures import coverage_chart
from udklip.schedules.reporting.rendering.page import templates
from udklip.schedules.reporting.values import PressReport

CHART = "omtale"
_CHART_SIZE = Size(560, 215)
VOICES_TOLD = 5
STORIES_TOLD = 5


def letter_of(report: PressReport, at: datetime, public_url: str | None) -> Letter:
    """The letter of `report`, the same to everybody; `public_url` is where the desk is reached, if it is."""
    pictures = _pictures(report)
    told = {
        "report": report,
        "reservations": words.reservations(report),
        "voices": [voice for voice in report.voices if voice.articles.now][:VOICES_TOLD],
        "stories": report.stories[:STORIES_TOLD],
        "pictures": pictures,
        "desk": public_url and f"{public_url.rstrip('/')}/",
    }
    return Letter(
        id=report.id,
        kind=LetterKind.REPORT,
        subject=_subject(report),
        text=templates().get_template("letter.txt.j2").render(told),
        html=templates().get_template("letter.html.j2").render(told),
        at=at,
        pictures=pictures,
    )


def _subject(report: PressReport) -> str:
    counts = report.counts
    told = (
        f"{words.count(counts.articles, 'artikel', 'artikler')} "
        f"i {words.count(counts.outlets, 'medie', 'medier')}"
    )
    return f"{words.title(report.period)}: {told if counts.articles else 'ingen omtale'}"


def _pictures(report: PressReport) -> tuple[Picture, ...]:
    if not report.counts.articles:
        return ()
    chart = coverage_chart(report)
    return (Picture(CHART, as_png(chart, _CHART_SIZE), chart.alt),)

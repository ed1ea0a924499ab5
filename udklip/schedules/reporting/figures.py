"""The charts of a report."""

from collections.abc import Callable

from udklip.core.danish import percent
from udklip.schedules.charts.bars import Bar, Bars
from udklip.schedules.charts.columns import Columns, Part
from udklip.schedules.charts.lines import Line, Lines
from udklip.schedules.charts.style import BLUE, GREEN, ORANGE, PINK, SKY
from udklip.schedules.overview.values import Origin
from udklip.schedules.reporting import words
from udklip.schedules.reporting.values import VOICES_DRAWN, PressReport, SliceCounts

_LOOKS = {
    Origin.EARNED: (BLUE, None),
    Origin.WIRE: (SKY, None),
    Origin.OWN: (ORANGE, "////"),
    Origin.SPONSORED: (PINK, "\\\\\\\\"),
}


def coverage_chart(report: PressReport) -> Columns:
    """Articles by day or week, each column stacked of their origins."""
    counts = [part.counts for part in report.slices]
    parts = tuple(
        Part(words.ORIGINS[origin], colour, tuple(getattr(each, origin) for each in counts), hatch)
        for origin, (colour, hatch) in _LOOKS.items()
    )
    unknown = frozenset(place for place, part in enumerate(report.slices) if not part.known)
    said = _said(report, lambda part: f"{part.counts.articles}")
    return Columns(f"Artikler {_by(report)}: {said}.", _labels(report), parts, unknown)


def spread_chart(report: PressReport) -> Lines:
    """Outlets and stories by day or week."""
    outlets = tuple(part.counts.outlets if part.known else None for part in report.slices)
    stories = tuple(part.counts.stories if part.known else None for part in report.slices)
    said = _said(report, lambda part: f"{part.counts.outlets} og {part.counts.stories}")
    return Lines(
        f"Medier og historier {_by(report)}: {said}.",
        _labels(report),
        (Line("Historier", GREEN, stories, "s", "--"), Line("Medier", BLUE, outlets)),
    )


def voices_chart(report: PressReport) -> Bars:
    """Each partner's share of the articles that name partners, the loudest first."""
    voices = [voice for voice in report.voices if voice.articles.now][:VOICES_DRAWN]
    bars = tuple(
        Bar(voice.name, voice.share_of_articles, percent(voice.share_of_articles), marked=voice.own)
        for voice in voices
    )
    return Bars("Andel af omtalen: " + ", ".join(f"{bar.label} {bar.note}" for bar in bars) + ".", bars)


def _said(report: PressReport, numbers: Callable[[SliceCounts], str]) -> str:
    """The numbers of every part, in words."""
    return ", ".join(
        f"{words.slice_name(report.period, part.slice)}: {numbers(part) if part.known else 'ukendt'}"
        for part in report.slices
    )


def _by(report: PressReport) -> str:
    return "pr. dag" if report.period.by_day else "pr. uge"


def _labels(report: PressReport) -> tuple[str, ...]:
    return tuple(words.slice_label(report.period, part.slice) for part in report.slices)

"""What stands in the sheets of a report's workbook: headings, and rows of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from udklip.core import danish
from udklip.schedules.reporting import words
from udklip.schedules.reporting.values import Change, PressReport

#: A whole number is a count, any other number a share (0 to 1).
Value = str | int | float | date | None
Rows = list[list[Value]]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how many characters wide what stands below is shown."""

    heading: str
    width: int = 12


KEY_FIGURES = (
    Column("Tal"),
    Column("Perioden"),
    Column("Perioden før"),
    Column("Ændring"),
    Column("Ændring i procent"),
)
VOICES = (
    Column("Navn", 44),
    Column("Artikler"),
    Column("Andel af artikler", 18),
    Column("Heraf redaktionelle", 20),
    Column("Historier"),
    Column("Andel af historier", 18),
    Column("Artikler i perioden før", 24),
    Column("Historier i perioden før", 24),
)
PEOPLE = (
    Column("Navn", 36),
    Column("Titel", 30),
    Column("Organisation", 36),
    Column("Artikler"),
    Column("Medier"),
    Column("Historier"),
    Column("Artikler i perioden før", 24),
)
RELEASES = (
    Column("Pressemeddelelse", 60),
    Column("Afsender", 28),
    Column("Dato"),
    Column("Bragt i", 28),
    Column("Overtaget"),
    Column("Dage efter"),
    Column("Link", 50),
)
SOURCES = (
    Column("Kilde", 36),
    Column("Hvad der skete", 44),
    Column("Artikler"),
    Column("Artikler i perioden før", 24),
    Column("Dage hentet helt", 18),
    Column("Dage hentet delvist", 20),
    Column("Dage ikke hentet", 18),
)


def key_figures(report: PressReport) -> Rows:
    """The counts, each against the period before."""
    labels = words.KEY_FIGURES | {str(origin): label for origin, label in words.ORIGINS.items()}
    return [[label, *_against(report.change(name))] for name, label in labels.items()]


def slices(report: PressReport) -> tuple[Column, ...]:
    """The headings of the coverage by day or week."""
    first = "Dag" if report.period.by_day else "Uge"
    return (
        Column(first, 26),
        *(Column(label) for label in words.KEY_FIGURES.values()),
        *(Column(label, 20) for label in words.ORIGINS.values()),
    )


def slice_rows(report: PressReport) -> Rows:
    """The coverage by day or week."""
    names = (*words.KEY_FIGURES, *words.ORIGINS)
    return [
        [
            words.slice_name(report.period, part.slice),
            *(getattr(part.counts, name) if part.known else None for name in names),
        ]
        for part in report.slices
    ]


def voices(report: PressReport) -> Rows:
    """The partners' shares."""
    return [
        [
            voice.name,
            voice.articles.now,
            voice.share_of_articles,
            voice.earned,
            voice.stories.now,
            voice.share_of_stories,
            voice.articles.before,
            voice.stories.before,
        ]
        for voice in report.voices
    ]


def people(report: PressReport) -> Rows:
    """The register's people who are quoted."""
    return [
        [
            each.person.name,
            each.person.title,
            each.person.organisation,
            each.articles.now,
            each.outlets,
            each.stories,
            each.articles.before,
        ]
        for each in report.speakers.known
    ]


def releases(report: PressReport) -> Rows:
    """A row for each outlet that brought a release."""
    return [
        [
            line.title,
            danish.outlet(line.source),
            line.day,
            danish.outlet(pickup.source),
            None if pickup.share is None else float(pickup.share),
            pickup.days,
            pickup.url,
        ]
        for line in report.releases.brought
        for pickup in line.pickups
    ]


def sources(report: PressReport) -> Rows:
    """Every source with its days, those that came or went first."""
    told = {line.name: line for line in report.sources}
    rest = [name for name in report.basis.sources if name not in told]
    rows: Rows = []
    for name in (*told, *rest):
        line, days = told.get(name), report.basis.sources.get(name)
        counts = [days.complete, days.partial, days.failed] if days else [None, None, None]
        news = words.source_news(line) if line else None
        articles = [line.articles.now, line.articles.before] if line else [None, None]
        rows.append([danish.outlet(name), news, *articles, *counts])
    return rows


def notes(report: PressReport) -> Sequence[str]:
    """What must be known of the numbers."""
    return [
        *words.reservations(report),
        words.coverage(report),
        "Artikler er hver gengivelse i hvert medie; historier er artikler om det samme.",
        "Telegrammer, annoncørbetalte tekster og egne ord tælles for sig.",
        "Nævner en artikel flere partnere, tæller den med hos dem hver.",
        "Omtale omregnes ikke til kroner (ingen PR-værdi).",
        *([words.capital(words.undated(report.undated))] if report.undated else []),
    ]


def _against(change: Change) -> list[Value]:
    return [change.now, change.before, change.difference, change.share]

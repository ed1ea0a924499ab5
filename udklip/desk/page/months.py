"""Coverage month by month as a chart: articles, and stories where they were counted, with the figures in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from babel.dates import format_date

from udklip.indexer.facets import Facet, FacetValue
from udklip.schedules.charts.drawing import as_address
from udklip.schedules.charts.lines import Line, Lines
from udklip.schedules.charts.style import BLUE, GREEN, Size

MOST = 24
FEWEST = 2
SIZE = Size(620, 170)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture as an address, what it shows in words, and as a table, the newest month first."""

    address: str
    alt: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, *tuple[int, ...]], ...]


def drawn(facets: Sequence[Facet]) -> Drawn | None:
    """The last two years of what `facets` count by month; None where there are not two months to compare."""
    counted = next((facet.values for facet in facets if facet.name == "month"), ())
    months = list(_months(counted))
    if len(months) < FEWEST:
        return None
    lines = list(_lines(counted, months))
    figures = list(zip(map(_name, months), *(line.values for line in reversed(lines)), strict=True))
    said = ", ".join(f"{month}: {' og '.join(map(str, counts))}" for month, *counts in figures)
    what = " og ".join(line.label for line in reversed(lines)).capitalize()
    chart = Lines(f"{what} pr. måned: {said}.", tuple(_labels(months)), tuple(lines))
    headings = ("Måned", *(line.label for line in reversed(lines)))
    return Drawn(as_address(chart, SIZE), chart.alt, headings, tuple(reversed(figures)))


def _lines(counted: Sequence[FacetValue], months: Sequence[str]) -> Iterator[Line]:
    """Stories, where they were counted, and above them articles."""
    by_month = {value.value: value for value in counted}
    there = [by_month.get(month, FacetValue(month, 0, 0, 0)) for month in months]
    stories = [value.stories for value in there]
    if None not in stories:
        yield Line("Historier", GREEN, tuple(stories), "s", "--")
    yield Line("Artikler", BLUE, tuple(value.articles for value in there))


def _months(counted: Sequence[FacetValue]) -> Iterator[str]:
    """Every month from the first counted to the last, those without coverage too; the newest ones, in order."""
    if not counted:
        return iter(())
    first, last = min(each.value for each in counted), max(each.value for each in counted)
    backwards = takewhile(lambda month: month >= first, _back_from(last))
    return reversed([month for _, month in zip(range(MOST), backwards, strict=False)])


def _back_from(month: str) -> Iterator[str]:
    year, number = map(int, month.split("-"))
    while True:
        yield f"{year:04}-{number:02}"
        year, number = (year, number - 1) if number > 1 else (year - 1, 12)


def _day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _name(month: str) -> str:
    return format_date(_day(month), "MMMM y", locale="da")


def _labels(months: Sequence[str]) -> Iterator[str]:
    """Short names; the first month and every January have their year below."""
    for month in months:
        short = format_date(_day(month), "LLL", locale="da").removesuffix(".")
        yield f"{short}\n{month[:4]}" if month == months[0] or month.endswith("-01") else short

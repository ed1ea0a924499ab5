"""Coverage by month as a chart: every month between the first and the last, the newest two years."""

import base64
import re

from udklip.desk.page.months import MOST, drawn
from udklip.indexer.facets import Facet, FacetValue


def facet(**months: int) -> Facet:
    values = (
        FacetValue(month.replace("m", "").replace("_", "-"), count, 1, 1) for month, count in months.items()
    )
    return Facet("month", tuple(values), exact=True)


def test_a_month_without_coverage_is_a_nought_and_no_gap() -> None:
    made = drawn([facet(m2020_11=3, m2021_01=2)])
    assert made is not None
    assert made.alt == (
        "Artikler og historier pr. måned: november 2020: 3 og 1, december 2020: 0 og 0, januar 2021: 2 og 1."
    )
    assert made.address.startswith("data:image/svg+xml;base64,")
    assert made.headings == ("Måned", "Artikler", "Historier")
    assert made.rows == (("januar 2021", 2, 1), ("december 2020", 0, 0), ("november 2020", 3, 1))


def test_every_year_is_named_though_its_january_has_no_label() -> None:
    """Two years from a December on: every second month has a label."""
    made = drawn([facet(m2018_12=3, m2020_11=5)])
    assert made is not None
    picture = base64.b64decode(made.address.partition("base64,")[2]).decode()
    # What is drawn as outlines matplotlib writes beside them as a comment.
    written = re.findall(r"<!-- (.*?) -->", picture)
    assert [text for text in written if re.fullmatch(r"\d{4}", text)] == ["2018", "2019", "2020"]


def test_one_month_is_nothing_to_compare() -> None:
    assert drawn([facet(m2020_11=3)]) is None
    assert drawn([]) is None


def test_only_the_newest_two_years_are_drawn() -> None:
    made = drawn([facet(m2010_01=1, m2020_11=3)])
    assert made is not None
    assert made.alt.count(" og 0") == MOST - 1
    assert "december 2018: 0 og 0" in made.alt
    assert "november 2018" not in made.alt


def test_where_stories_were_not_counted_articles_stand_alone() -> None:
    values = tuple(
        FacetValue(month, count, None, None) for month, count in (("2020-11", 5000), ("2021-01", 4))
    )
    made = drawn([Facet("month", values, exact=True)])
    assert made is not None
    assert made.alt == "Artikler pr. måned: november 2020: 5000, december 2020: 0, januar 2021: 4."
    assert made.headings == ("Måned", "Artikler")
    assert made.rows[-1] == ("november 2020", 5000)

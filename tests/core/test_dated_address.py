"""Addresses that hold a date: what they are on which day."""

from datetime import date

import pytest
from pydantic import ValidationError

from udklip.core.dated_address import in_time, is_dated, is_one_of
from udklip.core.source import Source

SITE = "https://avisen.example"
NEW_YEAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("address", "urls"),
    [
        ("/sitemap/{yyyy}-{mm}-{dd}", ["/sitemap/2026-01-01", "/sitemap/2025-12-31", "/sitemap/2025-12-30"]),
        ("/sitemap-{yyyy}-{mm}.xml", ["/sitemap-2026-01.xml", "/sitemap-2025-12.xml"]),
        ("/{yy}/{dd}{mm}", ["/26/0101", "/25/3112", "/25/3012"]),
        ("/rss", ["/rss"]),
    ],
)
def test_an_address_has_one_form_for_each_day_newest_first(address: str, urls: list[str]) -> None:
    found = in_time(SITE + address, date(2025, 12, 30), NEW_YEAR)
    assert [one.url for one in found] == [SITE + url for url in urls]
    assert found[0].upto == NEW_YEAR
    assert is_dated(SITE + address) is ("{" in address)
    assert all(is_one_of(one.url, SITE + address) for one in found)
    assert not is_one_of(SITE + "/sitemap/nyt", SITE + address)


def test_the_last_day_of_a_month_is_known() -> None:
    months = in_time(SITE + "/{yyyy}/{mm}", date(2025, 11, 15), NEW_YEAR)
    assert [one.upto for one in months] == [NEW_YEAR, date(2025, 12, 31), date(2025, 11, 30)]


@pytest.mark.parametrize("address", ["/sitemap/{dato}", "/sitemap/{YYYY}", "/sitemap/{yyyy", "/{}"])
def test_another_place_than_a_dates_is_refused_with_what_is_allowed(address: str) -> None:
    with pytest.raises(ValidationError, match=r"\{yyyy\}, \{mm\} and \{dd\}"):
        Source(name="Avisen", hosts=("avisen.example",), sitemaps=(SITE + address,))


@pytest.mark.parametrize("bounds", [{"rhythm_min": "3 h"}, {"rhythm_max": "1 h"}])
def test_a_rhythm_outside_its_bounds_is_refused(bounds: dict[str, str]) -> None:
    block = {"name": "Avisen", "hosts": ["avisen.example"], "feeds": [SITE], "rhythm": "2 h"}
    with pytest.raises(ValidationError, match="between rhythm_min and rhythm_max"):
        Source.model_validate(block | bounds)

"""Dates as Danish pages print them; counted from Thursday 26 November 2020, 12.00 in Copenhagen."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udklip.crawler.dates import LATEST, is_date_line, parse_danish, parse_stamp

NOW = datetime(2020, 11, 26, 12, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))

FORMS = [
    ("d. 3. marts 2020 kl. 10.15", "2020-03-03 10:15"),
    ("3. marts 2020", "2020-03-03 00:00"),
    ("3 marts 2020", "2020-03-03 00:00"),
    ("03. mar. 2020", "2020-03-03 00:00"),
    ("lør. 5. jun.", "2020-06-05 00:00"),
    ("lø. 5. juni", "2020-06-05 00:00"),
    ("tirsdag den 24. november 2020", "2020-11-24 00:00"),
    ("Tirsdag d. 24. november kl. 9", "2020-11-24 09:00"),
    ("24. nov. 2020 kl. 09.30", "2020-11-24 09:30"),
    ("24. nov 2020, 09:30", "2020-11-24 09:30"),
    ("24. nov. 9.30", "2020-11-24 09:30"),
    ("24. nov '20", "2020-11-24 00:00"),
    ("24. nov. 20", "2020-11-24 00:00"),
    ("24.november 2020", "2020-11-24 00:00"),
    ("24/11-2020", "2020-11-24 00:00"),
    ("24/11 2020", "2020-11-24 00:00"),
    ("24/11-20", "2020-11-24 00:00"),
    ("24/11/2020 KL. 09:00", "2020-11-24 09:00"),
    ("24/11", "2020-11-24 00:00"),
    ("24/11 kl. 7.05", "2020-11-24 07:05"),
    ("24.11.2020", "2020-11-24 00:00"),
    ("24.11.20", "2020-11-24 00:00"),
    ("24. 11. 2020", "2020-11-24 00:00"),
    ("24.11.2020 10.15", "2020-11-24 10:15"),
    ("24-11-2020", "2020-11-24 00:00"),
    ("24-11-2020 10:15:30", "2020-11-24 10:15"),
    ("10:15 - 24. november 2020", "2020-11-24 10:15"),
    ("kl. 10:15 d. 24/11-2020", "2020-11-24 10:15"),
    ("2020-11-24", "2020-11-24 00:00"),
    ("2020/11/24", "2020-11-24 00:00"),
    ("20201124", "2020-11-24 00:00"),
    ("2020-11-24T10:15", "2020-11-24 10:15"),
    ("2020-11-24 10:15", "2020-11-24 10:15"),
    ("2020-11-24T10:15:00Z", "2020-11-24 11:15"),
    ("2020-11-24T10:15:00+01:00", "2020-11-24 10:15"),
    ("2020-11-24T10:15:00+0000", "2020-11-24 11:15"),
    ("2020-06-24T10:15:00.000Z", "2020-06-24 12:15"),
    ("2020-11-24 10:15:00.000+0100", "2020-11-24 10:15"),
    ("Tue, 24 Nov 2020 10:15:00 +0100", "2020-11-24 10:15"),
    ("Tue, 24 Nov 2020 10:15:00 GMT", "2020-11-24 11:15"),
    ("November 24, 2020", "2020-11-24 00:00"),
    ("oktober 2, 2020 14:30", "2020-10-02 14:30"),
    ("i går kl. 14", "2020-11-25 14:00"),
    ("I går, 14:05", "2020-11-25 14:05"),
    ("igår", "2020-11-25 00:00"),
    ("i dag kl. 8.30", "2020-11-26 08:30"),
    ("i forgårs", "2020-11-24 00:00"),
    ("for 2 timer siden", "2020-11-26 10:00"),
    ("for en time siden", "2020-11-26 11:00"),
    ("for ca. 20 minutter siden", "2020-11-26 11:40"),
    ("12 min. siden", "2020-11-26 11:48"),
    ("3 t", "2020-11-26 09:00"),
    ("for tre dage siden", "2020-11-23 00:00"),
    ("for 1 uge siden", "2020-11-19 00:00"),
    ("lige nu", "2020-11-26 12:00"),
    ("mandag kl. 16.20", "2020-11-23 16:20"),
    ("i tirsdags", "2020-11-24 00:00"),
    ("Publiceret: 24. november 2020 kl. 06:00", "2020-11-24 06:00"),
    ("Opdateret 25. nov. 2020 | Publiceret 24. nov. 2020", "2020-11-24 00:00"),
    ("Af Jens Hansen, 24. november 2020", "2020-11-24 00:00"),
    ("31. december", "2019-12-31 00:00"),
    ("29. februar", "2020-02-29 00:00"),
    ("27. november 2020", "2020-11-27 00:00"),
    ("24. nov 20 09:15", "2020-11-24 09:15"),
    ("d.24/11-20 kl.9.15", "2020-11-24 09:15"),
    ("24\u201111\u20112020", "2020-11-24 00:00"),
    ("24.\u00a0november\u00a02020", "2020-11-24 00:00"),
    ("24.11.2020 09:15:00 CET | Nørrevig Havn", "2020-11-24 09:15"),
    ("Oprettet: 24.11.2020 - Sidst opdateret: 25.11.2020", "2020-11-24 00:00"),
    ("24. november 2020 (opdateret 25. november 2020)", "2020-11-24 00:00"),
    ("Ida Holm · 24. nov. 2020 · 3 min", "2020-11-24 00:00"),
    ("2020-11-24T09:15:00+01", "2020-11-24 09:15"),
    ("1606205700", "2020-11-24 09:15"),
    ("1606205700000", "2020-11-24 09:15"),
    ("Tue Nov 24 2020 09:15:00 GMT+0100 (CET)", "2020-11-24 09:15"),
    ("25. oktober 2020 kl. 01.30", "2020-10-25 01:30"),
    ("25. oktober 2020 kl. 03.30", "2020-10-25 03:30"),
    ("2020-10-25T01:30:00Z", "2020-10-25 02:30"),
    ("29. marts 2020 kl. 01.59", "2020-03-29 01:59"),
    ("29. marts 2020 kl. 03.00", "2020-03-29 03:00"),
    ("24. november 2020, 09:15 Uhr", "2020-11-24 09:15"),
    ("5. März 2020", "2020-03-05 00:00"),
    ("3. Dezember 2019", "2019-12-03 00:00"),
    ("3. mai 2020", "2020-05-03 00:00"),
    ("24 augusti 2020", "2020-08-24 00:00"),
    ("3. desember 2019", "2019-12-03 00:00"),
    ("Nov. 24, 2020, 3:15 p.m.", "2020-11-24 15:15"),
    ("November 24, 2020 at 12:05 am", "2020-11-24 00:05"),
    ("24th of November 2020", "2020-11-24 00:00"),
    ("Published on November 24, 2020", "2020-11-24 00:00"),
    ("2 hours ago", "2020-11-26 10:00"),
    ("yesterday", "2020-11-25 00:00"),
    ("vor 2 Stunden", "2020-11-26 10:00"),
    ("gestern, 14:05 Uhr", "2020-11-25 14:05"),
    ("för 2 timmar sedan", "2020-11-26 10:00"),
    ("i aftes kl. 22", "2020-11-25 22:00"),
    ("i morges kl. 7.30", "2020-11-26 07:30"),
    ("for et kvarter siden", "2020-11-26 11:45"),
    ("for en halv time siden", "2020-11-26 11:30"),
    ("lørdag d. 21. nov.", "2020-11-21 00:00"),
]

NONE = [
    "",
    "juni 2020",
    "31. februar 2020",
    "2020-13-45",
    "11/24/2020",
    "24. december 2020",
    "1. januar 2031",
    "der er 24 ansatte",
    "10.15",
    "© 2009-2020",
    "Side 3/17 af 2020",
    "99/99/9999",
    "4.-6. juni",
    "10/10 stjerner",
    "3/4 af alle",
    "version 2.11.20.5",
    "Torsdag er fyraften",
    "tlf. 12-34-56-78",
    "ISBN 978-87-02-12345",
    "for mange år siden",
    "9999999999",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_a_printed_form_gives_its_moment_in_copenhagen(text: str, expected: str) -> None:
    moment = parse_danish(text, NOW)

    assert moment is not None
    assert moment.tzinfo is UTC
    assert f"{moment.astimezone(NOW.tzinfo):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_or_lies_in_the_future_gives_none(text: str) -> None:
    assert parse_danish(text, NOW) is None


def test_a_day_without_time_of_day_is_not_exact() -> None:
    day, minute = parse_stamp("24. november 2020", NOW), parse_stamp("24. november 2020 kl. 9.30", NOW)

    assert (day and day.exact, minute and minute.exact) == (False, True)


@pytest.mark.parametrize(
    "line",
    ["24. november 2020", "Tirsdag d. 24. nov. 2020 kl. 9.15", "November 24, 2020", "Publiceret: 24-11-2020"],
)
def test_a_line_of_nothing_but_a_date_is_told(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line", ["København, 24. november 2020", "Byrådet mødes 24. november 2020", "kl. 9.15", "Tirsdag"]
)
def test_a_line_that_says_more_than_a_date_or_no_day_is_told_too(line: str) -> None:
    assert not is_date_line(line)


@given(st.text(max_size=60) | st.text("0123456789./-:kl ianovdejufmrst", max_size=40))
def test_no_string_breaks_it_or_gives_a_future_date(text: str) -> None:
    moment = parse_danish(text, NOW)

    assert moment is None or moment <= NOW + LATEST

"""The report's files, read back by what people read them with; nothing from outside is more than text."""

import base64
import json
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pypdfium2
import pytest
from lxml import etree, html
from openpyxl import load_workbook
from schedules.reporting.histories import history, watch
from schedules.reporting.made_up import DIRECTOR, OUTLETS, US, article, press, quoting

from udklip.core.ledger import VisitState
from udklip.schedules.charts.bars import Bar, Bars
from udklip.schedules.charts.columns import Columns, Part
from udklip.schedules.charts.drawing import Chart, as_png, as_svg
from udklip.schedules.charts.lines import Line, Lines
from udklip.schedules.charts.style import NARROW, WIDE
from udklip.schedules.overview.values import Quoted
from udklip.schedules.reporting import words
from udklip.schedules.reporting.building import build_report
from udklip.schedules.reporting.coverage import Coverage, Known
from udklip.schedules.reporting.letter import letter_of
from udklip.schedules.reporting.period import Period, read_month, read_week
from udklip.schedules.reporting.rendering.as_json import as_object
from udklip.schedules.reporting.rendering.excel import to_excel
from udklip.schedules.reporting.rendering.page import to_html
from udklip.schedules.reporting.rendering.pdf import to_pdf
from udklip.schedules.reporting.values import PressReport

WEEK, MONTH = read_week("2020-W48"), read_month("2020-11")
KNOWN = Known(frozenset({US}), {DIRECTOR: Quoted(DIRECTOR, "adm. direktør", US)})
SCRIPT = "<script>alert('udklip')</script>"
HEADINGS = [
    "Omtale pr. uge",
    "De mest bragte historier",
    "Partnernes andel af omtalen",
    "Citerede personer",
    "Pressemeddelelser og hvem der bragte dem",
    "Kilder til og fra",
    "Hvad tallene tæller",
]


def report(period: Period = MONTH, count: int = 120, profile: str = US) -> PressReport:
    days = (period.last - period.first).days + 1
    coverage = Coverage(press(count, period.first, days), press(90, period.before.first, days - 2, 2))
    partial = history(
        period, "Fjordbladet", lambda day: VisitState.PARTIAL if day == period.first else VisitState.COMPLETE
    )
    sources = [history(period, name) for name, _ in OUTLETS if name != "Fjordbladet"]
    return build_report(profile, period, coverage, KNOWN, watch(period, partial, *sources))


def hostile() -> PressReport:
    name = f'"><i>Kilde {SCRIPT}'
    item = quoting(
        article("a", source=name, url="javascript:alert(1)", partners=["=cmd|' /C calc'!A0", US]), DIRECTOR
    )
    item = replace(
        item, reading=replace(item.reading, title=f'=HYPERLINK("http://ond.example") {SCRIPT} $a_b$')
    )
    coverage = Coverage([item, article("b", source="@SUM(A1)")])
    sources = (
        history(WEEK, name, lambda _: VisitState.FAILED),
        history(WEEK, "@SUM(A1)", lambda _: VisitState.FAILED),
    )
    return build_report(f'{SCRIPT}"; }} body {{ display: none', WEEK, coverage, KNOWN, watch(WEEK, *sources))


@pytest.fixture(scope="module")
def month() -> PressReport:
    return report()


@pytest.fixture(scope="module")
def pdf(month: PressReport) -> bytes:
    return to_pdf(month)


# The page


def test_the_page_holds_every_part_and_needs_nothing_from_elsewhere(month: PressReport) -> None:
    page = html.document_fromstring(to_html(month))
    assert page.get("lang") == "da"
    assert page.xpath("string(//h1)") == "November 2020"
    assert [heading.text for heading in page.iter("h2")] == HEADINGS
    assert page.xpath("//script | //link | //iframe | //object") == []
    assert "url(" not in page.xpath("string(//style)")
    pictures = [*page.xpath("//img/@src"), *page.xpath("//source/@srcset")]
    assert len(pictures) == 6
    assert all(picture.startswith("data:image/svg+xml;base64,") for picture in pictures)


def test_every_chart_is_told_in_words_and_has_its_table(month: PressReport) -> None:
    page = html.document_fromstring(to_html(month))
    alts = page.xpath("//img/@alt")
    for part in month.slices:
        assert f"{words.slice_name(MONTH, part.slice)}: {part.counts.articles}" in alts[0]
    rows = page.xpath("//section[@aria-labelledby='omtale']//tbody/tr")
    assert [int(row.xpath("string(td[1])")) for row in rows] == [
        part.counts.articles for part in month.slices
    ]
    total = page.xpath("//section[@aria-labelledby='omtale']//tfoot/tr[1]/td")
    assert [int(cell.text) for cell in total[:3]] == [
        month.counts.articles,
        month.counts.outlets,
        month.counts.stories,
    ]


def test_the_page_says_what_its_numbers_count_and_rest_on(month: PressReport) -> None:
    text = html.document_fromstring(to_html(month)).text_content()
    assert "ingen »PR-værdi«" in text
    assert "6 af 7 kilder er hentet helt hver dag." in text
    assert "Gjort op efter hentningen 1. dec. 2020 kl. 7.00." in text


def test_markup_from_outside_is_only_text() -> None:
    page = html.document_fromstring(to_html(hostile()))
    assert page.xpath("//script | //i | //svg") == []
    assert SCRIPT in page.text_content()
    assert [href for href in page.xpath("//a/@href") if "javascript" in href] == []
    assert "display: none" not in page.xpath("string(//style)").split("@page")[1].split("@bottom-right")[0]


def test_days_that_nobody_watched_are_no_noughts() -> None:
    young = watch(WEEK, since=date(2020, 11, 27))
    made = build_report(US, WEEK, Coverage([article("a", date(2020, 11, 28))]), KNOWN, young)
    page = html.document_fromstring(to_html(made))
    rows = page.xpath("//section[@aria-labelledby='omtale']//tbody/tr")
    assert [row.xpath("string(td[1])") for row in rows] == [*["ikke overvåget"] * 4, "0", "1", "0"]
    assert "mandag 23. nov.: ukendt" in page.xpath("//img/@alt")[0]
    sheet = load_workbook(BytesIO(to_excel(made)))["Omtale pr. dag"]
    assert [row[1] for row in sheet.iter_rows(min_row=2, max_row=8, values_only=True)] == [
        *[None] * 4,
        0,
        1,
        0,
    ]


# The PDF


def test_the_pdf_is_a4_with_page_numbers_and_every_part(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    for number, text in enumerate(texts, 1):
        assert f"Side {number} af {len(texts)}" in text
        assert f"Rapport, november 2020 · {US}" in text
    whole = " ".join(" ".join(texts).split())
    for heading in HEADINGS:
        assert heading in whole
    assert len(texts) <= 6


def test_the_pdf_says_what_it_is_and_when_it_was_made(pdf: bytes) -> None:
    about = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert about["Title"] == "Rapport, november 2020"
    assert about["Author"] == "Udklip"
    assert about["CreationDate"].startswith("D:20201201")


def test_the_pdfs_charts_are_drawn(pdf: bytes) -> None:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB")
    colours = {colour for _, colour in picture.getcolors(1 << 20) or []}
    assert {(0, 114, 178), (86, 180, 233)} <= colours


# Excel


def test_the_workbook_holds_the_numbers_and_charts_of_its_own(month: PressReport) -> None:
    book = load_workbook(BytesIO(to_excel(month)))
    assert book.sheetnames == [
        "Rapport",
        "Omtale pr. uge",
        "Partnere",
        "Personer",
        "Pressemeddelelser",
        "Kilder",
    ]
    sheet = book["Omtale pr. uge"]
    rows = list(sheet.iter_rows(min_row=2, max_row=1 + len(month.slices), values_only=True))
    assert [row[1] for row in rows] == [part.counts.articles for part in month.slices]
    assert [cell.value for cell in sheet[1]][:4] == ["Uge", "Artikler", "Medier", "Historier"]
    assert len(sheet._charts) == 2
    assert len(book["Partnere"]._charts) == 1
    assert [next(iter(book[name].tables)) for name in book.sheetnames] == [f"Tabel{n}" for n in range(1, 7)]
    figures = {row[0]: row[1] for row in book["Rapport"].iter_rows(min_row=8, max_row=14, values_only=True)}
    assert figures["Artikler"] == month.counts.articles
    assert figures["Annoncørbetalt"] == month.counts.sponsored


def test_every_outlet_of_a_release_is_a_row(month: PressReport) -> None:
    rows = list(
        load_workbook(BytesIO(to_excel(month)))["Pressemeddelelser"].iter_rows(min_row=2, values_only=True)
    )
    assert len(rows) == sum(len(line.pickups) for line in month.releases.brought) > 0
    assert isinstance(rows[0][2], datetime)
    assert all(0 <= row[4] <= 1 for row in rows)


def test_no_cell_is_a_formula() -> None:
    book = load_workbook(BytesIO(to_excel(hostile())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    values = [cell.value for cell in cells]
    assert "'=cmd|' /C calc'!A0" in values
    assert "'@SUM(A1)" in values


# JSON, letter, charts


def test_the_json_is_the_report(month: PressReport) -> None:
    value = json.loads(json.dumps(as_object(month)))
    assert value["id"] == "rapport-2020-11"
    assert value["period"] == {"id": "2020-11", "kind": "month", "from": "2020-11-01", "to": "2020-11-30"}
    assert value["counts"]["articles"] == sum(part["articles"] for part in value["slices"]) == 120
    assert value["before"]["counts"]["articles"] == 90
    assert value["people"]["known"][0]["name"] == DIRECTOR
    assert value["coverage"]["whole"] == 6
    assert "Bo Berg" not in json.dumps(value)


def test_the_letter_says_the_same_in_text_and_html(month: PressReport) -> None:
    letter = letter_of(month, MONTH.end, "https://udklip.example/")
    assert letter.id == "rapport-2020-11"
    assert letter.subject == "Rapport, november 2020: 120 artikler i 7 medier"
    page = html.document_fromstring(letter.html)
    assert words.summary(month) in letter.text
    assert words.summary(month) in page.text_content()
    assert [picture.name for picture in letter.pictures] == ["omtale"]
    assert page.xpath("//img/@src") == ["cid:omtale"]
    assert letter.pictures[0].png.startswith(b"\x89PNG")
    assert page.xpath("//a[text()='Udklip']/@href") == ["https://udklip.example/"]
    assert "Find omtalen i Udklip: https://udklip.example/\n" in letter.text


def test_a_letter_of_a_period_without_coverage_has_no_chart() -> None:
    letter = letter_of(report(count=0), MONTH.end, None)
    assert letter.subject == "Rapport, november 2020: ingen omtale"
    assert letter.pictures == ()
    assert "Find omtalen" not in letter.text


def test_a_letter_is_only_text_whatever_it_tells() -> None:
    letter = letter_of(hostile(), WEEK.end, None)
    assert "\n" not in letter.subject
    assert html.document_fromstring(letter.html).xpath("//script | //a[contains(@href, 'javascript')]") == []


def test_the_same_report_gives_the_same_bytes(month: PressReport, pdf: bytes) -> None:
    again = report()
    page = to_html(again)
    assert page == to_html(month)
    assert to_pdf(again, page) == pdf
    assert to_excel(again) == to_excel(month)
    assert as_object(again) == as_object(month)
    assert letter_of(again, MONTH.end, None) == letter_of(month, MONTH.end, None)


CHARTS = [
    Columns(
        "",
        tuple("abc"),
        (Part("Artikler", "#0072B2", (1, 0, 1234)), Part("$Andet_", "#E69F00", (0, 2, 3), "//")),
    ),
    Columns("", (), (Part("Artikler", "#0072B2", ()),)),
    Lines("", tuple("ab"), (Line("Medier", "#0072B2", (3, 4)), Line("Historier", "#009E73", (2, 4)))),
    Lines(
        "", tuple("abc"), (Line("Medier", "#0072B2", (None, 3, None)), Line("Ingen", "#009E73", (None,) * 3))
    ),
    Columns("", tuple("ab"), (Part("Artikler", "#0072B2", (0, 1)),), frozenset({0})),
    Lines("", ("a",), (Line("Medier", "#0072B2", (0,)), Line("Historier", "#009E73", (0,)))),
    Bars("", (Bar("$x_y$ & <b>", 0.4, "40 %", marked=True), Bar("å" * 90, 0.0, "0 %"))),
    Bars("", ()),
]


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_of_anything_is_drawn_wide_and_narrow(chart: Chart) -> None:
    for size in (WIDE, NARROW):
        root = etree.fromstring(as_svg(chart, size))
        assert root.get("viewBox") == f"0 0 {size.width} {size.height}"
        assert root.xpath("//*[local-name()='script' or local-name()='image']") == []
        assert as_png(chart, size) == as_png(chart, size)


def test_the_charts_of_a_page_are_small_enough_to_be_mailed(month: PressReport) -> None:
    page = html.document_fromstring(to_html(month))
    sizes = [len(base64.b64decode(src.split(",", 1)[1])) for src in page.xpath("//img/@src")]
    assert max(sizes) < 60_000

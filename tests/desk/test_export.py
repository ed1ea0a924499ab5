"""`udklip search --export`: every kind of file read back by what reads it at the press team's."""

import csv
import json
import re
from datetime import datetime
from io import StringIO
from pathlib import Path

import docx
import feedparser
import openpyxl
import pytest
from desk.exported import FORMULAS, SENTENCE, TEN_WORDS, Filled, fill
from lxml import etree

ENDINGS = ["xlsx", "csv", "docx", "json", "rss"]
STORIES = 2 + len(FORMULAS)
ITEMS = 4 + len(FORMULAS)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill(tmp_path_factory.mktemp("exported"))


@pytest.fixture(scope="module")
def table(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The rows of the CSV, as a spreadsheet with Danish settings takes them."""
    file = filled.exported(tmp_path_factory.mktemp("csv"), "csv", all_copies=True)
    assert file.read_bytes().startswith("\ufeffDato;Medie;".encode())
    return list(csv.DictReader(StringIO(file.read_text("utf-8-sig"), newline=""), delimiter=";"))


def _in(rows: list[dict[str, str]], title: str) -> dict[str, str]:
    (row,) = (row for row in rows if title in row["Titel"])
    return row


def test_a_row_is_danish(table: list[dict[str, str]]) -> None:
    row = _in(table, "nye hænder")
    assert (row["Dato"], row["Først set"]) == ("24-11-2020 09:00", "24-11-2020 10:00")
    assert (row["Medie"], row["Art"], row["Adgang"]) == ("Ærøposten", "artikel", "bag betalingsmur")
    assert (row["Medietype"], row["Hvorfor"]) == ("regionalt", "klyngen er nævnt")
    assert (row["Tekster i historien"], row["Medier i historien"]) == ("3", "3")
    assert row["Fra pressemeddelelse"] == "39 %"
    assert row["Link"] == "https://ærøposten.example/extract"


def test_rights_cut_what_is_told(table: list[dict[str, str]]) -> None:
    assert _in(table, "stiftet")["Uddrag"] == SENTENCE
    assert _in(table, "nye hænder")["Uddrag"] == TEN_WORDS
    assert _in(table, "venner")["Uddrag"] == ""


def test_the_newest_comes_first_and_the_undated_by_when_it_was_seen(table: list[dict[str, str]]) -> None:
    assert len(table) == ITEMS
    assert [row["Titel"] for row in table[:2]] == ["Ny klynge stiftet", "Klynge uden dato"]
    assert table[1]["Dato"] == ""


def test_no_cell_is_a_formula_or_has_control_characters(table: list[dict[str, str]]) -> None:
    cells = [cell for row in table for cell in row.values()]
    assert [cell for cell in cells if re.match(r"\s*[=+\-@]", cell)] == []
    assert [cell for cell in cells if re.search("[\x00-\x1f\u202e]", cell)] == []
    titles = [row["Titel"] for row in table]
    assert {"'=1+1 klynge", "'+45 klynger", "'-klynge", "'@klynge", "klynge", "'=klynge()"} <= set(titles)


def test_excel_has_times_numbers_and_links(filled: Filled, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(filled.exported(tmp_path, "xlsx", all_copies=True)).active
    headings = [cell.value for cell in sheet[1]]
    rows = [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert (len(rows), sheet.freeze_panes, sheet.auto_filter.ref) == (ITEMS, "A2", f"A1:P{ITEMS + 1}")
    (row,) = (row for row in rows if row["Titel"].value == "Klynge i nye hænder")
    assert row["Dato"].value == datetime(2020, 11, 24, 9)  # noqa: DTZ001 - a cell knows no offset
    assert row["Dato"].number_format == "dd-mm-yyyy hh:mm"
    assert (row["Tekster i historien"].value, row["Fra pressemeddelelse"].value) == (3, 0.39)
    assert row["Fra pressemeddelelse"].number_format == "0 %"
    assert row["Link"].hyperlink.target == row["Link"].value
    assert {cell.data_type for row in rows for cell in row.values()} <= {"s", "n", "d"}
    assert [
        row["Titel"].value for row in rows if str(row["Titel"].value).startswith(("=", "+", "-", "@"))
    ] == []


def test_word_groups_by_story_with_links_labels_and_extracts(filled: Filled, tmp_path: Path) -> None:
    report = docx.Document(str(filled.exported(tmp_path, "docx")))
    told = [(part.style.name, part.text) for part in report.paragraphs]
    assert told[0] == ("Title", "Presseomtale: klynge")
    assert told[1][1].startswith(f"{ITEMS} artikler i 3 medier, {STORIES} historier. Udtrukket ")
    assert next(text for style, text in told if style == "Heading 2") == "Ny klynge stiftet"
    story = [text for _, text in told[2:6]]
    assert story == [
        "Ny klynge stiftet",
        f"Fjordbladet · 25. nov. 2020 kl. 9.00 · pressemeddelelse\nNy klynge stiftet\n»{SENTENCE}«",
        f"Ærøposten · 24. nov. 2020 kl. 9.00 · bag betalingsmur\nKlynge i nye hænder\n»{TEN_WORDS}«",
        'Tavsbladet · 24. nov. 2020 kl. 9.00 · annoncørbetalt\nKlynge & <b>venner</b>; "alle"',
    ]
    assert "Fjordbladet · uden dato · telegram\nKlynge uden dato" in [text for _, text in told]
    links = [link.url for part in report.paragraphs for link in part.hyperlinks]
    assert len(links) == ITEMS
    assert links[0] == "https://fjordbladet.example/full"


def test_json_is_what_search_prints_in_one_array(filled: Filled, tmp_path: Path) -> None:
    rows = json.loads(filled.exported(tmp_path, "json").read_text("utf-8"))
    assert rows == filled.way.json("search", "klynge", "--sort", "date")
    assert len(rows) == STORIES


def test_a_feed_is_read_by_a_feed_reader(filled: Filled, tmp_path: Path) -> None:
    file = filled.exported(tmp_path, "rss", all_copies=True)
    feed = feedparser.parse(file.read_bytes())
    assert (feed.bozo, feed.version, feed.feed.language) == (False, "rss20", "da")
    entries = {entry.link: entry for entry in feed.entries}
    paid = entries["https://tavsbladet.example/link"]
    assert [tag.term for tag in paid.tags] == ["annoncørbetalt"]
    assert entries["https://ærøposten.example/extract"].summary == f"Ærøposten: {TEN_WORDS}"
    assert paid.published == "Tue, 24 Nov 2020 09:00:00 +0100"
    ids = etree.parse(file).xpath("//guid/text()")
    assert len(set(ids)) == ITEMS
    assert all(each.startswith("urn:uuid:") for each in ids)
    assert 'Klynge & <b>venner</b>; "alle"' in etree.parse(file).xpath("//item/title/text()")


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_found_is_a_file_that_says_so(filled: Filled, tmp_path: Path, ending: str) -> None:
    file = filled.exported(tmp_path, ending, "findesikke")
    assert file.stat().st_size > 0
    if ending == "json":
        assert json.loads(file.read_text("utf-8")) == []
    if ending == "docx":
        assert docx.Document(str(file)).paragraphs[1].text.startswith("Ingen omtale.")


def test_it_says_how_many_and_a_limit_holds(filled: Filled, tmp_path: Path) -> None:
    file = tmp_path / "to.csv"
    ended = filled.way.udklip("search", "klynge", "--export", str(file), "--limit", "2")
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr.strip() == f"Wrote 2 rows to {file}, newest first."
    assert len(file.read_text("utf-8-sig").splitlines()) == 3


def test_a_wrong_ending_is_refused_with_those_there_are(filled: Filled, tmp_path: Path) -> None:
    ended = filled.way.udklip("search", "klynge", "--export", str(tmp_path / "udklip.pdf"))
    assert ended.returncode == 2
    assert "udklip.pdf must end in one of .xlsx, .csv, .docx, .json, .rss" in ended.stderr


def test_a_folder_that_is_not_there_is_told(filled: Filled, tmp_path: Path) -> None:
    ended = filled.way.udklip("search", "klynge", "--export", str(tmp_path / "ingen" / "udklip.csv"))
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert "cannot be written (No such file or directory)" in ended.stderr


def test_counting_and_exporting_are_two_things(filled: Filled, tmp_path: Path) -> None:
    ended = filled.way.udklip("search", "klynge", "--count", "--export", str(tmp_path / "udklip.csv"))
    assert (ended.returncode, list(tmp_path.iterdir())) == (2, [])

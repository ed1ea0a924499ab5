"""Export files under strain: many rows in little memory, what cannot be written, and what stood there before."""

import gc
import json
import stat
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from indexer.press_items import MORNING, press_item
from lxml import etree

from udklip.core.errors import ExportFailed, SettingsError
from udklip.core.replacing import replacing
from udklip.desk.export import excel, word
from udklip.desk.export.exporter import About
from udklip.desk.export.registry import EXPORTERS
from udklip.desk.searching import Found
from udklip.indexer.index import Hit

ABOUT = About("klynge", MORNING)
FLAT = [".csv", ".xlsx", ".json", ".rss"]


def found(count: int, title: str = "Klynge stiftet") -> Iterator[Found]:
    for number in range(count):
        item = press_item(f"item{number}", title, published=MORNING - timedelta(minutes=number))
        hit = Hit(
            item.id,
            item.url,
            title,
            item.source,
            item.reading.published,
            "article",
            "open",
            item.id,
            1,
            1,
            0.0,
        )
        yield Found(hit, item, f"{title} i dag, siger direktør nummer {number}.")


def peak(work: Callable[[], object]) -> int:
    """The most memory that `work` takes, in bytes, when done once more.

    Python keeps up to 2,000 tuples of each length to use them again, which count as taken, until a full collection.
    """
    gc.collect()
    gc.disable()
    try:
        work()
        tracemalloc.start()
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.enable()


def writing(ending: str, count: int, file: Path) -> Callable[[], None]:
    def write() -> None:
        with file.open("wb") as opened:
            EXPORTERS[ending].write(found(count), ABOUT, opened)

    return write


@pytest.mark.parametrize("ending", FLAT)
def test_rows_are_written_and_let_go(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_LINKS", 10)
    file = tmp_path / f"file{ending}"
    grown = peak(writing(ending, 1_600, file)) - peak(writing(ending, 200, file))
    assert grown < peak(lambda: list(found(1_400))) / 10


def test_links_beyond_what_excel_is_given_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_LINKS", 2)
    cells = list(openpyxl.load_workbook(written(".xlsx", found(3))).active["E"])[1:]
    assert [cell.hyperlink is not None for cell in cells] == [True, True, False]
    assert cells[2].value == "https://fjordbladet.example/item2"


@pytest.mark.parametrize(
    ("ending", "bound"), [(".xlsx", (excel, "MOST_ROWS")), (".docx", (word, "MOST_ITEMS"))]
)
def test_more_than_a_kind_of_file_holds_is_refused(
    ending: str, bound: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*bound, 3)
    written(ending, found(3))
    with pytest.raises(ExportFailed, match=r"\.csv"):
        written(ending, found(4))


@pytest.mark.parametrize("ending", EXPORTERS)
def test_what_is_no_text_does_not_break_a_file(ending: str) -> None:
    file = written(ending, found(1, "Klynge\ud800 \x00\x0b\ufffe\U0001f9ec <&>"))
    told = read_back(ending, file)
    assert "\ud800" not in told
    assert "\U0001f9ec <&>" in told


def written(ending: str, rows: Iterable[Found]) -> BytesIO:
    file = BytesIO()
    EXPORTERS[ending].write(rows, ABOUT, file)
    file.seek(0)
    return file


def read_back(ending: str, file: BytesIO) -> str:
    if ending == ".xlsx":
        return str(openpyxl.load_workbook(file).active["C2"].value)
    if ending == ".docx":
        return docx.Document(file).paragraphs[2].text
    if ending == ".rss":
        return str(etree.parse(file).findtext(".//item/title"))
    if ending == ".json":
        return str(json.load(file)[0]["title"])
    return file.read().decode("utf-8-sig")


def test_a_failure_leaves_what_stood_there(tmp_path: Path) -> None:
    file = tmp_path / "udklip.csv"
    file.write_text("før", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        _stopped_halfway(file)
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("udklip.csv", "før")]


def _stopped_halfway(file: Path) -> None:
    with replacing(file) as opened:
        opened.write(b"halvt")
        raise KeyboardInterrupt


def test_who_may_read_a_file_stays_and_a_link_leads_to_the_new_one(tmp_path: Path) -> None:
    file, link = tmp_path / "udklip.csv", tmp_path / "nyeste.csv"
    file.write_text("før", "utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    with replacing(link) as opened:
        opened.write(b"efter")
    assert (link.is_symlink(), file.read_text("utf-8")) == (True, "efter")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "udklip.csv"
    folder.mkdir()
    with pytest.raises(SettingsError, match="is a folder"), replacing(folder):
        pass

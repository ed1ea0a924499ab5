"""How well Danish is searched: pairs of a query and a text that it must find, or must not."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from indexer.press_items import press_item

from udklip.core.reading import Hints
from udklip.core.settings import Index as IndexSettings
from udklip.crawler.reading import read
from udklip.indexer.index import SearchOptions, open_index

PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text("utf-8"))
LEAST_PAIRS = 550


@dataclass(frozen=True, slots=True)
class Judged:
    """Every pair of query and text that came out, and the wrong ones in words."""

    right: int
    missed: list[str]
    wrongly_found: list[str]

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrongly_found))


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    items = [press_item(name, "", text) for name, text in PAIRS["texts"].items()]
    with open_index(IndexSettings(), tmp_path_factory.mktemp("quality"), writing=True) as index:
        assert index.write(items) == []
        right, missed, wrongly_found = 0, [], []
        for each in PAIRS["queries"]:
            found = {hit.id for hit in index.search(each["query"], SearchOptions(limit=1_000))}
            right += len(found & set(each["finds"]))
            missed += [f"{each['query']} → {name}" for name in each["finds"] if name not in found]
            wrongly_found += [f"{each['query']} → {name}" for name in each["misses"] if name in found]
    return Judged(right, missed, wrongly_found)


#: What an OCR without Danish letters makes of a text.
MISREAD = str.maketrans({"æ": "ae", "ø": "g", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A"})


@pytest.mark.parametrize(
    "query", ["København", "søvn", "løsning", "ældre", "Åkirkeby", '"målinger aldrig må"', "plejehjem"]
)
def test_what_a_bad_ocr_misread_is_found_by_its_word(tmp_path: Path, query: str) -> None:
    """The whole way of a damaged text: read and mended, made a document, asked for."""
    printed = (Path(__file__).parents[1] / "damaged_press.txt").read_text("utf-8")
    damaged = printed.translate(MISREAD)
    assert "Kgbenhavn" in damaged
    reading = read(damaged.encode(), Hints())
    assert reading.ocr
    scanned = press_item("scanned", reading.title or "", reading.body, lead=reading.lead, ocr=True)
    untouched = press_item("untouched", "Kort nyt", damaged)
    with open_index(IndexSettings(), tmp_path, writing=True) as index:
        assert index.write([scanned, untouched]) == []
        assert "scanned" in {hit.id for hit in index.search(query)}
        assert [hit.id for hit in index.search("Kgbenhavn")] == ["untouched"]


def test_every_name_in_the_table_has_a_text_and_there_are_enough_pairs() -> None:
    named = [name for each in PAIRS["queries"] for name in (*each["finds"], *each["misses"])]
    assert set(named) <= set(PAIRS["texts"])
    assert len(named) >= LEAST_PAIRS


def test_recall_is_not_under_its_floor(judged: Judged) -> None:
    assert judged.recall >= PAIRS["floors"]["recall"], judged.missed


def test_precision_is_not_under_its_floor(judged: Judged) -> None:
    assert judged.precision >= PAIRS["floors"]["precision"], judged.wrongly_found

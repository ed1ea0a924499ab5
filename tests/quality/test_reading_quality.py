"""How well pages and texts are read: scores on the real ones with gold, and floors just under them."""

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from udklip.core.reading import Access, Hints, Reading
from udklip.core.times import shown
from udklip.crawler.reading import read

# Measured: 0.992 on the average, 0.976 the worst page. Raise them; never lower one silently.
BODY_F1, WORST_BODY_F1 = 0.99, 0.97

PAGES = (
    "jyllandsposten_2025.html.gz",
    "sn_900368.html",
    "sn_922379_paywalled.html",
    "verdensbedste_jorde.html",
    "verdensbedste_indonesien.html",
)
SEEDS = ("000", "001", "002", "003", "004")


def saved_page(shared: Path, name: str) -> tuple[Reading, dict[str, Any]]:
    folder = shared / "data" / "pages"
    gold = next(
        page for page in json.loads((folder / "gold.json").read_text("utf-8")) if page["file"] == name
    )
    content = (folder / name).read_bytes()
    return read(content, Hints(url=gold["url"])), gold


def seed(shared: Path, number: str) -> tuple[Reading, dict[str, Any], str]:
    """What is read of a seed, its answers, and the seed; the damaged one as it was printed, addresses aside."""
    file = next((shared / "seeds").glob(f"{number}_*.txt"))
    gold = json.loads((shared / "gold" / f"{file.stem}.json").read_text("utf-8"))
    raw = file.read_text("utf-8")
    if number == "004":
        gold |= {part: as_printed(shared, gold[part]) for part in ("title", "standfirst")}
        raw = as_printed(shared, re.sub(r"^[e¢] ", "- ", raw, flags=re.MULTILINE))
    return read(file.read_bytes(), Hints()), gold, raw


def as_printed(shared: Path, text: str) -> str:
    rows = (shared / "gold" / "004_words.tsv").read_text("utf-8").splitlines()[1:]
    printed = {damaged: word for damaged, word, _ in (row.split("\t") for row in rows)}
    return re.sub(r"[\w&]+(?:-\w+)*", lambda found: printed.get(found[0], found[0]), text)


def shared_fours(found: str, wanted: str) -> float:
    """F1 on 4-grams of words, counted as often as they stand."""
    ours, gold = fours(found), fours(wanted)
    both = sum((ours & gold).values())
    return 2 * both / max(1, sum(ours.values()) + sum(gold.values()))


def fours(text: str) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def test_body_of_the_saved_pages(shared: Path) -> None:
    scores = []
    for name in PAGES:
        reading, gold = saved_page(shared, name)
        scores.append(shared_fours(reading.body, "\n".join(gold["body"])))

    assert min(scores) >= WORST_BODY_F1
    assert sum(scores) / len(scores) >= BODY_F1


@pytest.mark.parametrize("name", PAGES)
def test_title_lead_authors_and_date_of_the_saved_pages(shared: Path, name: str) -> None:
    reading, gold = saved_page(shared, name)
    published = shown(reading.published) or ""

    assert reading.title == gold["title"]
    assert [reading.lead] == gold["lead"]
    assert list(reading.authors) == gold["author"]
    assert published.startswith(gold["date"])
    assert reading.url == gold["url"]


@pytest.mark.parametrize("name", PAGES)
def test_what_must_not_be_in_the_text_is_not(shared: Path, name: str) -> None:
    reading, gold = saved_page(shared, name)

    assert not [text for text in gold["must_not"] if text in reading.text]


def test_the_paywalled_page_gives_its_teaser_and_nothing_else(shared: Path) -> None:
    reading, gold = saved_page(shared, "sn_922379_paywalled.html")

    assert reading.body.split("\n\n") == gold["body"]
    assert reading.access is Access.TEASER


def test_a_packed_page_reads_as_the_plain_one(shared: Path) -> None:
    packed = (shared / "data/pages/jyllandsposten_2025.html.gz").read_bytes()

    assert read(packed, Hints()) == read(gzip.decompress(packed), Hints())


@pytest.mark.parametrize("number", SEEDS)
def test_title_standfirst_and_kind_of_the_seeds(shared: Path, number: str) -> None:
    reading, gold, _ = seed(shared, number)

    assert folded(reading.title) == folded(gold["title"])
    assert folded(reading.lead) == folded(gold["standfirst"])
    assert reading.kind == gold["kind"]


@pytest.mark.parametrize("number", SEEDS)
def test_no_boilerplate_of_the_seeds_is_left_and_nothing_else_is_lost(shared: Path, number: str) -> None:
    reading, gold, raw = seed(shared, number)
    furniture = {folded(line) for line in gold["boilerplate"]}
    article = "\n".join(line for line in raw.splitlines() if folded(line) not in furniture)

    assert not [line for line in reading.text.splitlines() if folded(line) in furniture]
    assert not words(without_marks(article)) - words(reading.text)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def without_marks(text: str) -> str:
    return re.sub(r"\]\(mailto:[^)]*\)", "]", text)

"""What Tesseract's English model makes of each sign: pages are printed, read, and laid beside what was printed."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytesseract

from tools.ocr_mending.alignment import word_pairs
from tools.ocr_mending.printing import Press, printed, wrapped
from udklip.crawler.ocr_mending.alignment import sign_pairs
from udklip.crawler.ocr_mending.rates import Counts

FONTS = (
    "LiberationSans-Regular", "LiberationSerif-Regular", "DejaVuSans", "DejaVuSerif", "LiberationSans-Bold",
    "LiberationSerif-Italic", "LiberationSansNarrow-Regular", "DejaVuSansCondensed", "LiberationMono-Regular",
    "DejaVuSerifCondensed-Italic", "LiberationSerif-Bold", "LiberationSans-Italic", "DejaVuSans-Bold",
)  # fmt: skip
_DANISH = frozenset("æøåÆØÅ")
_STROKES = frozenset("lI")
"""Letters that are a mere stroke, and read as each other."""
_READ_TWICE = ("lI", "iI")
"""What older engines make of one stroke; seen in press releases, and not by the engine that is learnt from."""
_SIGNS = frozenset("@&|")
_LONGEST_OUTCOME = 4
_FEWEST = 3
"""Times that damage to other signs must have been seen: it is rare, and much of it is chance."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The words of a page as printed and as read."""

    font: str
    printed: list[str]
    read: list[str]


def presses(fonts: Sequence[str]) -> Iterator[Press]:
    """Ways to print and scan, for ever: sizes, resolutions and dirt in turn, each with every type."""
    ways = (
        {"points": 11, "dpi": 200},
        {"points": 10, "dpi": 300},
        {"points": 12, "dpi": 150},
        {"points": 11, "dpi": 200, "blur": 1.0, "noise": 0.002},
        {"points": 9.5, "dpi": 200, "skew": 0.7},
        {"points": 11, "dpi": 150, "blur": 0.6},
    )
    for number, way in enumerate(cycle(ways)):
        for font in fonts:
            yield Press(font=f"{font}.ttf", seed=number, **way)  # type: ignore[arg-type]


def read_pages(pages: Iterable[Sequence[str]], fonts: Sequence[str], kept: Path) -> list[ReadPage]:
    """Print and read `pages`; what was read is kept in the file `kept`, and not read again."""
    known = [ReadPage(**json.loads(line)) for line in kept.open(encoding="utf-8")] if kept.exists() else []
    with kept.open("a", encoding="utf-8") as file:
        for number, (page, press) in enumerate(zip(pages, presses(fonts), strict=False)):
            if number >= len(known):
                known.append(_read(page, press))
                file.write(json.dumps(_as_row(known[-1]), ensure_ascii=False) + "\n")
                file.flush()
    return known


def _read(page: Sequence[str], press: Press) -> ReadPage:
    lines = wrapped(page)
    read = pytesseract.image_to_string(printed(lines, press), lang="eng")
    return ReadPage(press.font, " ".join(lines).split(), read.split())


def _as_row(page: ReadPage) -> dict[str, object]:
    return {"font": page.font, "printed": page.printed, "read": page.read}


def sign_counts(pages: Iterable[ReadPage]) -> Counts:
    """How often each sign that suffers was read as what; what was read right is counted too."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for one, other in word_pairs(page.printed, page.read):
            for sign, outcome in sign_pairs(one, other):
                counts[sign][outcome] += 1
    believed = {sign: _believed(sign, counts[sign]) for sign in sorted(_DANISH | _STROKES)}
    believed["l"].update(dict.fromkeys(_READ_TWICE, _FEWEST))
    return believed


def _believed(sign: str, outcomes: Counter[str]) -> dict[str, int]:
    """Damage among letters, of which digits and stops are no part: nobody could tell them from what is right."""
    fewest = 1 if sign in _DANISH else _FEWEST
    return {
        outcome: count
        for outcome, count in outcomes.most_common()
        if outcome == sign or (count >= fewest and _is_letters(outcome) and outcome.lower() != sign.lower())
    }


def _is_letters(outcome: str) -> bool:
    return 0 < len(outcome) <= _LONGEST_OUTCOME and all(sign.isalpha() or sign in _SIGNS for sign in outcome)

"""Learn what an OCR without Danish does to Danish, and write the lists that texts are mended with.

Usage: python -m tools.ocr_mending.learn [--shared DIR] [--work DIR] [--pages N]

Needs Tesseract with its English model and the DejaVu and Liberation types. Reading 156 pages takes some ten minutes on
one core; what was read is kept in the work folder.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

import marisa_trie

from tools.ocr_mending.damage import FONTS, read_pages, sign_counts
from tools.ocr_mending.texts import pages
from tools.ocr_mending.word_lists import (
    confused_words,
    letter_shares,
    letter_weights,
    neighbour_counts,
    word_shares,
)
from udklip.crawler.ocr_mending.danish import LETTERS, PAIRS, RATES, SHIPPED, WORDS
from udklip.crawler.ocr_mending.rates import Counts
from udklip.crawler.ocr_mending.word_costs import (
    LETTER_FORMAT,
    PAIR_FORMAT,
    RUNNING_WORDS,
    SCALE,
    WORD_FORMAT,
)

ROOT = Path(__file__).resolve().parents[2]
PLACES = ROOT / "tools" / "model" / "lists" / "places.txt"
NOTICE = Path(__file__).parent / "notice.md.txt"
_MOST = 65_535
SEED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn and write; 2 where the material is not there."""
    options = _options().parse_args(arguments)
    parliament = options.shared / "data/ner/folketinget_da.txt.gz"
    names = options.shared / "data/ner/danish_names.csv"
    if missing := [str(file) for file in (parliament, names) if not file.is_file()]:
        print(f"not there: {', '.join(missing)}; name the shared material with --shared", file=sys.stderr)
        return 2
    options.work.mkdir(parents=True, exist_ok=True)
    drawn = pages(parliament, names, options.pages, SEED)
    counts = sign_counts(read_pages(drawn, FONTS, options.work / "read.jsonl"))
    print(f"rates of {len(counts)} signs from {options.pages} pages")
    write_lists(options.to, counts, parliament, names)
    return 0


def write_lists(folder: Path, counts: Counts, parliament: Path, names: Path) -> None:
    """Write all that mending needs into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RATES).write_text(json.dumps(counts, ensure_ascii=False, indent=1) + "\n", "utf-8")
    shares = word_shares(parliament, names, PLACES)
    _save(folder / WORDS, WORD_FORMAT, {word: (_cost(share),) for word, share in shares.items()})
    letters = letter_shares(letter_weights(shares, RUNNING_WORDS))
    _save(
        folder / LETTERS,
        LETTER_FORMAT,
        {run: (_cost(one), _cost(left)) for run, (one, left) in letters.items()},
    )
    pairs = neighbour_counts(parliament, confused_words(shares, counts), shares)
    _save(
        folder / PAIRS, PAIR_FORMAT, {" ".join(pair): (min(count, _MOST),) for pair, count in pairs.items()}
    )
    shutil.copyfile(NOTICE, folder / "NOTICE.md")
    print(f"{len(shares)} words, {len(letters)} runs of letters, {len(pairs)} pairs of words in {folder}")


def _save(file: Path, record: str, rows: Mapping[str, tuple[int, ...]]) -> None:
    marisa_trie.RecordTrie(record, sorted(rows.items())).save(str(file))


def _cost(share: float) -> int:
    return min(_MOST, round(-SCALE * log(share)))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    shared = Path(os.environ.get("UDKLIP_SHARED") or ROOT.parent / "shared")
    parser.add_argument("--shared", type=Path, default=shared, help="the folder of shared material")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "ocr_mending", help="where what was read is kept"
    )
    parser.add_argument("--to", type=Path, default=SHIPPED, help="where the lists go")
    parser.add_argument("--pages", type=int, default=156)
    return parser


if __name__ == "__main__":
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    sys.exit(main())

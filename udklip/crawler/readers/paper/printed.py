"""From the blocks of a printed page to a Reading: the largest heading is the title."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from udklip.core.reading import Hints, Reading
from udklip.crawler.ocr_mending import mended
from udklip.crawler.readers.paper.ocr import PageRead
from udklip.crawler.readers.paper.page_layout import PrintedBlock
from udklip.crawler.readers.plain_lines import flowed
from udklip.crawler.readers.text import reading_of
from udklip.crawler.readers.text_parts import taken_apart

_HEADING, _SCANNED_HEADING = 1.15, 1.3
"""How much larger than the body's letters a title is set, at least; on a picture sizes are not measured as well."""
_TITLE_WITHIN = 12
_LONGEST_TITLE = 260
_ODD_SIZE = 0.06
_PROBE = 24
"""Letters that a page is found again by."""


def read_blocks(
    blocks: Sequence[PrintedBlock], hints: Hints, media_type: str, scanned: Sequence[PageRead] = ()
) -> Reading:
    """Read what is printed in `blocks`, of which OCR read the pages `scanned`.

    Raises:
        Unreadable: `no_text` where nothing is.
    """
    whole = _mended(blocks)
    title = _title(whole, _SCANNED_HEADING if scanned else _HEADING)
    paragraphs = flowed(_joined(whole))
    ocr = bool(scanned) or whole is not blocks
    reading = reading_of(taken_apart(paragraphs, title=title), hints, ocr=ocr, media_type=media_type)
    return replace(
        reading, ocr_confidence=_confidence(scanned), page_starts=_page_starts(reading.text, whole)
    )


def _joined(blocks: Sequence[PrintedBlock]) -> list[list[str]]:
    """The lines of each paragraph, those that go on in the next column or on the next page in one."""
    joined: list[list[str]] = []
    before: PrintedBlock | None = None
    for block in blocks:
        if before and before.unended and _close(block.size, before.size):
            joined[-1].extend(block.lines)
        else:
            joined.append(list(block.lines))
        before = block
    return joined


def _confidence(scanned: Sequence[PageRead]) -> float | None:
    """How sure the OCR is of all that it read, by letters."""
    letters = sum(page.letters for page in scanned)
    if not letters:
        return None
    return round(sum(page.confidence * page.letters for page in scanned) / letters, 3)


def _page_starts(text: str, blocks: Sequence[PrintedBlock]) -> tuple[int, ...]:
    """Where in `text` each page begins: at the first words of it that are there."""
    starts: list[int] = []
    last = max((block.page for block in blocks), default=0)
    for page in range(1, last + 1):
        reached = starts[-1] if starts else 0
        probes = (block.lines[0][:_PROBE] for block in blocks if block.page == page)
        found = (text.find(probe, reached) for probe in probes)
        starts.append(next((place for place in found if place >= 0), reached) if starts else 0)
    return tuple(starts)


def _mended(blocks: Sequence[PrintedBlock]) -> Sequence[PrintedBlock]:
    """The text that a scanner's own OCR has put into a PDF, made whole; the same blocks where it is not damaged."""
    better = mended("\n".join(line for block in blocks for line in block.lines))
    if better is None:
        return blocks
    lines = iter(better.split("\n"))
    return [replace(block, lines=tuple(next(lines) for _ in block.lines)) for block in blocks]


def _title(blocks: Sequence[PrintedBlock], larger: float) -> str | None:
    """The first lines of the largest type near the top of the first page that has text."""
    first = [block for block in blocks if block.page == blocks[0].page][:_TITLE_WITHIN] if blocks else []
    body = _body_size(blocks)
    headings = [block for block in first if block.size > larger * body and _is_wordy(block)]
    if not headings:
        return None
    largest = max(block.size for block in headings)
    start = next(
        place for place, block in enumerate(first) if block in headings and _close(block.size, largest)
    )
    return flowed([first[start].lines])[0]


def _is_wordy(block: PrintedBlock) -> bool:
    text = " ".join(block.lines)
    return len(text.split()) > 1 and len(text) <= _LONGEST_TITLE


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= _ODD_SIZE * other


def _body_size(blocks: Sequence[PrintedBlock]) -> float:
    """The size that most letters are set in."""
    letters: Counter[float] = Counter()
    for block in blocks:
        letters[round(block.size * 2) / 2] += sum(map(len, block.lines))
    return letters.most_common(1)[0][0] if letters else 0.0

"""How well copies are found among many texts, and what one more item costs as their number grows.

``python -m benchmarks.stories [--originals 400] [--distractors 20000] [--held 1000 10000 100000]``. Everything goes
through a real ledger, as in a run, a batch a transaction; all texts are of the same fortnight. Reported: precision
and recall over pairs of an original and a copy or cut copy of it, the share of rewrites that were joined, CPU time
an item and memory.
"""

import argparse
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.generated_stories import COPIES, as_text, half_rewritten, in_other_words, story
from udklip.core.analysis import Analysis, Relevance
from udklip.core.item import PressItem
from udklip.core.ledger import Ledger
from udklip.core.reading import Kind, Reading
from udklip.core.source import Rights, SourceType
from udklip.nlp.stories.shingles import Sketch, sketch
from udklip.schedules.grouping import Grouping

AT_ONCE = 16
LENGTHS = (60, 120, 200, 300, 400, 600, 1200)
_MONDAY = datetime(2020, 11, 23, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """A text of the set: which original's it is, and how it was made ("" for one without copies)."""

    text: str
    of: int
    how: str


@dataclass
class Added:
    """The ids of the items that texts became, and the CPU seconds that grouping them took."""

    ids: list[str] = field(default_factory=list)
    seconds: float = 0.0


def told_stories(originals: int, distractors: int, seed: int = 11) -> list[Told]:
    """Originals with every kind of copy and rewrite, and texts with none, well mixed; the same seed gives the same."""
    chance = random.Random(seed)
    texts = [Told(as_text(story(chance, chance.choice(LENGTHS))), -1, "") for _ in range(distractors)]
    for number in range(originals):
        original = story(chance, chance.choice(LENGTHS))
        ways = {**COPIES, "half rewritten": half_rewritten, "in other words": in_other_words}
        made = {how: as_text(way(chance, original)) for how, way in ways.items()}
        texts += [Told(text, number, how) for how, text in made.items()]
        texts.append(Told(as_text(original), number, "original"))
    chance.shuffle(texts)
    return texts


@contextmanager
def empty_ledger() -> Iterator[Ledger]:
    """A ledger in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.open(Path(folder))
        try:
            yield ledger
        finally:
            ledger.close()


def grouped(ledger: Ledger, texts: list[str]) -> dict[int, str]:
    """Add and group `texts`; gives each text's story."""
    ids = {kept: number for number, kept in enumerate(added(ledger, texts).ids)}
    with ledger.reading() as book:
        stories = book.stories.all()
    return {ids[member.id]: name for name, members in stories.items() for member in members}


def added(ledger: Ledger, texts: list[str], first: int = 0) -> Added:
    """Add and group `texts`, a batch a transaction; the time is that of grouping alone."""
    made = Added()
    for start in range(0, len(texts), AT_ONCE):
        part = texts[start : start + AT_ONCE]
        _settled(
            ledger, [(_item(text, first + start + n), sketch(text)) for n, text in enumerate(part)], made
        )
    return made


def _settled(ledger: Ledger, batch: list[tuple[PressItem, Sketch]], made: Added) -> None:
    """Settle a batch as a run does."""
    with ledger.writing() as book:
        kept = [book.items.add(item) for item, _ in batch]
        began = time.process_time()
        grouping = Grouping(book, ((own, item.when) for item, own in batch))
        for item, (_, own) in zip(kept, batch, strict=True):
            grouping.group(item, own)
        grouping.keep()
        made.seconds += time.process_time() - began
        made.ids += [item.id for item in kept]


def precision(told: list[Told], stories: dict[int, str]) -> float:
    """Of the pairs in one story, the share that has one original; rewrites are let pass, other words are not."""
    together: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in stories.items():
        together[name].append(number)
    pairs = [
        (told[one], told[other])
        for members in together.values()
        for position, one in enumerate(members)
        for other in members[:position]
    ]
    right = sum(
        one.of == other.of >= 0 and "in other words" not in (one.how, other.how) for one, other in pairs
    )
    return right / len(pairs) if pairs else 1.0


def recall(told: list[Told], stories: dict[int, str], how: str) -> float:
    """Of the texts made in this way, the share that is one story with its original."""
    originals = {one.of: stories[number] for number, one in enumerate(told) if one.how == "original"}
    made = [stories[number] == originals[one.of] for number, one in enumerate(told) if one.how == how]
    return sum(made) / len(made)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--originals", type=int, default=400)
    parser.add_argument("--distractors", type=int, default=20_000)
    parser.add_argument("--held", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    arguments = parser.parse_args()
    _report_quality(arguments.originals, arguments.distractors)
    _report_growth(arguments.held)


def _report_quality(originals: int, distractors: int) -> None:
    told = told_stories(originals, distractors)
    with empty_ledger() as ledger:
        stories = grouped(ledger, [one.text for one in told])
    print(f"{originals} originals, each with a copy of every kind, among {distractors} other texts\n")
    print(f"  precision                  {precision(told, stories):.3f} (aim 0.98)")
    shares = {how: recall(told, stories, how) for how in [*COPIES, "half rewritten", "in other words"]}
    for how, share in shares.items():
        print(f"  found, {how:19} {share:.3f}")
    print(f"  recall, copies and cuts    {sum(shares[how] for how in COPIES) / len(COPIES):.3f} (aim 0.95)\n")


def _report_growth(held: list[int]) -> None:
    chance, done = random.Random(13), 0
    as_text(story(chance, 400))
    with empty_ledger() as ledger:
        before = _memory()
        for number in held:
            while done < number:
                count = min(500, number - done)
                last = added(ledger, [as_text(story(chance, 400)) for _ in range(count)], done)
                done += count
            print(
                f"  {done:7} held: one more takes {1000 * last.seconds / count:.2f} ms of CPU; "
                f"{_memory() - before:.0f} MB of memory more than with none"
            )


def _memory() -> float:
    """What this process holds, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _item(text: str, number: int) -> PressItem:
    return PressItem(
        id="",
        url=f"https://avisen.example/{number}",
        source="Avisen",
        source_type=SourceType.NATIONAL,
        rights=Rights.FULL,
        first_seen=_MONDAY + timedelta(minutes=number % (14 * 24 * 60)),
        reading=Reading(None, None, text),
        analysis=Analysis(text, Kind.ARTICLE, "da"),
        relevance=Relevance.CLUSTER,
    )


if __name__ == "__main__":
    main()

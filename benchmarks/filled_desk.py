"""A desk with as much behind it as six years of coverage: the ledger filled through its books, the index from it.

Generated items come in the order of time, a run each six hours, with addresses, steps and stories as a crawl leaves
them; a fifth may be shown in full. The visits of the last hundred days are there, so that every source has a state.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.generated_coverage import MINUTES, NEWEST, coverage, outlets
from udklip import __version__
from udklip.core.item import PressItem
from udklip.core.ledger import Book, Find, Ledger, StepRow, VisitRow, VisitState
from udklip.core.outcomes import Outcome, Step
from udklip.core.reading import Kind
from udklip.core.settings import Engine
from udklip.core.source import Rights
from udklip.core.times import fixed_clock
from udklip.desk.options import settings_of
from udklip.schedules.indexing import drain
from udklip.schedules.run import open_for_writing

NOW = NEWEST + timedelta(hours=1)
EVERY = timedelta(hours=6)
VISITED_FOR = timedelta(days=100)
RUNS_AT_ONCE = 40
_WAY = (Step.FETCHED, Step.READ, Step.SIEVED, Step.ANALYSED)


@dataclass(slots=True)
class _Run:
    """One run: when it was, and what became coverage in it."""

    at: datetime
    items: list[PressItem]


def settings_file(folder: Path, engine: Engine, url: str | None, name: str) -> Path:
    """The settings of the desk whose store is in `folder`, with a source for each outlet."""
    place = f'\nurl = "{url}"' if url else ""
    head = f'[store]\nfolder = "{folder / "store"}"\n\n[index]\nengine = "{engine}"\nname = "{name}"{place}\n'
    file = folder / f"{engine}.toml"
    file.write_text(head + "".join(map(_block, outlets())), "utf-8")
    return file


def fill(config: Path, items: int) -> None:
    """Put `items` into the ledger and its index, as far as they are not in yet."""
    settings = settings_of(config)
    ledger = Ledger.open(settings.store_folder)
    with ledger.reading() as book:
        there = book.items.count()
    if there == 0:
        every = _runs(items)
        while runs := list(islice(every, RUNS_AT_ONCE)):
            with ledger.writing() as book:
                for run in runs:
                    _collect(book, run)
    with open_for_writing(settings) as index:
        drain(ledger, index, 1, fixed_clock(NOW))
    ledger.close()


def _block(outlet: str) -> str:
    feed = f"http://127.0.0.1:9/{outlet.replace(' ', '-')}"
    return f'\n[[source]]\nname = "{outlet}"\nhosts = ["127.0.0.1"]\nfeeds = ["{feed}"]\n'


def _runs(items: int) -> Iterator[_Run]:
    """The coverage in the order of time; a copy stands in the story of what it copies."""
    stories: dict[str, PressItem] = {}
    step = timedelta(minutes=MINUTES) / items
    run = _Run(NEWEST - timedelta(minutes=MINUTES), [])
    for number, generated in enumerate(coverage(0, items)):
        published = NEWEST - step * (items - number)
        while published > run.at:
            yield run
            run = _Run(run.at + EVERY, [])
        first = stories.get(generated.story)
        item = _dated(generated, published, first)
        stories[item.id] = first or item
        run.items.append(item)
    yield run


def _dated(item: PressItem, published: datetime, first: PressItem | None) -> PressItem:
    picked_up = first is not None and first.analysis.kind is Kind.PRESS_RELEASE
    return replace(
        item,
        reading=replace(item.reading, published=published),
        first_seen=published + timedelta(minutes=20),
        rights=Rights.FULL if int(item.id) % 5 == 0 else Rights.LINK,
        story=first.story if first else item.id,
        release=first.id if first and picked_up else None,
        release_share=random.Random(item.id).random() if picked_up else None,
    )


def _collect(book: Book, run: _Run) -> None:
    number = book.runs.begin(run.at)
    finds = [Find(item.url, item.source, "feed") for item in run.items]
    book.addresses.find(number, finds, run.at)
    kept = [book.items.add(item) for item in run.items]
    book.addresses.steps(number, (row for item in kept for row in _steps(item, run.at)))
    for item in kept:
        book.addresses.settle(_step(item, Step.GROUPED, Outcome.READY, run.at), None, item.id)
    if run.at > NEWEST - VISITED_FOR:
        for visit in _visits(run.at):
            book.visits.add(number, visit)
    book.runs.end(number, run.at + timedelta(minutes=5))


def _steps(item: PressItem, at: datetime) -> Iterator[StepRow]:
    yield from (_step(item, step, Outcome.OK, at) for step in _WAY)
    yield _step(item, Step.GROUPED, Outcome.READY, at)


def _step(item: PressItem, step: Step, outcome: Outcome, at: datetime) -> StepRow:
    return StepRow(item.url, step, outcome, None, at, __version__)


def _visits(at: datetime) -> Sequence[VisitRow]:
    return [
        VisitRow(name, "feed", f"http://127.0.0.1:9/{name}", at, VisitState.COMPLETE, Outcome.OK, 20, 2)
        for name in outlets()
    ]

"""The whole language part beside the bare statistical model, on the same texts in the same run.

``python -m benchmarks.nlp [--texts 1000]``. The bare model is the shipped one with spaCy's `nlp.pipe`, as it is
loaded for the pipeline; the whole is `Analyser.analyse`: model, rules, values out. Both take turns in one process, in
CPU seconds of which the median round counts; then the whole runs on one and on two processes, in seconds of the clock.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # before numpy is loaded; processes side by side share cores

from benchmarks.generated_press import pages
from udklip.core.reading import Hints
from udklip.crawler.reading import read
from udklip.nlp.analyser import Analyser
from udklip.nlp.name_model import load_name_model
from udklip.nlp.register import load_register

BATCH = 64
ROUNDS = 5
AIM = 0.6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--texts", type=int, default=1000)
    texts = list(_texts(parser.parse_args().texts))
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words / len(texts):.0f} words each\n")
    bare, whole = _in_turns(texts)
    for name, seconds in (("the bare model", bare), ("the whole", whole)):
        print(f"  {name:16} {words / seconds:9,.0f} words/s {len(texts) / seconds:7.1f} articles/s  (CPU)")
    print(f"  the whole / the bare model: {bare / whole:.2f} (aim {AIM})\n")
    for count in (1, 2):
        seconds = _side_by_side(texts, count)
        print(f"  processes: {count} {words / seconds:14,.0f} words/s {len(texts) / seconds:7.1f} articles/s")


def _texts(count: int) -> Iterator[str]:
    for page in pages(count, port=0):
        yield read(page.content, Hints(filename="page.html")).text


def _in_turns(texts: Sequence[str]) -> tuple[float, float]:
    """CPU seconds of the bare model and of the whole: each round takes a share of the texts, both the same."""
    model, analyser = load_name_model(), Analyser(load_register())

    def bare(batch: Sequence[str]) -> None:
        with model.memory_zone():
            for _ in model.pipe(batch):
                pass

    def whole(batch: Sequence[str]) -> None:
        for some in _batches(batch):
            analyser.analyse(some)

    for work in (bare, whole):
        work(texts[:BATCH])
    took = [(_cpu(bare, texts), _cpu(whole, texts)) for _ in range(ROUNDS)]
    return statistics.median(one for one, _ in took), statistics.median(other for _, other in took)


def _cpu(work: Callable[[Sequence[str]], None], texts: Sequence[str]) -> float:
    began = time.process_time()
    work(texts)
    return time.process_time() - began


@cache
def _analyser() -> Analyser:
    return Analyser(load_register())


def _analysed(batch: Sequence[str]) -> int:
    """In a process of its own, which makes its analyser at the first batch."""
    return len(_analyser().analyse(batch))


def _batches(texts: Sequence[str]) -> list[Sequence[str]]:
    return [texts[first : first + BATCH] for first in range(0, len(texts), BATCH)]


def _side_by_side(texts: Sequence[str], count: int) -> float:
    """Seconds of the clock that `count` processes take, once each of them has its model."""
    batches = _batches(texts)
    with ProcessPoolExecutor(count) as pool:
        list(pool.map(_analysed, batches[: 4 * count]))
        began = time.monotonic()
        list(pool.map(_analysed, batches))
        return time.monotonic() - began


if __name__ == "__main__":
    main()

"""Our crawl beside news-please's, on the same pages in the same run, on one core each.

``python -m benchmarks.crawl [--pages 500]``. The pages weigh what those of the press do. Both fetch every page of a
site on loopback, without robots.txt and delays, sixteen requests at once; both read title, text, date and authors out
of each page, and store page and text on the disk. Ours finds the pages in the sitemap; news-please is handed their
addresses. No language part, no index. What is reported: pages a second, CPU seconds a page (loading the libraries
included), and how good the texts are: F1 of shared word 4-grams, for the generated pages, which are all of one make,
and for one page of each of the makes that the tests hold, which stand on the same site.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import news_please
from benchmarks.generated_press import HOST, Page, pages
from benchmarks.many_makes import makes
from benchmarks.way import PORT, on_cores, press

AIM = 5.0
GRAM = 4


@dataclass(frozen=True)
class Took:
    """What a crawl took in seconds, and how good its texts are on average (0 to 1)."""

    pages: int
    seconds: float
    cpu: float
    f1: float
    f1_of_makes: float

    def told(self, name: str) -> str:
        """A line of the report."""
        rate, each = self.pages / self.seconds, 1000 * self.cpu / self.pages
        quality = f"F1 {self.f1:.3f}, of many makes {self.f1_of_makes:.3f}"
        return f"  {name:12} {self.pages:5} pages {rate:7.1f} pages/s {each:7.1f} CPU ms a page   {quality}"


@dataclass(frozen=True)
class Gold:
    """The texts that the pages were made of, by address."""

    generated: dict[str, str]
    makes: dict[str, str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=500)
    count = parser.parse_args().pages
    gold = Gold(_by_address(pages(count, PORT)), _by_address(makes()))
    news_please.environment()
    with press(count, heavy=True):
        ours, theirs = _ours(gold), _theirs(gold)
    print(
        f"{count} pages and {len(gold.makes)} of as many makes\n\n{ours.told('Udklip')}\n{theirs.told('news-please')}\n"
    )
    print(f"  pages a second, ratio:     {theirs.seconds / ours.seconds:.1f}")
    print(f"  pages a CPU second, ratio: {theirs.cpu / ours.cpu:.1f} (aim {AIM:.0f})")


def _by_address(made: Sequence[Page]) -> dict[str, str]:
    return {f"http://{HOST}:{PORT}{page.path}": page.text for page in made}


def _ours(gold: Gold) -> Took:
    with tempfile.TemporaryDirectory() as folder:
        sitemap = f"http://{HOST}:{PORT}/sitemap.xml"
        seconds, cpu = _timed([sys.executable, "-m", "benchmarks.crawl_and_read", sitemap, folder])
        texts = json.loads((Path(folder) / "texts.json").read_text("utf-8"))
    return Took(len(texts), seconds, cpu, _f1(texts, gold.generated), _f1(texts, gold.makes))


def _theirs(gold: Gold) -> Took:
    with tempfile.TemporaryDirectory() as folder:
        seconds, cpu = _timed(news_please.command([*gold.generated, *gold.makes], Path(folder)))
        texts = news_please.texts(Path(folder))
    return Took(len(texts), seconds, cpu, _f1(texts, gold.generated), _f1(texts, gold.makes))


def _timed(command: Sequence[str | Path]) -> tuple[float, float]:
    """Seconds of the clock and CPU seconds of a command on one core, all that it starts included."""
    core = min(os.sched_getaffinity(0))
    began = time.monotonic()
    with subprocess.Popen(on_cores({core}, list(command))) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime


def _f1(texts: dict[str, str], gold: dict[str, str]) -> float:
    """The mean over all pages; one that was not read counts nothing."""
    return sum(_alike(texts.get(url, ""), text) for url, text in gold.items()) / len(gold)


def _alike(found: str, text: str) -> float:
    one, other = _grams(found), _grams(text)
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(zip(*(words[shift:] for shift in range(GRAM)), strict=False))


if __name__ == "__main__":
    main()

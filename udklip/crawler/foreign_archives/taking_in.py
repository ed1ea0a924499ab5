"""Takes the pages of foreign archives in, chunk by chunk: killed in the middle, the next import goes on from there."""

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from udklip.core.address import canonical
from udklip.core.errors import ArchiveError
from udklip.core.ledger import Find, Ledger
from udklip.core.ledger.values import IMPORTED
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.core.times import Clock
from udklip.crawler.foreign_archives.pages import Held, HeldPage, NoPage, read_pages
from udklip.crawler.foreign_archives.wish import Wish
from udklip.crawler.intake import Intake
from udklip.crawler.reservation.page import signal_of

CHUNK = 40
"""Pages of one transaction."""
LOOKED_AT = 2_000
"""Records after which the place reached is kept, pages or not."""


class TakingIn:
    """Archives on their way in. What is not taken is counted in `passed_over`, by the reason."""

    def __init__(
        self,
        ledger: Ledger,
        intake: Intake,
        sources: Sequence[Source],
        wish: Wish,
        most_bytes: int,
        clock: Clock,
    ) -> None:
        """Pages larger than `most_bytes` are passed over; one without a time was fetched by `clock`."""
        self.passed_over: Counter[str] = Counter()
        self.faults: list[str] = []
        self._ledger = ledger
        self._intake = intake
        self._sources = sources
        self._wish = wish
        self._most_bytes = most_bytes
        self._clock = clock

    def chunks(self, paths: Sequence[Path]) -> Generator[None, None, None]:
        """Take `paths` in, one after another; a step of the iterator is a chunk that is safe in the ledger."""
        for path in paths:
            key = self._key(path)
            with self._ledger.reading() as book:
                position = book.imports.position(key)
            try:
                yield from self._of_file(path, key, position)
            except ArchiveError as error:
                self.faults.append(str(error))
            with self._ledger.writing() as book:
                book.imports.done(key)
            yield

    def _of_file(self, path: Path, key: str, position: int) -> Iterator[None]:
        chunk: list[HeldPage] = []
        looked_at = 0
        try:
            for held in read_pages(path, position, self._most_bytes):
                looked_at += 1
                chunk += self._wanted(held)
                if len(chunk) >= CHUNK or looked_at >= LOOKED_AT:
                    self._take(chunk, path.name)
                    with self._ledger.writing() as book:
                        book.imports.reached(key, held.position)
                    chunk, looked_at = [], 0
                    yield
        finally:
            self._take(chunk, path.name)

    def _wanted(self, held: Held) -> list[HeldPage]:
        if isinstance(held, NoPage):
            why: str | None = held.why
        else:
            _, block = self._wish.source_of(held.url, self._sources)
            why = self._wish.refuses(held, block)
            if why is None:
                return [held]
        self.passed_over[str(why)] += 1
        return []

    def _take(self, chunk: Sequence[HeldPage], name: str) -> None:
        """Note the pages and archive those that are news; of one address in one chunk the last fetched counts."""
        pages = {
            canonical(page.url): page for page in sorted(chunk, key=lambda page: page.at or self._clock())
        }
        finds = [self._find(url, page, name) for url, page in pages.items()]
        wanted = {find.url for find in self._intake.discover_held(finds)}
        for url, page in pages.items():
            if url in wanted or self._is_news(url, page):
                self._keep(url, page)
        self._intake.flush()

    def _find(self, url: str, page: HeldPage, name: str) -> Find:
        source, _ = self._wish.source_of(page.url, self._sources)
        return Find(url, source, IMPORTED, name, seen_at=page.at)

    def _is_news(self, url: str, page: HeldPage) -> bool:
        with self._ledger.reading() as book:
            return book.imports.is_news(url, sha256(page.body).hexdigest(), page.at or self._clock())

    def _keep(self, url: str, page: HeldPage) -> None:
        headers: dict[str, list[str]] = {}
        for name, value in page.headers:
            headers.setdefault(name.lower(), []).append(value)
        signal = signal_of(headers, page.body)
        if signal and signal.reserved:
            self._intake.lose(url, Outcome.RIGHTS_RESERVED, signal.words)
        else:
            self._intake.keep(url, 200, page.headers, page.body, page.at)

    def _key(self, path: Path) -> str:
        """Stands for the file, by its first megabyte and its size, and for what is wanted of it."""
        with path.open("rb") as file:
            start = file.read(1 << 20)
        parts = (sha256(start).hexdigest(), path.stat().st_size, self._wish)
        return sha256(repr(parts).encode()).hexdigest()

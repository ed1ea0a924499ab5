"""What every spider does: visit the ways of one source, note the finds, fetch the new ones."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.http import Response

from udklip.core.address import canonical
from udklip.core.dated_address import in_time, is_dated
from udklip.core.errors import Unreadable
from udklip.core.ledger import Find, VisitRow, VisitState, Warned
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.core.times import COPENHAGEN, Clock
from udklip.crawler import failures
from udklip.crawler.discovery.expectations import Doubt, doubts
from udklip.crawler.intake import Intake
from udklip.crawler.politeness.manners import Manners
from udklip.crawler.reservation.rights import Rights
from udklip.crawler.spiders.second_looks import SecondLooks

MOST_FINDS = 5_000
MOST_DATES = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a feed, sitemap or listing; `updated` where it says when the page last changed."""

    url: str
    title: str | None = None
    at: datetime | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """What a way holds: entries, newest first where the way has an order, and further ways (sitemaps of an index)."""

    listed: Sequence[Listed] = ()
    further: Sequence[str] = field(default=())


class WaySpider(Spider):
    """One way into one source. A subclass says its `way`, where it goes (`ways_of`) and how `entries` are read."""

    way: ClassVar[str]

    def __init__(
        self,
        source: Source,
        intake: Intake,
        clock: Clock,
        look_back: timedelta,
        manners: Manners,
        rights: Rights,
        **_: Any,
    ) -> None:
        """Crawl `source`; entries dated more than `look_back` ago are left alone."""
        super().__init__(name=f"{self.way}: {source.name}")
        self.source = source
        self.manners = manners
        self._rights = rights
        self._intake = intake
        self._clock = clock
        self._look_back = look_back
        self._answered: set[str] = set()
        self._absent: list[tuple[str, str]] = []
        self._second_looks = SecondLooks(source, intake, self.fetched, self._is_reserved)

    @classmethod
    def ways_of(cls, source: Source) -> Sequence[str]:
        """The addresses of this way in a source's block."""
        raise NotImplementedError

    def entries(self, content: bytes, url: str) -> Entries:
        """Read what the way holds.

        Raises:
            Unreadable: it is not what it should be.
        """
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Request]:
        """What earlier runs left, then the ways themselves."""
        for request in self._articles(self._intake.left_over(self.source)):
            yield request
        for request in self._second_looks.requests():
            yield request
        for address in self.ways_of(self.source):
            for request in self._visits(self._now(address), address):
                yield request

    def visited(self, response: Response) -> Iterator[Request]:
        """A way answered: note the visit and its finds, and fetch what is new."""
        url, address = response.meta["way"], response.meta["address"]
        if is_dated(address) and response.status in (404, 410):
            self._absent.append((url, address))
            return
        if response.status < 400:
            self._answered.add(address)
        if response.status == 304:
            self._note(url, VisitState.COMPLETE, Outcome.UNCHANGED)
            yield from self._articles(find.url for find in self._intake.unchanged(self.source, url))
            return
        if failure := failures.of_status(response.status):
            self._note(url, VisitState.FAILED, *failure)
            return
        try:
            entries = self._entries(response)
        except Unreadable as error:
            self._note(url, VisitState.FAILED, error.outcome, error.reason)
            return
        yield from self._take(url, entries, response)

    def failed(self, failure: Any) -> None:
        """A way did not answer (`failure` is Twisted's, with Scrapy's request)."""
        outcome, reason = failures.of_error(failure.value)
        self._note(failure.request.meta["way"], VisitState.FAILED, outcome, reason)

    def fetched(self, response: Response) -> None:
        """A page answered: archive it, unless its text is reserved."""
        url = response.meta["find"]
        if failure := failures.of_status(response.status):
            self._intake.lose(url, *failure)
            return
        headers = [
            (name.decode("latin-1"), values[0].decode("latin-1")) for name, values in response.headers.items()
        ]
        if self._is_reserved(response):
            return
        if not response.body:
            self._intake.lose(url, Outcome.EMPTY, "the page has no content")
        else:
            self._intake.keep(url, response.status, headers, response.body)

    def _is_reserved(self, response: Response) -> bool:
        headers = {
            name.decode("latin-1").lower(): [value.decode("latin-1") for value in values]
            for name, values in response.headers.items()
        }
        return self._rights.takes(response.meta["find"], response.url, headers, response.body)

    def lost(self, failure: Any) -> None:
        """A page did not answer, or may not be fetched."""
        self._intake.lose(failure.request.meta["find"], *failures.of_error(failure.value))

    def closed(self, reason: str) -> None:  # noqa: ARG002 - Scrapy's signature
        """Tell of the days that a dated way has nothing for, and bring everything to the disk."""
        for url, address in self._absent:
            if address in self._answered:
                self._note(url, VisitState.COMPLETE, Outcome.OK, "nothing stands under this date")
            else:
                self._note(
                    url, VisitState.FAILED, Outcome.DEAD_LINK, "the server answered 404 for every date"
                )
        self._intake.flush()

    def _now(self, address: str) -> Iterator[str]:
        """What a way's address is now; one that holds a date also for the days that were not over at the last visit."""
        today = self._clock().astimezone(COPENHAGEN).date()
        for one in in_time(address, today - self._look_back, today)[:MOST_DATES]:
            last = self._intake.last_visit(one.url) if one.upto < today else None
            if last is None or last.at.astimezone(COPENHAGEN).date() <= one.upto:
                yield one.url

    def _entries(self, response: Response) -> Entries:
        try:
            return self.entries(response.body, response.url)
        except Unreadable:
            raise
        except Exception as error:
            # Parsers of hostile bytes raise anything; a way that breaks them is to be told, not lost in a log.
            reason = f"reading it broke ({type(error).__name__}: {str(error)[:120]})"
            raise Unreadable(Outcome.NOT_A_FEED, reason) from error

    def _take(self, url: str, entries: Entries, response: Response) -> Iterator[Request]:
        finds = [
            Find(canonical(entry.url), self.source.name, self.way, url, entry.title, entry.at, entry.updated)
            for entry in entries.listed
            if self._is_wanted(entry)
        ]
        earlier, usual = self._intake.last_visit(url), self._intake.usual(url)
        new, wanted = self._intake.discover(self.source, finds[:MOST_FINDS])
        doubted = doubts(self.way, len(finds), usual, [entry.at for entry in entries.listed])
        self._intake.warn([self._warned(url, doubt) for doubt in doubted])
        losses = [doubt.text for doubt in doubted if doubt.may_have_lost]
        lost = _what_is_lost(finds, new, earlier) or next(iter(losses), None)
        state = VisitState.PARTIAL if lost else VisitState.COMPLETE
        self._note(url, state, Outcome.OK, lost, finds=finds[:MOST_FINDS], new=new, response=response)
        yield from self._visits(entries.further, response.meta["address"])
        yield from self._articles(find.url for find in wanted)
        yield from self._second_looks.requests()

    def _warned(self, url: str, doubt: Doubt) -> Warned:
        return Warned(self.source.name, url, doubt.kind, doubt.text, self._clock())

    def _is_wanted(self, entry: Listed) -> bool:
        recent = entry.at is None or self._clock() - entry.at <= self._look_back
        return recent and (self.way == "listing" or self.source.wants(entry.url))

    def _note(
        self,
        url: str,
        state: VisitState,
        outcome: Outcome,
        reason: str | None = None,
        *,
        finds: Sequence[Find] = (),
        new: Sequence[Find] = (),
        response: Response | None = None,
    ) -> None:
        earlier = self._intake.last_visit(url) if outcome is Outcome.UNCHANGED else None
        row = VisitRow(
            source=self.source.name,
            way=self.way,
            url=url,
            at=self._clock(),
            state=state,
            outcome=outcome,
            reason=reason,
            found=len(finds),
            fresh=len(new),
            etag=earlier.etag if earlier else _header(response, "ETag"),
            last_modified=earlier.last_modified if earlier else _header(response, "Last-Modified"),
        )
        self._intake.visited(row)

    def _visits(self, urls: Iterable[str], address: str) -> Iterator[Request]:
        """Ask for `urls`, which the block's `address` led to."""
        for url in urls:
            request = _request(
                url, way=url, address=address, callback=self.visited, errback=self.failed, priority=10
            )
            if isinstance(request, str):
                self._note(url, VisitState.FAILED, Outcome.DEAD_LINK, request)
                continue
            last = self._intake.last_visit(url)
            if last and last.etag:
                request.headers["If-None-Match"] = last.etag
            if last and last.last_modified:
                request.headers["If-Modified-Since"] = last.last_modified
            yield request

    def _articles(self, urls: Iterable[str]) -> Iterator[Request]:
        for url in urls:
            request = _request(url, find=url, callback=self.fetched, errback=self.lost)
            if isinstance(request, str):
                self._intake.lose(url, Outcome.DEAD_LINK, request)
            else:
                yield request


def _request(
    url: str,
    *,
    callback: Callable[[Response], Any],
    errback: Callable[[Any], None],
    priority: int = 0,
    **meta: str,
) -> Request | str:
    """The request, or why `url` cannot be asked for: sources name anything, and one of it must not stop the rest."""
    try:
        return Request(
            url, callback=callback, errback=errback, priority=priority, meta=dict(meta), dont_filter=True
        )
    except ValueError as error:
        return f"not an address: {error}"


def _header(response: Response | None, name: str) -> str | None:
    value = response.headers.get(name) if response is not None else None
    return value.decode("latin-1") if value else None


def _what_is_lost(finds: Sequence[Find], new: Sequence[Find], earlier: VisitRow | None) -> str | None:
    """Why a visit may have missed something; None where it reaches back to what was known."""
    if len(finds) > MOST_FINDS:
        return f"only the first {MOST_FINDS} of {len(finds)} entries were taken"
    if earlier is not None and finds and {find.url for find in finds} == {find.url for find in new}:
        return "every entry was new: some may have come and gone since the last visit"
    return None

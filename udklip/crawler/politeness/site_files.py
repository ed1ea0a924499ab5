"""The files in which a site says what it asks of us, each fetched once a crawl for all its sources."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from udklip.core.ledger import SignalKind, SignalRow
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.core.times import Clock
from udklip.crawler import failures
from udklip.crawler.failures import Turned
from udklip.crawler.politeness.robots_txt import MOST_BYTES, RobotsTxt, parse_robots
from udklip.crawler.reservation import ai_txt, tdmrep

ROBOTS_PATH = "/robots.txt"
MOST_REDIRECTS = 5
_ABOVE_ALL = 1000

Ask = Callable[[Request], Awaitable[Response]]
_T = TypeVar("_T")


class Seen(Protocol):
    """Where what is seen of sites goes: `udklip.crawler.reservation.rights.Rights`, or nowhere."""

    def last(self, url: str) -> SignalRow | None:
        """What stood at `url` when it was last looked at."""
        ...

    def learn(self, seen: Sequence[SignalRow]) -> None:
        """Take in what was seen of one host's files."""
        ...

    def hosts_of(self, source: Source) -> list[str]:
        """An address of each host that texts of `source` came from lately."""
        ...


class SiteFiles:
    """robots.txt, tdmrep.json and ai.txt of every host of one crawl."""

    def __init__(self, rights: Seen, clock: Clock, *, obey_robots: bool) -> None:
        """What is seen goes to `rights`."""
        self._rights = rights
        self._clock = clock
        self._obey_robots = obey_robots
        self._robots: dict[str, asyncio.Future[RobotsTxt | Turned]] = {}
        self._reservations: dict[str, asyncio.Future[None]] = {}
        self._checked: set[str] = set()

    async def robots(self, url: str, ask: Ask) -> RobotsTxt | None:
        """What the robots.txt of `url`'s host says; None where we were told to obey none.

        Raises:
            Turned: it cannot be had, so nothing is asked of the host in this crawl.
        """
        if not self._obey_robots:
            return None
        found = await _once(self._robots, urlsplit(url).netloc, lambda: self._ask_robots(url, ask))
        if isinstance(found, Turned):
            raise Turned(found.outcome, str(found))
        return found

    async def reservations(self, url: str, ask: Ask, robots: RobotsTxt | None) -> None:
        """Learn what the site of `url` reserves; a file that cannot be had now says what it said last."""
        await _once(self._reservations, urlsplit(url).netloc, lambda: self._ask_rest(url, ask, robots))

    async def where_texts_are(self, source: Source, ask: Ask) -> None:
        """Learn what the other hosts reserve that texts of `source` came from, once a crawl."""
        if source.name in self._checked:
            return
        self._checked.add(source.name)
        for url in self._rights.hosts_of(source):
            try:
                await self.reservations(url, ask, await self.robots(url, ask))
            except Turned:
                continue

    async def _ask_robots(self, url: str, ask: Ask) -> RobotsTxt | Turned:
        try:
            row = await self._ask(SignalKind.ROBOTS, url, ROBOTS_PATH, ask)
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing may be asked
            return _closed(url, *failures.of_error(error))
        if row.status == 429 or row.status >= 500:
            return _closed(url, Outcome.NOT_NOW, f"the server answered {row.status}")
        self._rights.learn([row])
        return parse_robots(row.body)

    async def _ask_rest(self, url: str, ask: Ask, robots: RobotsTxt | None) -> None:
        rows = []
        for kind, path in ((SignalKind.TDMREP, tdmrep.PATH), (SignalKind.AI, ai_txt.PATH)):
            if robots is None or robots.allows(_beside(url, path)):
                rows.append(await self._row_or_last(kind, url, path, ask))
        self._rights.learn([row for row in rows if row])

    async def _row_or_last(self, kind: SignalKind, url: str, path: str, ask: Ask) -> SignalRow | None:
        try:
            row = await self._ask(kind, url, path, ask)
        except Exception:  # noqa: BLE001 - a server that breaks over it says nothing new
            row = None
        return (
            row if row and row.status < 500 and row.status != 429 else self._rights.last(_beside(url, path))
        )

    async def _ask(self, kind: SignalKind, url: str, path: str, ask: Ask) -> SignalRow:
        """What stands at `path` of `url`'s host; nothing where the server says that there is none."""
        address = _beside(url, path)
        last = self._rights.last(address)
        try:
            response = await ask(_request(address, last))
        except IgnoreRequest as error:
            # More than five redirects count as none there (RFC 9309, 2.3.1.2).
            if failures.of_error(error)[0] is not Outcome.REDIRECT_LOOP:
                raise
            return self._row(kind, address, 310, b"", None)
        if response.status == 304 and last:
            return self._row(kind, address, last.status, last.body, response, last)
        body = b"" if response.status >= 300 or _is_page(response.body) else response.body[:MOST_BYTES]
        return self._row(kind, address, response.status, body, response)

    def _row(
        self,
        kind: SignalKind,
        url: str,
        status: int,
        body: bytes,
        response: Response | None,
        last: SignalRow | None = None,
    ) -> SignalRow:
        now = self._clock()
        return SignalRow(
            host=urlsplit(url).netloc,
            kind=kind,
            url=url,
            at=now,
            checked=now,
            status=status,
            body=body,
            etag=_header(response, "ETag") or (last.etag if last else None),
            last_modified=_header(response, "Last-Modified") or (last.last_modified if last else None),
        )


async def _once(
    known: dict[str, asyncio.Future[_T]], key: str, make: Callable[[], Coroutine[Any, Any, _T]]
) -> _T:
    """The first to ask does the work, the others wait for it."""
    if key not in known:
        known[key] = asyncio.ensure_future(make())
    return await asyncio.shield(known[key])


def _request(url: str, last: SignalRow | None) -> Request:
    request = Request(
        url,
        callback=NO_CALLBACK,
        priority=_ABOVE_ALL,
        dont_filter=True,
        meta={"site_file": True, "redirect_ttl": MOST_REDIRECTS},
    )
    if last and last.etag:
        request.headers["If-None-Match"] = last.etag
    if last and last.last_modified:
        request.headers["If-Modified-Since"] = last.last_modified
    return request


def _is_page(body: bytes) -> bool:
    """Whether a server gave a page of the site, other each time, where it has no such file."""
    small = body[:MOST_BYTES].lower()
    return small.lstrip()[:1] == b"<" and not (b"user-agent" in small or b"tdm-reservation" in small)


def _closed(url: str, outcome: Outcome, reason: str) -> Turned:
    """Why nothing is asked of a host whose robots.txt cannot be had (RFC 9309, 2.3.1.4)."""
    if outcome in (Outcome.UNREACHABLE, Outcome.PRIVATE_ADDRESS):
        return Turned(outcome, reason)
    host = urlsplit(url).netloc
    return Turned(
        Outcome.NOT_NOW, f"robots.txt of {host} cannot be had ({reason}), so nothing is asked of it now"
    )


def _beside(url: str, path: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{path}"


def _header(response: Response | None, name: str) -> str | None:
    value = response.headers.get(name) if response is not None else None
    return value.decode("latin-1") if value else None

"""Keeps every signal with its bytes and time, judges pages by them, and lets go of what was reserved later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector

from udklip import __version__
from udklip.core.ledger import Book, Ledger, Rest, SignalKind, SignalRow, StepRow
from udklip.core.outcomes import Outcome, Step
from udklip.core.source import Source
from udklip.core.times import Clock, aware
from udklip.crawler.politeness.robots_txt import parse_robots
from udklip.crawler.reservation.page import PageSignal, signal_of
from udklip.crawler.reservation.site import SiteRules
from udklip.crawler.reservation.tdmrep import parse_tdmrep

_NEWEST = 500


class Rights:
    """What the sites of one crawl reserve. The crawl's one door to the ledger for it."""

    def __init__(self, ledger: Ledger, run: int, clock: Clock) -> None:
        """Nothing is known of any site yet."""
        self._ledger = ledger
        self._run = run
        self._clock = clock
        self._sites: dict[str, SiteRules] = {}

    def last(self, url: str) -> SignalRow | None:
        """What stood at `url` when it was last looked at."""
        with self._ledger.reading() as book:
            return book.signals.last(url)

    def learn(self, seen: Sequence[SignalRow]) -> None:
        """Keep what was seen of one host's files; what they newly reserve loses its text now."""
        for row in seen:
            self._sites[row.host] = _with(self._sites.get(row.host, SiteRules()), row)
        with self._ledger.writing() as book:
            # Not any(...): every one of them is to be kept.
            new = [row for row in seen if book.signals.keep(row)]
            if new and self._sites[new[0].host].reserves_anything:
                self._let_go(book, new[0].host)

    def takes(self, url: str, at: str, headers: Mapping[str, Sequence[str]], body: bytes) -> bool:
        """Whether the text of a page is reserved; then its title, date and link are kept, and nothing else.

        Args:
            url: what the ledger calls the page.
            at: the address that answered.
            headers: their values by their names in lower case.
            body: the page, unpacked; empty where the server said that it did not change.
        """
        signal = signal_of(headers, body)
        words = self._words(url, at, signal)
        if signal or words:
            with self._ledger.writing() as book:
                if signal:
                    book.signals.keep(self._row(url, signal))
                if words:
                    book.reserved_texts.name(url, *_title_and_date(body))
                    book.reserved_texts.take(self._run, self._step(url, words))
        return words is not None

    def hosts_of(self, source: Source) -> list[str]:
        """An address of each host that texts of `source` came from lately."""
        with self._ledger.reading() as book:
            urls = book.reserved_texts.newest_of(source.name, _NEWEST)
        return list({urlsplit(url).netloc: url for url in urls}.values())

    def rests(self) -> list[Rest]:
        """The hosts that are to be left alone for now."""
        with self._ledger.reading() as book:
            return book.signals.rests(datetime.now(UTC))

    def rest(self, rest: Rest) -> None:
        """Leave a host alone until its time, in this run and the next ones."""
        with self._ledger.writing() as book:
            book.signals.rest(rest)

    def _words(self, url: str, at: str, signal: PageSignal | None) -> str | None:
        if signal:
            return signal.words if signal.reserved else None
        sites = ((address, self._sites.get(urlsplit(address).netloc)) for address in (url, at))
        return next(filter(None, (site.reserves(address) for address, site in sites if site)), None)

    def _let_go(self, book: Book, host: str) -> None:
        site = self._sites[host]
        for twin in _twins(host):
            free = book.signals.expressly_free(twin)
            for url in book.reserved_texts.kept_of(twin):
                words = site.reserves(url)
                if words and url not in free:
                    book.reserved_texts.take(self._run, self._step(url, words))

    def _row(self, url: str, signal: PageSignal) -> SignalRow:
        return SignalRow(
            host=urlsplit(url).netloc,
            kind=SignalKind.PAGE,
            url=url,
            at=self._clock(),
            checked=self._clock(),
            status=200,
            body=signal.words.encode(),
            reserved=signal.reserved,
        )

    def _step(self, url: str, words: str) -> StepRow:
        reason = f"its text is reserved: {words}"
        return StepRow(url, Step.FETCHED, Outcome.RIGHTS_RESERVED, reason, self._clock(), __version__)


def _with(site: SiteRules, row: SignalRow) -> SiteRules:
    """The site's rules with those of one more file."""
    body = row.body if row.status < 300 else b""
    if row.kind is SignalKind.TDMREP:
        return replace(site, tdm=parse_tdmrep(body))
    if row.kind is SignalKind.AI:
        return replace(site, ai=parse_robots(body) if body else None)
    return replace(site, robots=parse_robots(body))


def _twins(host: str) -> tuple[str, str]:
    """A host with and without `www.`: the ledger may know a page by either."""
    return host, host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"


def _title_and_date(body: bytes) -> tuple[str | None, datetime | None]:
    if b"<" not in body[:1000]:
        return None, None
    page = Selector(body=body, type="html")
    title = page.xpath("string((//meta[@property='og:title']/@content | //title)[1])").get(default="")
    published = page.xpath("string((//meta[@property='article:published_time'])[1]/@content)").get(default="")
    return " ".join(title.split()) or None, _date(published)


def _date(value: Any) -> datetime | None:
    try:
        return aware(datetime.fromisoformat(value.strip()))
    except ValueError:
        return None

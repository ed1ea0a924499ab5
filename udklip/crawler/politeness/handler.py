"""Scrapy's download handler, with an end to the head of an answer: Twisted reads it for as long as it goes on."""

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

from udklip.crawler.failures import HeadTooLong
from udklip.crawler.politeness.authority import believing

MOST_HEAD = 256 * 1024
"""Bytes of status line and headers; browsers and servers stop between 8 and 256 KiB."""


class BoundedHandler(HTTP11DownloadHandler):
    """Gives up on an answer whose head is longer than `MOST_HEAD`."""

    def __init__(self, crawler: Crawler) -> None:
        """Let the pool make our connections."""
        super().__init__(crawler)
        self._pool._factory = _Factory  # the very place where Scrapy puts its own
        if file := crawler.settings.get("CRAWL_CA_FILE"):
            self._contextFactory = believing(file)


class _Protocol(_LenientHTTP11ClientProtocol):
    _head = 0

    def request(self, request: Any) -> Any:
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._head += len(data)
            if self._head > MOST_HEAD:
                error = HeadTooLong(f"the head of the answer is longer than {MOST_HEAD} bytes")
                self._giveUp(Failure(error))  # type: ignore[no-untyped-call]


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:  # noqa: ARG002, N802 - Twisted's name
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]

"""Second looks: a page that a way says has changed is asked for again, on condition that it did."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from scrapy import Request
from scrapy.http import Response

from udklip.core.source import Source
from udklip.crawler import failures
from udklip.crawler.intake import Intake


class SecondLooks:
    """Asks again for pages of one source; what is new in them goes on as any page that was fetched."""

    def __init__(
        self,
        source: Source,
        intake: Intake,
        fetched: Callable[[Response], None],
        is_reserved: Callable[[Response], bool],
    ) -> None:
        """Give pages that changed to `fetched`; one that did not may be reserved all the same (`is_reserved`)."""
        self._source = source
        self._intake = intake
        self._fetched = fetched
        self._is_reserved = is_reserved

    def requests(self) -> Iterator[Request]:
        """The pages whose time has come, each asked for once a run."""
        for look in self._intake.to_look_at(self._source):
            yield Request(
                look.url,
                callback=self._answered,
                errback=self._in_vain,
                headers={name: value for name, value in look.conditions.items() if value},
                meta={"find": look.url, "digest": look.digest},
                dont_filter=True,
            )

    def _answered(self, response: Response) -> None:
        url = response.meta["find"]
        if response.status < 400 and self._is_reserved(response):
            return
        if response.status == 304:
            self._intake.stands(url, "the server says that it did not change")
        elif failure := failures.of_status(response.status):
            self._stays(url, failure[1])
        elif not response.body or sha256(response.body).hexdigest() == response.meta["digest"]:
            self._intake.stands(url, "looked at again: the same bytes")
        else:
            self._fetched(response)

    def _in_vain(self, failure: Any) -> None:
        self._stays(failure.request.meta["find"], failures.of_error(failure.value)[1])

    def _stays(self, url: str, reason: str | None) -> None:
        self._intake.stands(url, f"looked at again in vain ({reason}): what was read of it stays")

"""Reading every hit off Elasticsearch: page by page from a point in time, so that it moves under nobody's feet."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, TransportError

from udklip.indexer.elastic.hits import NEWEST, SHOWN, Hits
from udklip.indexer.index import Hit

_PAGE = 1_000
#: Counted anew from each page: the time that whoever reads may take over one.
_KEPT = "10m"

_Found = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Scan:
    """Everything that `hits` finds, newest first; one hit a story unless `all_copies`."""

    hits: Hits
    all_copies: bool

    def read(self) -> Iterator[Hit]:
        """Every hit. Folding is done here: a server that collapses cannot go on after a hit of two sort keys."""
        told: set[str] = set()
        for page in self._pages():
            shown = page if self.all_copies else _first_of_stories(page, told)
            yield from self.hits.as_hits(shown, even_score=0.0)

    def _pages(self) -> Iterator[_Found]:
        with self._point_in_time() as pit:
            after: list[Any] | None = None
            while True:
                found: _Found = self._page(pit, after)["hits"]["hits"]
                yield found
                if len(found) < _PAGE:
                    return
                after = found[-1]["sort"]

    def _page(self, pit: dict[str, str], after: list[Any] | None) -> dict[str, Any]:
        answer = self.hits.client.search(
            pit={**pit, "keep_alive": _KEPT},
            query=self.hits.query,
            sort=NEWEST,
            search_after=after,
            size=_PAGE,
            source_includes=SHOWN,
            track_total_hits=False,
        )
        pit["id"] = answer["pit_id"]
        return dict(answer)

    @contextmanager
    def _point_in_time(self) -> Iterator[dict[str, str]]:
        """A state of the index that stays; its id may be another after each page."""
        opened = self.hits.client.open_point_in_time(index=self.hits.items, keep_alive=_KEPT)
        pit = {"id": str(opened["id"])}
        try:
            yield pit
        finally:
            # Left open it ends by itself; what went wrong before is what matters.
            with suppress(ApiError, TransportError):
                self.hits.client.close_point_in_time(id=pit["id"])


def _first_of_stories(page: _Found, told: set[str]) -> _Found:
    """The hits of stories not told yet, which are told now."""
    first = []
    for hit in page:
        story = hit["_source"]["story"]
        if story not in told:
            told.add(story)
            first.append(hit)
    return first

"""The index on Elasticsearch: for several machines, and for Kibana."""

from collections.abc import Generator, Sequence
from types import TracebackType
from typing import Self

from elasticsearch import Elasticsearch

from udklip.core.item import PressItem
from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.indexer.elastic.hits import Hits
from udklip.indexer.elastic.scan import Scan
from udklip.indexer.elastic.server import PATIENCE, connect, told
from udklip.indexer.elastic.translation import to_elastic
from udklip.indexer.elastic.versions import Versions
from udklip.indexer.elastic.writing import Writer
from udklip.indexer.facets import Facet
from udklip.indexer.index import NOTHING, Counts, Hit, Refused, SearchOptions, Status, Summary
from udklip.indexer.query import asked
from udklip.indexer.tree import Node, has_words
from udklip.indexer.visits import SourceVisit

_DEFAULT = SearchOptions()


class ElasticIndex:
    """The index called `name` on a server; made at the first writing."""

    engine = Engine.ELASTICSEARCH

    def __init__(self, client: Elasticsearch, settings: IndexSettings) -> None:
        self.name = settings.name
        self._url = settings.url
        self._client = client
        self._versions = Versions(client, settings.name, settings.replicas)
        self._is_there = False

    def prepare(self) -> None:
        """Make the first version where there is none; one of older rules is left to be rebuilt.

        Raises:
            IndexUnavailable: if the server does not answer.
        """
        with told(self._url):
            if not self._versions.exist():
                self._versions.create_first()
            else:
                self._versions.grow()

    def write(self, items: Sequence[PressItem]) -> list[Refused]:
        """See `Index.write`."""
        with told(self._url):
            if not self._there():
                self._versions.create_first()
            return Writer(self._client, self._versions.aliases).write(items)

    def write_visits(self, visits: Sequence[SourceVisit]) -> None:
        """See `Index.write_visits`."""
        with told(self._url):
            if not self._there():
                self._versions.create_first()
            Writer(self._client, self._versions.aliases).write_visits(visits)

    def remove(self, ids: Sequence[str]) -> None:
        """See `Index.remove`."""
        with told(self._url):
            if self._there():
                Writer(self._client, self._versions.aliases).remove(ids)

    def clear(self) -> None:
        """See `Index.clear`."""
        with told(self._url):
            number = self._versions.create()
            self._versions.point_to(number)
            self._versions.delete_others(number)

    def search(self, query: str, options: SearchOptions = _DEFAULT) -> list[Hit]:
        """See `Index.search`."""
        node = asked(query, options)
        with told(self._url):
            return self._hits(node).read(options) if self._there() else []

    def scan(self, query: str, options: SearchOptions = _DEFAULT) -> Generator[Hit, None, None]:
        """See `Index.scan`."""
        return self._scan(asked(query, options), options)

    def count(self, query: str, options: SearchOptions = _DEFAULT) -> Counts:
        """See `Index.count`."""
        node = asked(query, options)
        with told(self._url):
            return self._hits(node).count() if self._there() else Counts(0, 0, 0)

    def facets(self, query: str, options: SearchOptions = _DEFAULT) -> tuple[Facet, ...]:
        """See `Index.facets`."""
        node = asked(query, options)
        with told(self._url):
            return self._hits(node).facets() if self._there() else ()

    def survey(self, query: str, options: SearchOptions = _DEFAULT) -> tuple[list[Hit], Summary]:
        """See `Index.survey`."""
        node = asked(query, options)
        with told(self._url):
            return self._hits(node).survey(options) if self._there() else ([], NOTHING)

    def status(self) -> Status:
        """See `Index.status`."""
        with told(self._url):
            if not self._there():
                return Status(self.engine, self.name, items=0, appearances=0, bytes=0)
            places = self._versions.aliases
            items, rows, visits = (int(self._client.count(index=each)["count"]) for each in places.all)
            stats = self._client.indices.stats(index=places.all, metric="store")
            size = stats["_all"]["primaries"]["store"]["size_in_bytes"]
            version = self._versions.places(self._versions.current() or 0).items
            kept = tuple(self._versions.places(each).items for each in self._versions.older())
        return Status(self.engine, self.name, items, rows, size, visits, version, kept)

    def prune(self) -> tuple[str, ...]:
        """See `Index.prune`."""
        with told(self._url):
            older = self._versions.older()
            for number in older:
                self._versions.delete(number)
            return tuple(self._versions.places(number).items for number in older)

    def set_up(self) -> list[str]:
        """Put the index templates in, and make the first version where there is none; gives the templates' names.

        Raises:
            IndexUnavailable: if the server does not answer, or does not allow it.
        """
        self.prepare()
        with told(self._url):
            return self._versions.set_up()

    def start_new(self) -> "ElasticVersion":
        """See `Index.start_new`."""
        with told(self._url):
            return ElasticVersion(self._versions, self._url)

    def close(self) -> None:
        """See `Index.close`."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _there(self) -> bool:
        self._is_there = self._is_there or self._versions.current() is not None
        return self._is_there

    def _scan(self, node: Node, options: SearchOptions) -> Generator[Hit, None, None]:
        with told(self._url):
            if self._there():
                yield from Scan(self._hits(node), all_copies=options.all_copies).read()

    def _hits(self, node: Node) -> Hits:
        return Hits(self._client, self._versions.aliases.items, to_elastic(node), has_words(node))


class ElasticVersion:
    """A new version behind no alias yet; see `NewVersion`."""

    def __init__(self, versions: Versions, url: str) -> None:
        self._versions = versions
        self._url = url
        self._number = versions.create()
        self._places = versions.places(self._number)

    @property
    def name(self) -> str:
        """See `NewVersion.name`."""
        return self._places.items

    def write(self, items: Sequence[PressItem]) -> list[Refused]:
        """See `NewVersion.write`."""
        with told(self._url):
            return Writer(self._versions.client, self._places).write(items)

    def write_visits(self, visits: Sequence[SourceVisit]) -> None:
        """See `NewVersion.write_visits`."""
        with told(self._url):
            Writer(self._versions.client, self._places).write_visits(visits)

    def count(self) -> int:
        """See `NewVersion.count`."""
        with told(self._url):
            return int(self._versions.client.count(index=self._places.items)["count"])

    def swap(self) -> None:
        """See `NewVersion.swap`."""
        with told(self._url):
            self._versions.point_to(self._number)

    def abandon(self) -> None:
        """See `NewVersion.abandon`."""
        with told(self._url):
            self._versions.delete(self._number)


def open_elasticsearch(settings: IndexSettings, secrets: Secrets, *, writing: bool) -> ElasticIndex:
    """The index of the settings on their server; with `writing` it is made where there is none.

    Raises:
        IndexUnavailable: if `writing` and the server does not answer.
        SettingsError: if the settings name no server.
    """
    client = connect(settings, secrets)
    if not writing:
        return ElasticIndex(client.options(request_timeout=PATIENCE), settings)
    index = ElasticIndex(client, settings)
    index.prepare()
    return index

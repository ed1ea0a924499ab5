"""Items in memory that many queries are asked of: the words, the schema and the logic are those of the indexes."""

from collections.abc import Sequence
from functools import cache, lru_cache

import tantivy

from udklip.core.item import PressItem
from udklip.indexer.admission import admit
from udklip.indexer.embedded.schema import register_analyser, schema, to_tantivy
from udklip.indexer.embedded.translation import Translation
from udklip.indexer.tree import Node

_MEMORY = 64_000_000


@cache
def _schema() -> tantivy.Schema:
    return schema()


@lru_cache(maxsize=5_000)
def _translated(node: Node) -> tantivy.Query:
    """The same queries are asked all day, and translating one takes longer than asking it of a few items."""
    return Translation(_schema()).query(node)


class NewItems:
    """Items with different `ready` numbers. What an index would refuse is not among them.

    A question costs by what is in here, and so the same however much the index holds.
    """

    def __init__(self, items: Sequence[PressItem]) -> None:
        """Take `items` in."""
        admitted, _ = admit(items)
        self._ids = {item.ready: item.id for item, _ in admitted}
        index = tantivy.Index(_schema())
        register_analyser(index)
        writer = index.writer(heap_size=_MEMORY, num_threads=1)
        for _, document in admitted:
            writer.add_document(to_tantivy(document))
        writer.commit()
        index.reload()
        self._searcher = index.searcher()

    def meeting(self, node: Node) -> list[str]:
        """The ids of those that meet `node`, in the order of `ready`."""
        if not self._ids:
            return []
        found = self._searcher.search(_translated(node), limit=len(self._ids), count=False)
        numbers = self._searcher.fast_field_values("ready", [address for _, address in found.hits])
        return [self._ids[number] for number in sorted(int(number or 0) for number in numbers)]

"""Items in memory that many queries are asked of: the words, the schema and the logic are those of the indexes."""

from collections.abc import Sequence

import tantivy

from udklip.core.item import PressItem
from udklip.indexer.admission import admit
from udklip.indexer.embedded.schema import register_analyser, schema, to_tantivy
from udklip.indexer.embedded.translation import Translation
from udklip.indexer.tree import Node

_MEMORY = 64_000_000


class NewItems:
    """Items with different `ready` numbers. What an index would refuse is not among them.

    A question costs by what is in here, and so the same however much the index holds.
    """

    def __init__(self, items: Sequence[PressItem]) -> None:
        """Take `items` in."""
        admitted, _ = admit(items)
        self._ids = {item.ready: item.id for item, _ in admitted}
        index = tantivy.Index(schema())
        register_analyser(index)
        writer = index.writer(heap_size=_MEMORY, num_threads=1)
        for _, document in admitted:
            writer.add_document(to_tantivy(document))
        writer.commit()
        index.reload()
        self._searcher = index.searcher()
        self._translation = Translation(index.schema)

    def meeting(self, node: Node) -> list[str]:
        """The ids of those that meet `node`, in the order of `ready`."""
        if not self._ids:
            return []
        found = self._searcher.search(self._translation.query(node), limit=len(self._ids), count=False)
        numbers = self._searcher.fast_field_values("ready", [address for _, address in found.hits])
        return [self._ids[number] for number in sorted(int(number or 0) for number in numbers)]

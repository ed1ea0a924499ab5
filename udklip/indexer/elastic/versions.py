"""The versions behind the two aliases: `udklip-items-v1` behind `udklip-items`, and so for appearances."""

import re
from dataclasses import dataclass

from elasticsearch import BadRequestError, Elasticsearch

from udklip.core.errors import IndexUnavailable
from udklip.indexer.elastic.mapping import SETTINGS, appearances_mapping, items_mapping
from udklip.indexer.elastic.writing import Places
from udklip.indexer.rules import REBUILD, RULES


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of the index called `name` on a server."""

    client: Elasticsearch
    name: str

    @property
    def aliases(self) -> Places:
        """What answers and is written to."""
        return Places(f"{self.name}-items", f"{self.name}-appearances", aliases=True)

    def exist(self) -> bool:
        """Whether some version answers, of whatever rules."""
        return bool(self.client.indices.exists_alias(name=self.aliases.items))

    def current(self) -> int | None:
        """The number of the version that answers, or None before the first.

        Raises:
            IndexUnavailable: if it was filled by other rules.
        """
        items = self.aliases.items
        if not self.exist():
            return None
        for index, said in self.client.indices.get_mapping(index=items).items():
            rules = said["mappings"].get("_meta", {}).get("rules", "none")
            if rules != RULES:
                raise IndexUnavailable(
                    f"index {index}: filled by other rules ({rules}; now {RULES}); {REBUILD}"
                )
            return self._number(index)
        return None

    def create(self) -> int:
        """Make the next version, empty and behind no alias; gives its number."""
        number = max(self._all(), default=0) + 1
        places = self.places(number)
        for index, mapping in ((places.items, items_mapping()), (places.appearances, appearances_mapping())):
            self.client.indices.create(index=index, mappings=mapping, settings=SETTINGS)
        return number

    def create_first(self) -> None:
        """Make the first version and let it answer; another process may do the same at this moment."""
        try:
            self.point_to(self.create())
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise

    def point_to(self, number: int) -> None:
        """Let version `number` answer, by one call; the one before is kept, older ones are deleted."""
        new, aliases = self.places(number), self.aliases
        pairs = ((aliases.items, new.items), (aliases.appearances, new.appearances))
        taken = [
            {"remove": {"alias": alias, "index": f"{alias}-v*", "must_exist": False}} for alias, _ in pairs
        ]
        given = [{"add": {"alias": alias, "index": index}} for alias, index in pairs]
        self.client.indices.update_aliases(actions=[*taken, *given])
        for old in [each for each in self._all() if each < number][:-1]:
            self.delete(old)

    def delete(self, number: int) -> None:
        """Delete version `number`, if it is there."""
        places = self.places(number)
        self.client.indices.delete(index=[places.items, places.appearances], ignore_unavailable=True)

    def delete_others(self, number: int) -> None:
        """Delete every version but `number`."""
        for other in self._all():
            if other != number:
                self.delete(other)

    def places(self, number: int) -> Places:
        """The two indexes of version `number`."""
        aliases = self.aliases
        return Places(f"{aliases.items}-v{number}", f"{aliases.appearances}-v{number}", aliases=False)

    def _all(self) -> list[int]:
        found = self.client.indices.get(index=f"{self.aliases.items}-v*", features="aliases")
        return sorted(self._number(index) for index in found)

    def _number(self, index: str) -> int:
        match = re.search(r"-v(\d+)$", index)
        return int(match[1]) if match else 0

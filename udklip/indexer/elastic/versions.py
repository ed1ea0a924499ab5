"""The versions behind the three aliases: `udklip-items-v1` behind `udklip-items`, and so for appearances and visits."""

import re
from dataclasses import dataclass
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch

from udklip.core.errors import IndexUnavailable
from udklip.indexer.elastic.mapping import (
    RULES,
    appearances_mapping,
    copies,
    items_mapping,
    settings,
    visits_mapping,
)
from udklip.indexer.elastic.writing import Places
from udklip.indexer.rules import REBUILD

#: Above those that a server brings with it (100).
TEMPLATE_PRIORITY = 200


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of the index called `name` on a server."""

    client: Elasticsearch
    name: str
    replicas: int = 1

    @property
    def aliases(self) -> Places:
        """What answers and is written to."""
        return self._places("", aliases=True)

    def exist(self) -> bool:
        """Whether some version answers, of whatever rules."""
        return bool(self.client.indices.exists_alias(name=self.aliases.items))

    def current(self) -> int | None:
        """The number of the version that answers, or None before the first.

        Raises:
            IndexUnavailable: if it was filled by other rules.
        """
        for index, rules in self._rules().items():
            if rules != RULES:
                raise IndexUnavailable(
                    f"index {index}: filled by other rules ({rules}; now {RULES}); {REBUILD}"
                )
            return self._number(index)
        return None

    def create(self) -> int:
        """Make the next version, empty and behind no alias; gives its number."""
        number = max(self._all(), default=0) + 1
        for index, mapping in self._mapped(self.places(number)):
            self.client.indices.create(index=index, mappings=mapping, settings=settings(self.replicas))
        return number

    def grow(self) -> None:
        """Let the version that answers know outcomes that were named since it was made.

        One of other rules is left as it is: it is to be rebuilt.
        """
        if set(self._rules().values()) != {RULES}:
            return
        self.client.indices.put_mapping(
            index=self.aliases.visits, properties=visits_mapping()["properties"], write_index_only=True
        )

    def set_up(self) -> list[str]:
        """Put the index templates in, which hold indexes that others make by these names to the mappings too.

        Gives their names. The version that answers gets as many copies as the settings want.
        """
        mapped = self._mapped(self.aliases)
        for alias, mapping in mapped:
            self.client.indices.put_index_template(
                name=alias,
                index_patterns=[alias, f"{alias}-v*"],
                priority=TEMPLATE_PRIORITY,
                template={"mappings": mapping, "settings": settings(self.replicas)},
                meta={"rules": RULES},
            )
        if self.exist():
            self.client.indices.put_settings(index=self.aliases.all, settings=copies(self.replicas))
        return [alias for alias, _ in mapped]

    def create_first(self) -> None:
        """Make the first version and let it answer; another process may do the same at this moment."""
        try:
            self.point_to(self.create())
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise

    def point_to(self, number: int) -> None:
        """Let version `number` answer, by one call; what answered before is kept until it is pruned."""
        pairs = zip(self.aliases.all, self.places(number).all, strict=True)
        actions = [
            change
            for alias, index in pairs
            for change in (
                {"remove": {"alias": alias, "index": f"{alias}-v*", "must_exist": False}},
                {"add": {"alias": alias, "index": index, "is_write_index": True}},
            )
        ]
        self.client.indices.update_aliases(actions=actions)

    def older(self) -> list[int]:
        """The versions before the one that answers, oldest first; one with a higher number may be in the making."""
        answering = self._answering()
        return [each for each in self._all() if answering is not None and each < answering]

    def delete(self, number: int) -> None:
        """Delete version `number`, if it is there."""
        self.client.indices.delete(index=self.places(number).all, ignore_unavailable=True)

    def delete_others(self, number: int) -> None:
        """Delete every version but `number`."""
        for other in self._all():
            if other != number:
                self.delete(other)

    def places(self, number: int) -> Places:
        """The three indexes of version `number`."""
        return self._places(f"-v{number}", aliases=False)

    def _places(self, end: str, *, aliases: bool) -> Places:
        items, appearances, visits = (
            f"{self.name}-{rows}{end}" for rows in ("items", "appearances", "visits")
        )
        return Places(items, appearances, visits, aliases=aliases)

    def _mapped(self, places: Places) -> list[tuple[str, dict[str, Any]]]:
        return list(zip(places.all, (items_mapping(), appearances_mapping(), visits_mapping()), strict=True))

    def _rules(self) -> dict[str, str]:
        """By the name of the index that answers, the rules that it was filled by; empty before the first."""
        if not self.exist():
            return {}
        said = self.client.indices.get_mapping(index=self.aliases.items)
        return {
            index: str(one["mappings"].get("_meta", {}).get("rules", "none")) for index, one in said.items()
        }

    def _answering(self) -> int | None:
        """The number of the version that answers, of whatever rules."""
        return max(map(self._number, self._rules()), default=None)

    def _all(self) -> list[int]:
        found = self.client.indices.get(index=f"{self.aliases.items}-v*", features="aliases")
        return sorted(self._number(index) for index in found)

    def _number(self, index: str) -> int:
        match = re.search(r"-v(\d+)$", index)
        return int(match[1]) if match else 0

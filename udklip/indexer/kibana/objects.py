"""Saved objects as Kibana imports them: a line of JSON each, with what it refers to and its format's version."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class ObjectType(StrEnum):
    """What a saved object is, as Kibana calls it."""

    DATA_VIEW = "index-pattern"
    SEARCH = "search"
    DASHBOARD = "dashboard"


#: Formats that Kibana 8.19 knows and that a later one brings up to its own; a newer format than its own it refuses.
CORE_FORMAT = "8.8.0"
FORMATS = {ObjectType.DATA_VIEW: "8.0.0", ObjectType.SEARCH: "10.2.0", ObjectType.DASHBOARD: "10.2.0"}


class Rows(StrEnum):
    """The three aliases, by what a row stands for; each has a data view."""

    ITEMS = "items"
    APPEARANCES = "appearances"
    VISITS = "visits"


@dataclass(frozen=True, slots=True)
class Reference:
    """That one object needs another, under a name that the object's own JSON uses."""

    type: ObjectType
    id: str
    name: str

    def as_json(self, before: str = "") -> Json:
        """As Kibana writes it; `before` is what a dashboard puts before the names of a panel of its own."""
        return {"type": self.type, "id": self.id, "name": f"{before}{self.name}"}


@dataclass(frozen=True, slots=True)
class SavedObject:
    """One object to be imported."""

    type: ObjectType
    id: str
    attributes: Json
    references: tuple[Json, ...] = ()

    def as_json(self) -> Json:
        """As a line of the file."""
        return {
            "attributes": self.attributes,
            "coreMigrationVersion": CORE_FORMAT,
            "id": self.id,
            "managed": False,
            "references": list(self.references),
            "type": self.type,
            "typeMigrationVersion": FORMATS[self.type],
        }


@dataclass(frozen=True, slots=True)
class Naming:
    """What things are called for the index called `index`: two of them stand side by side in one Kibana."""

    index: str

    def id(self, key: str) -> str:
        """The id of an object; a data view's is the alias that it reads."""
        return f"{self.index}-{key}"

    def title(self, title: str) -> str:
        """What people read in Kibana's lists."""
        return f"{'Udklip' if self.index == 'udklip' else f'Udklip ({self.index})'}: {title}"

    def data_view(self, rows: Rows, name: str) -> Reference:
        """A reference to the data view of `rows`."""
        return Reference(ObjectType.DATA_VIEW, self.id(rows), name)


def as_text(value: Any) -> str:
    """JSON within JSON: Kibana keeps the parts that it does not search as text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def as_lines(objects: Iterable[SavedObject]) -> str:
    """The file that Kibana imports."""
    return "".join(f"{as_text(each.as_json())}\n" for each in objects)

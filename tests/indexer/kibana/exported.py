"""The file that Kibana imports, read back as Kibana would: objects, panels, and what each refers to."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Object:
    """One line of the file."""

    line: Json

    @property
    def id(self) -> str:
        return str(self.line["id"])

    @property
    def type(self) -> str:
        return str(self.line["type"])

    @property
    def attributes(self) -> Json:
        attributes: Json = self.line["attributes"]
        return attributes

    @property
    def references(self) -> dict[str, tuple[str, str]]:
        """Type and id by name; a name is given once."""
        named = {each["name"]: (each["type"], each["id"]) for each in self.line["references"]}
        assert len(named) == len(self.line["references"])
        return named

    @property
    def search_source(self) -> Json:
        source: Json = json.loads(self.attributes["kibanaSavedObjectMeta"]["searchSourceJSON"])
        return source

    @property
    def panels(self) -> list["Panel"]:
        return [Panel(self, each) for each in json.loads(self.attributes["panelsJSON"])]


@dataclass(frozen=True)
class Panel:
    """A panel of a dashboard."""

    dashboard: Object
    json: Json

    @property
    def title(self) -> str:
        return str(self.json["title"])

    @property
    def is_lens(self) -> bool:
        return bool(self.json["type"] == "lens")

    @property
    def lens(self) -> Json:
        attributes: Json = self.json["embeddableConfig"]["attributes"]
        return attributes

    @property
    def state(self) -> Json:
        state: Json = self.lens["state"]
        return state

    @property
    def layer(self) -> Json:
        ((_, layer),) = self.state["datasourceStates"]["formBased"]["layers"].items()
        found: Json = layer
        return found

    @property
    def columns(self) -> dict[str, Json]:
        """In the order in which Lens makes aggregations of them."""
        return {name: self.layer["columns"][name] for name in self.layer["columnOrder"]}

    @property
    def query(self) -> str:
        return str(self.state["query"]["query"])

    @property
    def refers_to(self) -> str:
        """The id of the object that it shows, by the dashboard's references."""
        index = self.json["panelIndex"]
        wanted = (
            f"indexpattern-datasource-layer-{next(iter(self.state['datasourceStates']['formBased']['layers']))}"
            if self.is_lens
            else self.json["panelRefName"]
        )
        return self.dashboard.references[f"{index}:{wanted}"][1]

    @property
    def times(self) -> tuple[str, str]:
        """From when to when: its own, else the dashboard's."""
        own = self.json["embeddableConfig"].get("timeRange")
        if own:
            return own["from"], own["to"]
        return self.dashboard.attributes["timeFrom"], self.dashboard.attributes["timeTo"]


@dataclass(frozen=True)
class Exported:
    """The whole file."""

    text: str

    @cached_property
    def objects(self) -> dict[str, Object]:
        lines = [Object(json.loads(line)) for line in self.text.splitlines()]
        named = {each.id: each for each in lines}
        assert len(named) == len(lines)
        return named

    def of_type(self, type_: str) -> list[Object]:
        return [each for each in self.objects.values() if each.type == type_]

    @property
    def lens_panels(self) -> list[Panel]:
        return [panel for board in self.of_type("dashboard") for panel in board.panels if panel.is_lens]

"""Panels, and the dashboards that they stand on in rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from udklip.indexer.kibana.charts import LAYER, Chart, layer_of
from udklip.indexer.kibana.conditions import Condition, as_query
from udklip.indexer.kibana.objects import Json, Naming, ObjectType, Reference, Rows, SavedObject, as_text
from udklip.indexer.kibana.searches import SavedSearch

#: A dashboard is so many columns wide.
WIDTH = 48

_LAYER_REFERENCE = f"indexpattern-datasource-layer-{LAYER}"


@dataclass(frozen=True, slots=True)
class LensPanel:
    """A chart of rows, narrowed by `only`.

    `since` is a time of its own in place of the dashboard's; `about` tells what a title has no room for.
    """

    title: str
    rows: Rows
    chart: Chart
    only: Condition | None = None
    since: str | None = None
    about: str = ""

    def as_json(self, index: str, naming: Naming) -> Json:
        """What the panel called `index` is, its place aside."""
        config: Json = {
            "attributes": self._lens(naming),
            "description": self.about,
            "enhancements": {},
            "hidePanelTitles": False,
        }
        if self.since:
            config["timeRange"] = {"from": self.since, "to": "now"}
        return {"embeddableConfig": config, "panelIndex": index, "title": self.title, "type": "lens"}

    def reference(self, index: str, naming: Naming) -> Json:
        """The data view, by the name that the dashboard has for it."""
        return naming.data_view(self.rows, f"{index}:{_LAYER_REFERENCE}").as_json()

    def _lens(self, naming: Naming) -> Json:
        return {
            "references": [naming.data_view(self.rows, _LAYER_REFERENCE).as_json()],
            "state": {
                "adHocDataViews": {},
                "datasourceStates": {"formBased": {"layers": {LAYER: layer_of(self.chart)}}},
                "filters": [],
                "internalReferences": [],
                "query": as_query(self.only),
                "visualization": self.chart.state(),
            },
            "title": self.title,
            "type": "lens",
            "visualizationType": self.chart.lens_type,
        }


@dataclass(frozen=True, slots=True)
class SearchPanel:
    """A saved search on a dashboard: Lens draws numbers, and cannot list items by their titles."""

    title: str
    search: SavedSearch

    def as_json(self, index: str, naming: Naming) -> Json:  # noqa: ARG002 - its reference has the name
        """What the panel called `index` is, its place aside."""
        return {
            "embeddableConfig": {"enhancements": {}, "hidePanelTitles": False},
            "panelIndex": index,
            "panelRefName": f"panel_{index}",
            "title": self.title,
            "type": "search",
        }

    def reference(self, index: str, naming: Naming) -> Json:
        """The search, by the name that the dashboard has for it."""
        return Reference(ObjectType.SEARCH, naming.id(self.search.key), f"{index}:panel_{index}").as_json()


Panel = LensPanel | SearchPanel


@dataclass(frozen=True, slots=True)
class Row:
    """Panels beside each other, of one height and of equal width."""

    height: int
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A page of panels, top row first; it opens with the time since `since`."""

    key: str
    title: str
    about: str
    since: str
    rows: tuple[Row, ...]

    def saved(self, naming: Naming) -> SavedObject:
        """As Kibana keeps it."""
        placed = list(self._placed())
        panels = [panel.as_json(place["i"], naming) | {"gridData": place} for panel, place in placed]
        attributes: Json = {
            "description": self.about,
            "kibanaSavedObjectMeta": {
                "searchSourceJSON": as_text({"filter": [], "query": as_query(None)}),
            },
            "optionsJSON": as_text(
                {
                    "hidePanelTitles": False,
                    "syncColors": True,
                    "syncCursor": True,
                    "syncTooltips": False,
                    "useMargins": True,
                }
            ),
            "panelsJSON": as_text(panels),
            "timeFrom": self.since,
            "timeRestore": True,
            "timeTo": "now",
            "title": naming.title(self.title),
        }
        references = tuple(panel.reference(place["i"], naming) for panel, place in placed)
        return SavedObject(ObjectType.DASHBOARD, naming.id(self.key), attributes, references)

    def _placed(self) -> Iterator[tuple[Panel, Json]]:
        """Each panel with its place; it is called by its row and where it stands in it."""
        tops = accumulate((row.height for row in self.rows), initial=0)
        for number, (row, top) in enumerate(zip(self.rows, tops, strict=False), 1):
            width = WIDTH // len(row.panels)
            for column, panel in enumerate(row.panels):
                index = f"{self.key}-{number}-{column + 1}"
                yield panel, {"h": row.height, "i": index, "w": width, "x": column * width, "y": top}

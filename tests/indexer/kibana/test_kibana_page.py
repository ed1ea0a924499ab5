"""The page on Kibana names what is put in, and its example of a panel is one."""

import re
from pathlib import Path

import pytest
from indexer.kibana.exported import Exported, Panel
from indexer.kibana.shapes import Line

from udklip.indexer.elastic.mapping import items_mapping
from udklip.indexer.kibana import charts, columns, conditions, overblik, panels
from udklip.indexer.kibana.objects import Naming, as_lines
from udklip.indexer.kibana.panels import Dashboard, Row


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "kibana.md").read_text("utf-8")


def test_the_page_names_everything_that_is_put_in(page: str, exported: Exported) -> None:
    names = {each.attributes.get("name") or each.attributes["title"] for each in exported.objects.values()}
    assert {name for name in names if f"*{name}*" not in page} == set()


def test_the_panel_that_the_page_shows_is_one(page: str) -> None:
    (shown,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    known = {
        name: value
        for each in (charts, columns, conditions, overblik, panels)
        for name, value in vars(each).items()
    }
    panel = eval("\n".join(line.strip() for line in shown.splitlines()), known)  # noqa: S307 - our own page
    board = Dashboard("ny", "Ny", "", "now-7d/d", (Row(12, (panel,)),)).saved(Naming("udklip"))
    (line,) = Exported(as_lines([board])).objects.values()
    Line.model_validate({"line": line.line})
    (seen,) = line.panels
    assert fields_of(seen) == {"places", "___records___"}
    assert fields_of(seen) - {"___records___"} <= set(items_mapping()["properties"])


def fields_of(panel: Panel) -> set[str]:
    return {column["sourceField"] for column in panel.columns.values()}

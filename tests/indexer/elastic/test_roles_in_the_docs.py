"""The page on Elasticsearch says of the roles, the aliases and the visits what the code does."""

from pathlib import Path

import pytest

from udklip.indexer.elastic.mapping import visits_mapping
from udklip.indexer.elastic.security import roles_of


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "elasticsearch.md").read_text("utf-8")


def test_the_page_tells_every_privilege_of_a_role(page: str) -> None:
    for name, role in roles_of("udklip").items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}`"))
        granted = role["indices"][0]["privileges"]
        told = row.rsplit("|", 2)[1].split(";")[0].replace("`", "").replace(" ", "").split(",")
        assert told == granted


def test_no_role_reaches_the_cluster_or_names_by_an_open_pattern() -> None:
    for role in roles_of("udklip").values():
        assert "cluster" not in role
        for pattern in role["indices"][0]["names"]:
            assert pattern.removesuffix("-v*") in {"udklip-items", "udklip-appearances", "udklip-visits"}


def test_the_page_names_every_field_of_a_visit(page: str) -> None:
    assert [name for name in visits_mapping()["properties"] if f"`{name}`" not in page] == []

"""The docs cannot lie: every marked block of README and docs is carried out, and shows what the page says it shows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from documented import Session, Untrue, blocks_of, working_copy

ROOT = Path(__file__).resolve().parents[2]
PAGES = [page for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))] if page.exists()]
TRIED = [page for page in PAGES if blocks_of(page)]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
FILE_NAMED = re.compile(
    r"`((?:udklip|tests|tools|examples|docs|benchmarks|requirements)/[\w./-]+\.\w+|Makefile)`"
)


# What a page's reader has done before: README's commands look at what `make run` left.
BEFORE = {"README.md": "python examples/demo/run.py"}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    working_copy(ROOT, tmp_path)
    session = Session(tmp_path)
    yield session
    session.end()


@pytest.mark.parametrize("page", TRIED, ids=lambda page: page.name)
def test_a_page_does_what_it_says(page: Path, session: Session) -> None:
    if before := BEFORE.get(page.name):
        session.run(before)
    for block in blocks_of(page):
        session.carry_out(block)


@pytest.mark.parametrize("name", ["add-a-source", "add-a-reader", "add-an-entity-rule", "add-an-export"])
def test_a_page_that_adds_something_ends_in_what_is_seen(name: str) -> None:
    assert blocks_of(ROOT / "docs" / f"{name}.md")[-1].mark == "shown"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_are_there(page: Path) -> None:
    made = {block.target for block in blocks_of(page) if block.mark == "file"}
    named = set(FILE_NAMED.findall(page.read_text("utf-8"))) - made
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_a_page_that_is_not_true_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sh test\necho one\n```\n\n```text shown\ntwo\n```\n", "utf-8")
    session = Session(tmp_path)
    command, shown = blocks_of(page)
    session.carry_out(command)
    with pytest.raises(Untrue, match="not printed: 'two'"):
        session.carry_out(shown)

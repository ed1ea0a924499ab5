"""A search that finds more than is counted one by one: what the page says then, and what it does not."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from desk.served_desk import Desk, served
from indexer.press_items import press_item
from schedules.way import Way

from udklip.core.ledger import Ledger
from udklip.indexer.breakdown import MOST_EXACT
from udklip.schedules.run import open_for_writing

ARTICLES = MOST_EXACT + 100
SETTINGS = '[[source]]\nname = "Fjordbladet"\nhosts = ["fjordbladet.example"]\nfeeds = ["https://fjordbladet.example/feed"]\n'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two copies of every story, all about one organisation; some are rare."""
    config: Path = tmp_path_factory.mktemp("many") / "udklip.toml"
    config.write_text(SETTINGS, "utf-8")
    way = Way(config)
    items = [
        press_item(
            f"{number:08}",
            "Sjælden klynge" if number < 10 else "Klynge",
            story=f"{number // 2 * 2:08}",
            organisations=["Klynge"],
        )
        for number in range(ARTICLES)
    ]
    Ledger.open(way.settings.store_folder).close()
    with open_for_writing(way.settings) as index:
        assert index.write(items) == []
    with served(way) as page:
        yield page


def test_stories_of_many_articles_are_said_to_be_estimated(desk: Desk) -> None:
    said = desk.get("/soeg?q=klynge").page.xpath("string(//*[@role='status'])")
    articles, _, stories = said.partition(" i 1 medie, ca. ")
    assert articles == "4.100 artikler"
    estimate = int(stories.removesuffix(" historier").replace(".", ""))
    assert estimate == pytest.approx(ARTICLES / 2, rel=0.05)


@pytest.mark.parametrize("path", ["/soeg?q=klynge", "/organisation/Klynge"])
def test_what_refines_them_counts_articles_alone(desk: Desk, path: str) -> None:
    fold = desk.get(path).page.get_element_by_id("afgraens")
    assert fold.findtext("p") == "Artikler"
    figures = [figure.text_content() for figure in fold.find_class("figure")]
    assert "4.100 artikler" in figures
    assert not [figure for figure in figures if "historier" in figure]


def test_stories_of_few_articles_are_counted(desk: Desk) -> None:
    page = desk.get(f"/soeg?q={quote('sjælden')}").page
    assert page.xpath("string(//*[@role='status'])") == "10 artikler i 1 medie, 5 historier"
    assert page.get_element_by_id("afgraens").findtext("p") == "Artikler / historier"

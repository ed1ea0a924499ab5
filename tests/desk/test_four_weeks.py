"""The chart of the last four weeks on I dag, and the table of its figures beneath it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from desk.served_desk import Desk, served
from indexer.press_items import MORNING, press_item
from schedules.collected import alone, collect, visit
from schedules.way import Way

from udklip.core.ledger import Ledger

CLUSTER = "Danish Life Science Cluster"
SETTINGS = '[[source]]\nname = "Fjordbladet"\nhosts = ["127.0.0.1"]\nfeeds = ["http://127.0.0.1:9/feed"]\n'
#: Days back from Tuesday the 24th at nine, when somebody looks, and the stories of each.
STORIES = {5: 1, 4: 2, 1: 3, 0: 4}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    config = tmp_path_factory.mktemp("weeks") / "udklip.toml"
    config.write_text(SETTINGS, "utf-8")
    way = Way(config)
    ledger = Ledger.open(way.settings.store_folder)
    for back, stories in STORIES.items():
        at = MORNING - timedelta(days=back, hours=3)
        items = [
            alone(
                press_item(
                    f"{back}-{number}", f"Nyt {back} {number}", CLUSTER, partners=[CLUSTER], published=at
                )
            )
            for number in range(stories)
        ]
        collect(ledger, at, items, [visit("Fjordbladet", at)])
    ledger.close()
    with served(way, "--now", "2020-11-24T09:00+01:00") as page:
        yield page


def test_the_figures_stand_beneath_the_chart(desk: Desk) -> None:
    page = desk.get("/").page
    (chart,) = page.find_class("chart")
    assert chart.find("svg").get("role") == "img"
    (table,) = page.xpath("//details[@class='beneath']/table")
    rows = [[cell.text_content() for cell in row] for row in table.xpath("tbody/tr")]
    # The day of the first run was not watched from its beginning.
    assert rows == [["24. november 2020", "4"], ["23. november 2020", "3"], ["20. november 2020", "2"]]

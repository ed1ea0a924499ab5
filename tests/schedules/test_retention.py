"""Off-topic bytes are kept 30 days, so that a new watch can look back; then the address stays alone."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from schedules.way import Way

FIRST = datetime.fromisoformat("2020-11-25T06:30+01:00")
OFF_TOPIC = (
    "Strandby tabte derbyet i det sidste sekund. Målmanden kiggede efter bolden, og publikum gik stille hjem."
)


@pytest.fixture
def way(tmp_path: Path) -> Way:
    """A way whose inbox holds a text on handball."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "haandbold.txt").write_text(OFF_TOPIC, "utf-8")
    config = tmp_path / "udklip.toml"
    config.write_text("[nlp]\nworkers = 1\n", "utf-8")
    return Way(config)


def after(way: Way, days: int) -> dict[str, int]:
    """A run so many days after the first; gives what the inbox came to."""
    counts: dict[str, int] = way.run(now=(FIRST + timedelta(days=days)).isoformat())["sources"]["inbox"]
    return counts


def kept(way: Way) -> int:
    """How many files of off-topic bytes there are."""
    return len(list(way.archive.glob("off-topic/*")))


def test_off_topic_bytes_go_after_thirty_days_and_the_address_stays(way: Way) -> None:
    assert after(way, 0)["off_topic"] == 1
    assert kept(way) == 1
    assert after(way, 30)["known"] == 1
    assert kept(way) == 1
    assert after(way, 31)["known"] == 1
    assert kept(way) == 0
    assert way.end("inbox:haandbold.txt")[0] == "off_topic"


def test_within_thirty_days_a_new_term_looks_back(way: Way) -> None:
    after(way, 0)
    settings = way.config.read_text("utf-8")
    way.config.write_text(settings + '[profile]\nterms = ["derby*"]\n', "utf-8")
    counts = way.run("--again", "read", now=(FIRST + timedelta(days=9)).isoformat())["sources"]["inbox"]
    assert (counts["found"], counts["new"]) == (1, 1)
    assert [item.relevance for item in way.items()] == ["field"]
    assert kept(way) == 0

"""What is older than the settings allow goes by its kind: raw bytes, texts, items, letters. Sums and links stay."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from crawler.misbehaving_server import Site, return_page
from indexer.press_items import press_item
from schedules.collected import alone, collect
from schedules.keeping.dying import Dying, Killed
from schedules.keeping.paper import files_with, paper, sql, tallies, way_to
from schedules.pages import article
from schedules.way import DEMO_CLOCK, Way

from udklip.core.settings import Retention, load_settings
from udklip.core.source import Rights, SourceType
from udklip.core.times import fixed_clock
from udklip.schedules.keeping import retaining
from udklip.schedules.keeping.retaining import retain
from udklip.schedules.run_lock import run_lock
from udklip.schedules.service.job import JobOutcome, Report, Workplace

BEGAN = datetime.fromisoformat(DEMO_CLOCK)
TIMES = "[retention]\nraw_days = 5\ntext_days = 10\nitem_days = 20\nletter_days = 30\n"
US = "Danish Life Science Cluster"
WORD = "vindmøllefabrikken"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A paper with two articles."""
    pages = {
        "/nyt/en": return_page(article("Den ene sag", f"Det siger {US} om {WORD}.")),
        "/nyt/to": return_page(article("Den anden sag")),
    }
    with paper(pages) as site:
        yield site


def retained(way: Way, days: float) -> Report:
    """The night so many days after the first."""
    with way.ledger() as ledger:
        return retain(Workplace(way.settings, ledger, fixed_clock(BEGAN + timedelta(days=days))))


def test_raw_bytes_go_first_then_texts_then_items(site: Site, tmp_path: Path) -> None:
    way = way_to(site, tmp_path, TIMES)
    way.run()
    before = tallies(way)
    assert (retained(way, 4).outcome, len(files_with(way, WORD)) > 1) == (JobOutcome.NOTHING, True)

    assert retained(way, 6).counts == {"raw pages": 2}
    assert list(way.archive.rglob("*.warc.gz")) == []
    assert len(way.json("search", WORD)) == 1

    assert retained(way, 11).counts == {"texts": 2}
    assert way.json("search", WORD) == []
    (hit,) = way.json("search", f'organisation:"{US}"')
    assert (hit["title"], hit["snippet"]) == ("Den ene sag", None)

    assert retained(way, 21).counts == {"items": 2}
    assert (way.items(), way.json("search", "sag"), tallies(way)) == ([], [], before)
    assert {step["reason"] for step in way.json("why", site.url("/nyt/en"))} == {None}
    assert retained(way, 22).outcome is JobOutcome.NOTHING
    again = way.run()["sources"]["Bladet"]
    assert (again["found"], again["known"]) == (2, 2)


def filled(folder: Path, count: int = 30) -> Way:
    """A way whose ledger has items of a week."""
    config = folder / "udklip.toml"
    config.write_text(TIMES, "utf-8")
    way = Way(config)
    with way.ledger() as ledger:
        items = (
            press_item(f"{n:02}", f"Sag {n}", f"Om {WORD}", partners=[US], first_seen=BEGAN)
            for n in range(count)
        )
        collect(ledger, BEGAN, [alone(item) for item in items])
    return way


def test_a_night_that_is_cut_short_anywhere_goes_on_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retaining, "AT_ONCE", 7)
    way = filled(tmp_path)
    clock, deaths = fixed_clock(BEGAN + timedelta(days=21)), 0
    while True:
        ledger = Dying.open(way.settings.store_folder)
        ledger.left = deaths
        try:
            retain(Workplace(way.settings, ledger, clock))
            break
        except Killed:
            deaths += 1
        finally:
            ledger.close()
    assert deaths > 3
    assert way.items() == []
    assert sql(way, "SELECT count(*) FROM let_go WHERE kind = 'item'") == [(30,)]


def test_while_a_run_reads_the_archive_its_files_are_left_to_the_run(tmp_path: Path) -> None:
    way = filled(tmp_path)
    with run_lock(way.settings.store_folder):
        report = retained(way, 21)
    assert report.counts == {"items": 30}
    assert "a run is at work" in str(report.note)


def test_letters_keep_that_they_were_sent_and_no_word(tmp_path: Path) -> None:
    way = filled(tmp_path)
    for name, state in (("old", "sent"), ("unsent", "planned")):
        sql(
            way,
            "INSERT INTO letter VALUES (?, 'overview', 'I dag', 'tekst', '<p>x', '[]', '2020-11-25', '2020-11-25')",
            name,
        )
        sql(
            way,
            "INSERT INTO sending (letter, address, name, state, attempts, changed, answer) "
            "VALUES (?, 'a@b.dk', 'Bo', ?, 1, '2020-11-25', '250 OK')",
            name,
            state,
        )
    sql(
        way,
        "INSERT INTO overview_edit (edition, day, at, who, action, words) "
        "VALUES ('daily', '2020-11-25', '2020-11-25', 'Bo', 'comment', 'Se her')",
    )
    assert retained(way, 31).counts == {"items": 30, "letters": 1, "editors' words": 1}
    assert sql(way, "SELECT id, text, html FROM letter ORDER BY id") == [
        ("old", "", ""),
        ("unsent", "tekst", "<p>x"),
    ]
    assert sql(way, "SELECT address, name, state, answer FROM sending WHERE letter = 'old'") == [
        ("a@b.dk", None, "sent", None)
    ]
    assert retained(way, 31).outcome is JobOutcome.NOTHING


def kept(tmp_path: Path, text: str) -> Retention:
    file = tmp_path / "udklip.toml"
    file.write_text(f"[retention]\n{text}", "utf-8")
    return load_settings(file).retention


def test_the_shorter_time_of_kind_and_rights_holds_and_zero_is_for_ever(tmp_path: Path) -> None:
    times = kept(
        tmp_path,
        "text_days = 100\nraw_days = 50\n"
        "own = { text_days = 0, raw_days = 0 }\nlink = { text_days = 20 }\nnational = { text_days = 30 }\n",
    )
    own = times.of(SourceType.OWN, Rights.FULL)
    assert (own.item, own.of_text, own.of_raw) == (None, None, None)
    assert times.of(SourceType.OWN, Rights.LINK).of_text == 20
    paper = times.of(SourceType.NATIONAL, Rights.LINK)
    assert (paper.of_text, paper.of_raw) == (20, 20), "bytes that outlive the text would bring it back"
    assert times.of(SourceType.TRADE, Rights.FULL).of_text == 100
    assert kept(tmp_path, "item_days = 9\n").of(SourceType.TRADE, Rights.FULL).of_raw == 9

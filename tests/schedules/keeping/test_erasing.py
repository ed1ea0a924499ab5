"""What is erased is gone from every file of the store, stays away, and leaves every sum as it was."""

import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from crawler.misbehaving_server import Answer, Site, return_page
from schedules.keeping.paper import files_with, offer, paper, sql, tallies, way_to
from schedules.pages import article
from schedules.way import Way, unbalanced

from udklip.core.ledger.people.values import Account, AuditRow, MarkKind, Role
from udklip.core.ledger.watching.values import Watch
from udklip.core.letter import Letter, LetterKind, Recipient

PERSON = "Åse Rosenfeldt"
AT = datetime(2020, 11, 25, 6, tzinfo=UTC)
SPELLINGS = ("Rosenfeldt", "ROSENFELDT", "rosenfeldt")
OFF_TOPIC = (
    f"<html lang=da><title>Derby</title><article><p>Målmanden {PERSON} tabte derbyet til sidst.</p></article>"
)


def pages() -> dict[str, Answer]:
    """Two articles of hers, one that her name is in the address of, one off topic, and one that she is not in."""
    return {
        "/nyt/fabrik": return_page(
            article("Den nye fabrik", f"»Vi er klar,« siger direktør {PERSON}. Rosenfeldt er glad.")
        ),
        "/nyt/pris": return_page(article(f"{PERSON}s pris", "Hun fik prisen i går.")),
        "/nyt/aase-rosenfeldt-gaar": return_page(article("Direktøren går", "Det sker til maj.")),
        "/sport/derby": return_page(OFF_TOPIC.encode()),
        "/nyt/bro": return_page(article("Den nye bro", "Broen er gul og lang.")),
    }


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Way]]:
    """The paper, and a way that has collected it once."""
    with paper(pages()) as site:
        way = way_to(site, tmp_path_factory.mktemp("once"))
        assert way.run()["sources"]["Bladet"]["new"] == 4
        yield site, way


@pytest.fixture
def site(once: tuple[Site, Way]) -> Site:
    """The paper as it was."""
    site, _ = once
    offer(site, pages())
    return site


@pytest.fixture
def way(tmp_path: Path, once: tuple[Site, Way], site: Site) -> Way:  # noqa: ARG001 - the paper is as it was
    """A copy of that way."""
    shutil.copytree(once[1].config.parent, tmp_path, dirs_exist_ok=True)
    return Way(tmp_path / "udklip.toml")


def told_of_her(way: Way) -> None:
    """A letter that names her, and that she gets; a watch on her; her account at the desk and what she wrote there."""
    letter = Letter("a", LetterKind.OVERVIEW, f"{PERSON} i dag", f"Om {PERSON}", f"<p>{PERSON}</p>", AT)
    with way.ledger() as ledger, ledger.writing() as book:
        book.outbox.post(letter, [Recipient("aase.rosenfeldt@avisen.example", PERSON)], AT)
        book.recipients.add("presse", "ar@avisen.example", PERSON, AT)
        book.watches.put(Watch("hende", f'"{PERSON}"', AT))
        book.accounts.add(Account(PERSON, Role.EDITOR, "argon2", AT))
        book.accounts.log_in("token", PERSON, AT, AT + timedelta(days=1))
        book.decisions.set_mark("00000001", MarkKind.STAR, PERSON, AT)
        book.decisions.write("00000001", PERSON, f"{PERSON} skrev", AT)
        book.decisions.note_change(AuditRow(AT, PERSON, "note", "00000001"))


def test_a_person_is_in_no_file_any_more_and_does_not_come_back(way: Way, site: Site) -> None:
    told_of_her(way)
    assert files_with(way, *SPELLINGS)
    (erased,) = way.json("erase", "--person", PERSON, "--yes")
    assert erased["counts"] == erased["counts"] | {
        "items": 1,
        "items masked": 2,
        "raw pages": 3,
        "recipients": 1,
        "accounts": 1,
        "watches": 1,
    }
    assert (erased["waits"], erased["remains"]) == ([], [])
    assert files_with(way, *SPELLINGS) == []
    assert [hit["title"] for hit in way.json("search", "pris")] == ["[navn fjernet] pris"]
    assert [item.analysis.people for item in way.items()] == [(), (), ()]

    again = pages() | {"/nyt/ny-sag": return_page(article("En ny sag", f"Den er {PERSON}s."))}
    offer(site, again)
    summary = way.run()
    assert (unbalanced(summary), summary["sources"]["Bladet"]["new"]) == ([], 1)
    assert files_with(way, *SPELLINGS) == []
    assert "Den er [navn fjernet]." in way.items()[-1].reading.body


def test_what_is_held_on_a_person_is_given(way: Way) -> None:
    told_of_her(way)
    (held,) = way.json("export-person", PERSON.upper())
    items = {item["title"]: item for item in held["items"]}
    assert set(items) == {"Den nye fabrik", f"{PERSON}s pris"}
    factory = items["Den nye fabrik"]
    assert f"»Vi er klar,« siger direktør {PERSON}." in factory["sentences"]
    assert "Rosenfeldt er glad." in factory["sentences"]
    assert (factory["quotes"], factory["titles"]) == (["Vi er klar,"], ["direktør"])
    assert [address.rsplit("/", 1)[1] for address in held["addresses"]] == ["aase-rosenfeldt-gaar"]
    assert held["recipient"] == ["aase.rosenfeldt@avisen.example", "ar@avisen.example"]
    assert (held["watches"], held["accounts"]) == (["hende"], [PERSON])
    assert {row["html"] for row in held["elsewhere"]["letter"]} == {f"<p>{PERSON}</p>"}
    assert "Vi er klar" in way.udklip("export-person", PERSON).stdout


def test_what_is_asked_without_erasing_changes_nothing(way: Way) -> None:
    before = sql(way, "SELECT * FROM item")
    (told,) = way.json("erase", "--person", PERSON, "--dry-run")
    assert (told["done"], told["counts"]["items masked"]) == (False, 2)
    assert sql(way, "SELECT * FROM item") == before
    assert not (way.settings.store_folder / "erasure.key").exists()


def test_a_page_goes_and_the_sums_stay_and_one_never_seen_is_kept_out(way: Way, site: Site) -> None:
    url, coming = site.url("/nyt/bro"), site.url("/nyt/kommer")
    before = tallies(way)
    (erased,) = way.json("erase", "--url", f"{url}?utm_source=x", "--yes")
    assert (erased["counts"]["items"], erased["remains"]) == (1, [])
    assert files_with(way, url, "Broen er gul") == []
    assert way.json("search", "bro") == []
    assert tallies(way) == before
    way.json("erase", "--url", coming, "--yes")
    assert [step["outcome"] for step in way.json("why", coming)] == ["erased"]

    offer(site, pages() | {"/nyt/kommer": return_page(article("Den der kommer"))})
    summary = way.run()
    counts = summary["sources"]["Bladet"]
    assert (unbalanced(summary), counts["new"], counts["refused"]) == ([], 0, 1)
    assert files_with(way, url, coming, "Broen er gul") == []
    steps = way.json("why", url)
    assert (steps[-1]["outcome"], steps[-1]["reason"]) == (
        "erased",
        "it was erased, and is not collected again",
    )
    assert [step["reason"] for step in steps[:-1]] == [None] * (len(steps) - 1)
    assert {step["outcome"] for step in steps[:-1]} == {"ok", "ready"}

    assert way.json("erase", "--url", coming, "--lift") == [{"lifted": True}]
    assert way.run()["sources"]["Bladet"]["new"] == 1, "that one alone"


def test_a_source_goes_and_is_not_collected_again(way: Way) -> None:
    before = tallies(way)
    (erased,) = way.json("erase", "--source", "Bladet", "--yes")
    assert (erased["counts"]["items"], erased["counts"]["addresses"]) == (4, 5)
    assert (way.items(), tallies(way)) == ([], before)
    assert files_with(way, "velfærdsteknologi", *SPELLINGS) == []
    assert list(way.archive.rglob("*.warc.gz")) == []
    summary = way.run()
    assert (unbalanced(summary), summary["sources"]["Bladet"]["new"], way.items()) == ([], 0, [])


def test_a_letter_that_told_of_a_page_keeps_no_word_of_it(way: Way, site: Site) -> None:
    link = f'<a href="{site.url("/nyt/bro")}">Den nye bro</a>'
    sql(
        way,
        "INSERT INTO letter VALUES ('a', 'overview', 'I dag', '', ?, '[]', '2020-11-25', '2020-11-25')",
        link,
    )
    sql(
        way,
        "INSERT INTO letter VALUES ('b', 'overview', 'I går', '', '<p>x', '[]', '2020-11-24', '2020-11-24')",
    )
    sql(
        way,
        "INSERT INTO sending (letter, address, state, attempts, changed) "
        "VALUES ('a', 'b@c.dk', 'planned', 0, '2020-11-25')",
    )
    (erased,) = way.json("erase", "--url", site.url("/nyt/bro"), "--yes")
    assert erased["counts"]["letters"] == 1
    assert sql(way, "SELECT id, subject, html FROM letter ORDER BY id") == [
        ("a", "", ""),
        ("b", "I går", "<p>x"),
    ]
    assert sql(way, "SELECT state FROM sending") == [("dropped",)], "an empty letter goes to nobody"


def test_what_was_done_is_kept_in_counts_and_the_key_for_its_owner(way: Way) -> None:
    way.json("erase", "--person", PERSON, "--yes")
    ((kind, counts),) = sql(way, "SELECT kind, counts FROM erasure")
    assert kind == "person"
    assert '"items masked": 2' in str(counts)
    key = way.settings.store_folder / "erasure.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.unlink()
    ended = way.udklip("run", "--once")
    assert (ended.returncode, "bring the file back from a backup" in ended.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "one of --person NAME, --url URL, --source NAME"),
        (("--person", PERSON, "--source", "Bladet"), "one of --person"),
        (("--person", "Rosenfeldt"), "give the full name"),
    ],
    ids=str,
)
def test_wrong_use_is_told(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    config = tmp_path / "udklip.toml"
    config.write_text("", "utf-8")
    ended = Way(config).udklip("erase", *arguments)
    assert (ended.returncode, told in ended.stderr) == (2, True)

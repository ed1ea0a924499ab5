"""Whatever lies in the inbox ends with one name in the ledger and one line for the user, and the others go on."""

import gzip
import random
from pathlib import Path

import pytest
from crawler.misbehaving_server import closed_port
from demo.served_press import Press
from schedules.pages import article
from schedules.way import Way

from udklip.core.outcomes import Fate, Outcome

MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def inbox(demo_press: Press, tmp_path_factory: pytest.TempPathFactory) -> Way:
    """A way whose inbox holds what an inbox should not, and one good file at the end of it."""
    folder = tmp_path_factory.mktemp("inbox")
    (folder / "inbox").mkdir()
    pdf = (demo_press.folder / "inbox" / "gyldenlyng-pressemeddelelse.pdf").read_bytes()
    page = article("Blåbærgrød på Ærø").replace(b"<html", b"<html><meta charset=utf-8")
    contents = {
        "afskaaret.pdf": pdf[: len(pdf) // 2],
        "bombe.gz": gzip.compress(bytes(600 * MEGABYTE), 9),
        "for-stor.txt": b"sundhedsteknologi ".ljust(70 * MEGABYTE),
        "forkert-tegnsaet.html": page.decode().encode("windows-1252"),
        "god.txt": article("Den gode fil"),
        "stoej.bin": random.Random(3).randbytes(50 * MEGABYTE),
        "tom.txt": b"",
        "blank.txt": b"  \n\n ",
    }
    for name, content in contents.items():
        (folder / "inbox" / name).write_bytes(content)
    config = folder / "udklip.toml"
    config.write_text("[inbox]\nmax_bytes = 60_000_000\n[nlp]\nworkers = 1\n", "utf-8")
    return Way(config)


INBOX = {
    "afskaaret.pdf": Outcome.DAMAGED,
    "bombe.gz": Outcome.TOO_LARGE,
    "for-stor.txt": Outcome.TOO_LARGE,
    "forkert-tegnsaet.html": Outcome.READY,
    "god.txt": Outcome.READY,
    "stoej.bin": Outcome.UNKNOWN_FORMAT,
    "tom.txt": Outcome.EMPTY,
    "blank.txt": Outcome.EMPTY,
}


@pytest.fixture(scope="module")
def taken_in(inbox: Way) -> list[str]:
    """What the run on the inbox said."""
    ended = inbox.udklip("run")
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout.splitlines()


@pytest.mark.parametrize("name", INBOX)
def test_every_file_ends_with_its_name_and_one_line(inbox: Way, taken_in: list[str], name: str) -> None:
    url = f"inbox:{name}"
    assert inbox.end(url)[0] is INBOX[name]
    told = [line for line in taken_in if url in line and INBOX[name] in line]
    assert len(told) == (INBOX[name].fate is Fate.FAILED)


def test_a_page_in_a_wrong_encoding_keeps_its_letters(inbox: Way, taken_in: list[str]) -> None:
    assert taken_in
    assert "Blåbærgrød på Ærø" in {item.reading.title for item in inbox.items()}


def test_a_file_that_was_mended_is_read_in_the_next_run(inbox: Way, taken_in: list[str]) -> None:
    assert taken_in
    (inbox.settings.inbox_folder / "tom.txt").write_bytes(article("Den fulde fil"))
    assert inbox.run(now=None)["sources"]["inbox"]["new"] == 1
    assert inbox.end("inbox:tom.txt")[0] is Outcome.READY


@pytest.fixture
def one_file(tmp_path: Path) -> Way:
    """A way with one file in its inbox and an Elasticsearch that nobody started."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "god.html").write_bytes(article("Den gode fil"))
    config = tmp_path / "udklip.toml"
    url = f"http://127.0.0.1:{closed_port()}"
    config.write_text(f'[nlp]\nworkers = 1\n[index]\nengine = "elasticsearch"\nurl = "{url}"\n', "utf-8")
    return Way(config)


def test_items_wait_for_an_index_that_does_not_answer(one_file: Way) -> None:
    ended = one_file.udklip("run", "--once", "--json")
    assert ended.returncode == 0
    line = the_line(ended.stderr)
    assert one_file.settings.index.url in line
    assert "waits in the ledger" in line
    assert len(one_file.items()) == 1

    searched = one_file.udklip("search", "fil")
    assert (searched.returncode, searched.stdout) == (1, "")
    assert one_file.settings.index.url in the_line(searched.stderr)

    embedded = one_file.config.read_text("utf-8").replace('engine = "elasticsearch"', 'engine = "embedded"')
    one_file.config.write_text(embedded, "utf-8")
    assert one_file.run(now=None)["indexed"] == 1
    assert one_file.json("index", "status")[0]["items"] == 1


def test_a_run_that_cannot_read_says_why_and_marks_nothing(one_file: Way) -> None:
    whole = one_file.config.read_text("utf-8")
    for settings, code in (('[profile]\nregister = "mangler"', 2), ('[nlp]\nmodel = "mangler"', 1)):
        one_file.config.write_text(settings, "utf-8")
        ended = one_file.udklip("run", "--once")
        assert ended.returncode == code
        assert "mangler" in the_line(ended.stderr)

    one_file.config.write_text(whole, "utf-8")
    one_file.udklip("run", "--once")
    assert one_file.end("inbox:god.html")[0] is Outcome.READY


def the_line(talk: str) -> str:
    """What was said, which must be one line."""
    (line,) = talk.strip().splitlines()
    return line

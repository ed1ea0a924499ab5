"""What is away, locked, full, gone or damaged while the page is served: it stays up and says so in plain Danish."""

import resource
import shutil
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from desk.hand_filled import HandFilled, fill
from desk.served_desk import Answer, Desk, Visitor, served
from schedules.mailing.post_office import PEOPLE, PostOffice
from schedules.way import Way
from smtp_server import Step, mail_server

ITEM = "/omtale/00000001"
OF_THE_LEDGER = ["/", ITEM, "/kilder", "/overvaagninger", "/rapport"]
OF_THE_INDEX = ["/soeg?q=klynge", "/organisation/Nogen"]
LONGEST_WAIT = 10
ROOM = 256 * 1024
WORDS = "Ring igen. " * 300 + "I morgen."


@pytest.fixture
def filled(tmp_path: Path) -> HandFilled:
    return fill(tmp_path)


def ledger_of(filled: HandFilled) -> Path:
    return filled.way.settings.store_folder / "ledger.sqlite"


def assert_plain(answer: Answer, status: int, said: str) -> None:
    """The page says it, in a page of ours, and nothing of what only the operator understands."""
    assert (answer.status, said in answer.text) == (status, True), answer.text
    assert not [word for word in ("Traceback", "Error", "sqlite", "ledger", "index") if word in answer.text]
    assert answer.page.xpath("//nav//a[@href='/soeg']")


def assert_up(desk: Desk, paths: list[str]) -> None:
    assert {path: desk.get(path).status for path in paths} == dict.fromkeys(paths, 200)


def star(visitor: Visitor) -> Answer:
    return visitor.send(ITEM, f"{ITEM}/stjerne")


def sent_again(visitor: Visitor, answer: Answer) -> Answer:
    """What the fault's page offers to send once more, sent."""
    (form,) = [form for form in answer.page.forms if form.method == "POST"]
    return visitor.post(form.action, dict(form.form_values()))


def with_a_server_that_is_stopped(filled: HandFilled) -> Way:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return with_a_server_at(port, filled)


def with_a_server_at(port: int, filled: HandFilled) -> Way:
    config = filled.way.config.with_name("elasticsearch.toml")
    index = f'[index]\nengine = "elasticsearch"\nurl = "http://127.0.0.1:{port}"\n'
    config.write_text(index + filled.way.config.read_text("utf-8"), "utf-8")
    return Way(config)


def assert_all_but_the_search(desk: Desk) -> None:
    for path in OF_THE_INDEX:
        assert_plain(desk.get(path), 503, "I dag, de enkelte omtaler og Kilder virker stadig.")
    assert desk.get("/soeg.json?q=klynge").json["error"]["code"] == "index_unavailable"
    assert desk.get("/soeg.xlsx?q=klynge").json["error"]["code"] == "index_unavailable"
    assert_up(desk, OF_THE_LEDGER)


def test_a_search_server_that_is_stopped_takes_the_search_away_and_no_more(filled: HandFilled) -> None:
    with served(with_a_server_that_is_stopped(filled)) as desk:
        assert_all_but_the_search(desk)


def test_nobody_waits_for_a_search_server_that_hangs_but_who_searches(filled: HandFilled) -> None:
    with (
        socket.create_server(("127.0.0.1", 0), backlog=64) as silent,
        served(with_a_server_at(silent.getsockname()[1], filled)) as desk,
        ThreadPoolExecutor(4) as visitors,
    ):
        searching = [visitors.submit(desk.get, "/soeg?q=klynge") for _ in range(3)]
        # More than can be asked at a time.
        searching.append(visitors.submit(desk.get, "/soeg.json?q=klynge"))
        time.sleep(0.5)
        assert_up(desk, ["/", ITEM, "/kilder", "/rapport"])
        assert not any(each.done() for each in searching)
        for each in searching[:3]:
            assert_plain(each.result(), 503, "I dag, de enkelte omtaler og Kilder virker stadig.")
        assert searching[3].result().status == 503


def deleted(index: Path) -> None:
    shutil.rmtree(index)


def emptied(index: Path) -> None:
    for inside in (index / "udklip-items-v1").iterdir():
        inside.unlink()


@pytest.mark.parametrize("lost", [deleted, emptied])
def test_an_index_lost_while_the_page_is_open_is_no_empty_answer(
    filled: HandFilled, lost: Callable[[Path], None]
) -> None:
    with served(filled.way) as desk:
        assert_up(desk, ["/soeg?q=klynge"])
        lost(ledger_of(filled).with_name("index"))
        assert_all_but_the_search(desk)


def test_while_others_write_one_reads_on_and_is_told_to_try_again(filled: HandFilled) -> None:
    with served(filled.way) as desk:
        visitor = Visitor(desk)
        with closing(sqlite3.connect(ledger_of(filled), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            answer = star(visitor)
            assert time.monotonic() - began < LONGEST_WAIT
            assert_plain(answer, 503, "Det blev ikke gemt")
            assert_up(desk, [*OF_THE_LEDGER, "/soeg?q=klynge"])
        assert sent_again(visitor, answer).status == 303
        (mark,) = visitor.get(ITEM).page.xpath(f"//form[@action='{ITEM}/stjerne']")
        assert "fra" in dict(mark.form_values())


@dataclass(frozen=True)
class OnAFullDisk(Way):
    """Its processes may write files of `ROOM` bytes and no larger, until there is less."""

    processes: "list[subprocess.Popen[str]]" = field(default_factory=list)

    def started(self, *arguments: str) -> "subprocess.Popen[str]":
        process = super().started(*arguments)
        self.processes.append(process)
        self.leave(ROOM)
        return process

    def leave(self, room: int) -> None:
        """No file may be larger than this from now on."""
        for process in self.processes:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (room, room))


def test_on_a_full_disk_one_reads_on_and_is_told_that_nothing_was_saved(filled: HandFilled) -> None:
    way = OnAFullDisk(filled.way.config)
    with served(way) as desk:
        visitor = Visitor(desk)
        (csrf, *_) = visitor.get(ITEM).page.xpath("//input[@name='csrf']/@value")
        kept = 0
        while (answer := visitor.post(f"{ITEM}/note", {"csrf": csrf, "note": WORDS})).status == 303:
            kept += 1
        assert_plain(answer, 503, "der er ikke plads på disken")
        assert_up(desk, [*OF_THE_LEDGER, "/soeg?q=klynge"])
        notes = [words for words in desk.get(ITEM).page.itertext() if words.strip() == WORDS]
        assert len(notes) == kept > 0
        way.leave(1)
        file = desk.get("/soeg.xlsx?q=klynge")
        assert (file.status, file.json["error"]["code"]) == (503, "no_file")


def test_a_ledger_that_is_gone_is_said_and_taken_again_when_it_is_back(filled: HandFilled) -> None:
    ledger = ledger_of(filled)
    with served(filled.way) as desk:
        visitor = Visitor(desk)
        form = visitor.get(ITEM).page.xpath(f"//form[@action='{ITEM}/stjerne']")[0]
        aside = ledger.rename(ledger.with_suffix(".aside"))
        for path in ["/", ITEM, "/kilder", "/soeg?q=klynge", "/overvaagninger", "/rapport"]:
            assert_plain(desk.get(path), 503, "Udklip kan ikke læse sine data lige nu")
        for path in ["/kilder.json", "/soeg.json?q=klynge", "/soeg.csv?q=klynge", "/rapport.json"]:
            assert desk.get(path).json["error"]["code"] == "ledger_unavailable"
        assert visitor.post(form.action, dict(form.form_values())).status == 503
        assert not ledger.exists()
        aside.rename(ledger)
        assert_up(desk, OF_THE_LEDGER)
        assert star(visitor).status == 303


def test_a_ledger_that_is_damaged_is_said(filled: HandFilled) -> None:
    ledger = ledger_of(filled)
    with served(filled.way) as desk:
        for extra in ledger.parent.glob("ledger.sqlite-*"):
            extra.unlink()
        ledger.write_bytes(b"Kaere dagbog. " * (ledger.stat().st_size // 14))
        for path in ["/", ITEM, "/kilder"]:
            assert_plain(desk.get(path), 503, "Udklip kan ikke læse sine data lige nu")
        assert_plain(desk.get("/log-ind-her"), 404, "Siden findes ikke.")


@pytest.fixture
def sending(filled: HandFilled) -> Iterator[threading.Event]:
    """An overview is being sent: the mail server has the first letter and does not answer until the event is set."""
    answered, begun = threading.Event(), threading.Event()

    def waits(_: str) -> None:
        begun.set()
        answered.wait(30)

    with mail_server() as server:
        server.answers[Step.TAKEN] = waits
        office = PostOffice(ledger_of(filled).parent, server)
        office.post()
        sender = threading.Thread(target=office.deliver)
        sender.start()
        assert begun.wait(30)
        yield answered
        answered.set()
        sender.join(60)
        office.ledger.close()
        assert sorted(server.addresses()) == sorted(PEOPLE)


def test_while_an_overview_is_sent_the_page_reads_and_writes(
    filled: HandFilled, sending: threading.Event
) -> None:
    with served(filled.way) as desk:
        assert_up(desk, [*OF_THE_LEDGER, "/soeg?q=klynge"])
        assert star(Visitor(desk)).status == 303
        assert not sending.is_set()

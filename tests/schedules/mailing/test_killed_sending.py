"""kill -9 between any two steps of sending, fifty times at random: never twice to one, never none without a report."""

import os
import queue
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest
from post_office import OPERATOR, PostOffice, a_letter
from smtp_server import MailServer, Step, mail_server

from udklip.core.ledger import Sending, SendingState
from udklip.core.letter import LetterKind

KILLS = 50
LETTERS = ("overblik-1", "overblik-2", "overblik-3")
PEOPLE = tuple(f"person{number}@klyngen.example" for number in range(60))
STEPS_AT_MOST = 9
SECONDS_AT_MOST = 0.004

# Everything is loaded once; each delivery is a fork of it, whose end is told before its number is given back.
DELIVERIES = """
import os, sys
from pathlib import Path
from post_office import MORNING, PostOffice
from smtp_server import MailServer
from udklip.schedules.mailing.delivery import deliver

folder, port = Path(sys.argv[1]), int(sys.argv[2])
print("loaded", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        print(os.getpid(), flush=True)
        deliver(PostOffice(folder, MailServer(port)).workplace)
        os._exit(0)
    ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    print("ended", ended.si_status, flush=True)
    sys.stdin.readline()
    os.waitpid(child, 0)
"""


@dataclass
class Killer:
    """Kills the process that sends, so many answers of the server from now and a moment later."""

    pids: "queue.Queue[int]" = field(default_factory=queue.Queue)
    steps: int = 0
    seconds: float = 0.0
    timer: threading.Thread | None = None

    def arm(self, chance: random.Random) -> None:
        self.steps = chance.randint(1, STEPS_AT_MOST)
        self.seconds = chance.choice((0.0, chance.random() * SECONDS_AT_MOST))

    def disarm(self) -> None:
        if self.timer:
            self.timer.join()
        self.timer, self.steps = None, 0

    def answer(self, _address: str) -> None:
        """Every answer of the server comes by here."""
        self.steps -= 1
        if self.steps == 0:
            pid = self.pids.get(timeout=30)
            self.timer = threading.Timer(self.seconds, _kill, (pid,))
            self.timer.start()
            if not self.seconds:
                self.timer.join()


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@dataclass(frozen=True)
class Survived:
    """What the server has, and what the ledger says, after so many kills and a delivery to the end."""

    server: MailServer
    sendings: list[Sending]
    notices: list[str]
    killed: int


@pytest.fixture(scope="module")
def survived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Survived]:
    folder = tmp_path_factory.mktemp("killed")
    with mail_server() as server:
        office = PostOffice(folder, server)
        for number, letter in enumerate(LETTERS):
            office.post(a_letter(letter, subject=f"Overblik {number}"), PEOPLE)
        killed = _killed_deliveries(folder, server)
        while office.deliver().counts.get("sent"):
            pass
        yield Survived(server, _sendings(office), _notices(office), killed)
        office.ledger.close()


def _killed_deliveries(folder: Path, server: MailServer) -> int:
    """Start and kill deliveries; how many did not come to their end."""
    killer = Killer()
    server.answers = dict.fromkeys(Step, killer.answer)
    chance = random.Random(20201125)
    command = [sys.executable, "-c", DELIVERIES, str(folder), str(server.port)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "loaded\n"
        ends = Counter(_killed_once(process.stdin, process.stdout, killer, chance) for _ in range(KILLS))
        process.stdin.close()
    server.answers = {}
    return ends[signal.SIGKILL]


def _killed_once(told: IO[str], said: IO[str], killer: Killer, chance: random.Random) -> int:
    killer.arm(chance)
    told.write("deliver\n")
    told.flush()
    killer.pids.put(int(said.readline()))
    _, status = said.readline().split()
    killer.disarm()
    while not killer.pids.empty():
        killer.pids.get()
    told.write("reap\n")
    told.flush()
    return int(status)


def _sendings(office: PostOffice) -> list[Sending]:
    with office.ledger.reading() as book:
        found = [book.sendings.one(letter, address) for letter in LETTERS for address in PEOPLE]
    return [one for one in found if one is not None]


def _notices(office: PostOffice) -> list[str]:
    """Every notice that was posted; each is on its way to the operator, or stands in `udklip mail status` itself."""
    with office.ledger.reading() as book:
        unsettled = {one.letter for one in book.sendings.unsettled() if one.kind is LetterKind.NOTICE}
    arrived = [taken.message.get_body(("plain",)) for taken in office.server.to(OPERATOR)]
    with office.ledger.reading() as book:
        lost = [book.outbox.letter(letter) for letter in unsettled]
    return [str(body.get_content()) for body in arrived if body] + [letter.text for letter in lost if letter]


def test_the_deliveries_were_killed(survived: Survived) -> None:
    assert survived.killed == KILLS


def test_nobody_has_a_letter_twice(survived: Survived) -> None:
    identifiers = Counter(taken.message["Message-ID"] for taken in survived.server.taken)
    assert set(identifiers.values()) == {1}
    per_person = Counter((taken.address, taken.message["Subject"]) for taken in survived.server.taken)
    assert {count for (address, _), count in per_person.items() if address != OPERATOR} == {1}


def test_everybody_has_it_or_is_reported(survived: Survived) -> None:
    assert len(survived.sendings) == len(LETTERS) * len(PEOPLE)
    assert {one.state for one in survived.sendings} == {SendingState.SENT, SendingState.UNCERTAIN}
    has = {(taken.address, taken.message["Subject"]) for taken in survived.server.taken}
    sent = {(one.address, one.subject) for one in survived.sendings if one.state is SendingState.SENT}
    assert sent <= has
    told = Counter(
        (one.letter, one.address)
        for one in survived.sendings
        for notice in survived.notices
        if f"udklip mail resend {one.letter} {one.address}`" in notice
    )
    uncertain = [one for one in survived.sendings if one.state is SendingState.UNCERTAIN]
    assert all(one.reported for one in uncertain)
    assert {(one.letter, one.address) for one in uncertain} <= told.keys()


def test_kills_fell_before_and_after_the_server_had_the_message(survived: Survived) -> None:
    has = {(taken.address, taken.message["Subject"]) for taken in survived.server.taken}
    uncertain = {
        (one.address, one.subject) for one in survived.sendings if one.state is SendingState.UNCERTAIN
    }
    assert uncertain & has
    assert uncertain - has

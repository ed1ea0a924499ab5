"""What it takes to send one overview to everybody: total seconds, and the seconds of our own process.

``python -m benchmarks.mail [--items 2000] [--recipients 200] [--repeat 1]``. The overview is built like a real one from
generated items, rendered, posted and delivered to a mail server on loopback in a process of its own. The peer is
bare smtplib that sends the same bytes to the same server over one connection, and keeps no record.
"""

import argparse
import multiprocessing
import resource
import smtplib
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from udklip.core.analysis import Relevance
from udklip.core.ledger import Ledger, Tally, VisitState
from udklip.core.letter import Letter, Recipient
from udklip.core.reading import Access, Kind
from udklip.core.settings import Group, Mail, Security, Settings, Store
from udklip.schedules.mailing.delivery import deliver
from udklip.schedules.mailing.message import Message, Sender
from udklip.schedules.overview.rendering.letter import to_letter
from udklip.schedules.overview.values import (
    Certificate,
    Counts,
    Entry,
    Origin,
    Overview,
    Quoted,
    SourceLine,
    Story,
)
from udklip.schedules.overview.window import Window
from udklip.schedules.service.job import Workplace

HOST = "127.0.0.1"
_AT = datetime(2020, 11, 25, 6, 0, tzinfo=UTC)
_BUFFER = 1 << 20
ANSWERS = {b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and seconds of the processor for our process alone."""

    wall: float
    own: float


def overview(items: int) -> Overview:
    """A day of so many items in so many stories, every fourth with a copy, each with a sentence and somebody quoted."""
    entries = [_entry(number) for number in range(items)]
    stories = tuple(
        Story(first.id, first.relevance, (first, *entries[start + 1 : start + 4 : 2]))
        for start in range(0, items, 4)
        for first in entries[start : start + 1]
    ) + tuple(Story(each.id, each.relevance, (each,)) for each in entries[2::4])
    tally = Tally(found=40, new=10, known=20, off_topic=8, refused=1, failed=1)
    lines = {f"Avis {number}": SourceLine(VisitState.COMPLETE, tally) for number in range(86)}
    counts = Counts(articles=items, outlets=86, stories=len(stories), earned=items)
    window = Window(_AT - timedelta(days=1), _AT)
    return Overview(
        "overblik-2020-11-25", date(2020, 11, 25), "Klyngen", window, counts, stories, Certificate(lines)
    )


def _entry(number: int) -> Entry:
    relevance = list(Relevance)[number % 3]
    relevance = relevance if relevance in (Relevance.CLUSTER, Relevance.PARTNER) else Relevance.FIELD
    return Entry(
        id=f"{number:08d}",
        url=f"https://avis{number % 86}.example/erhverv/2020/11/24/ny-klynge-samler-virksomheder-{number}",
        source=f"Avis {number % 86}",
        title=f"Ny klynge samler {number} virksomheder om sundhedsteknologi på Fyn",
        when=_AT - timedelta(minutes=number % 1400),
        published=_AT - timedelta(minutes=number % 1400),
        kind=Kind.ARTICLE,
        access=Access.OPEN,
        origin=Origin.EARNED,
        relevance=relevance,
        ocr=False,
        late=False,
        partners=("Syddansk Universitet", "Odense Universitetshospital"),
        quoted=(Quoted("Merle Havtorn", "direktør", "Bæltfonden"),),
        sentence="Med den nye klynge får virksomhederne én indgang til forskning, kapital og internationale partnere.",
        release=None,
        share=None,
    )


def _serve(listener: socket.socket) -> None:
    """A mail server that takes everything and keeps nothing; it only looks for the end of each message."""
    while True:
        line, _ = listener.accept()
        with line:
            _talk(line)


def _talk(line: socket.socket) -> None:
    line.sendall(b"220 here\r\n")
    waiting, in_message = b"", False
    while got := line.recv(_BUFFER):
        waiting += got
        if in_message:
            if not waiting.endswith(b"\r\n.\r\n"):
                waiting = waiting[-5:]
                continue
            waiting, in_message = b"", False
            line.sendall(b"250 taken\r\n")
        while not in_message and b"\r\n" in waiting:
            command, _, waiting = waiting.partition(b"\r\n")
            in_message = command.upper() == b"DATA"
            line.sendall(ANSWERS.get(command.upper(), b"250 yes\r\n"))


@contextmanager
def server() -> Iterator[int]:
    """The port of a server in a process of its own."""
    with socket.create_server((HOST, 0)) as listener:
        process = multiprocessing.get_context("fork").Process(target=_serve, args=(listener,), daemon=True)
        process.start()
        yield int(listener.getsockname()[1])
        process.terminate()
        process.join()


def _measured(work: Callable[[], object]) -> Cost:
    def own() -> float:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    wall, before = time.perf_counter(), own()
    work()
    return Cost(time.perf_counter() - wall, own() - before)


def ours(letter: Callable[[], Letter], people: list[Recipient], port: int) -> Cost:
    """Render, post and deliver, with a ledger that is on the disk after every step."""
    with tempfile.TemporaryDirectory() as folder:
        mail = Mail(host=HOST, port=port, security=Security.NONE, public_url="https://udklip.example")
        settings = Settings(
            folder=Path(folder), store=Store(folder=Path()), mail=mail, group=(Group(name="presse"),)
        )
        ledger = Ledger.open(Path(folder))

        def whole() -> None:
            with ledger.writing() as book:
                book.outbox.post(letter(), people, _AT)
            report = deliver(Workplace(settings, ledger, lambda: _AT))
            if report.counts != {"sent": len(people)}:
                raise RuntimeError(report)

        cost = _measured(whole)
        ledger.close()
    return cost


def bare(raw: bytes, people: list[Recipient], port: int) -> Cost:
    """The same bytes to each by smtplib's `sendmail`, over one connection."""

    def whole() -> None:
        with smtplib.SMTP(HOST, port) as smtp:
            for each in people:
                smtp.sendmail("overblik@udklip.invalid", [each.address], raw)

    return _measured(whole)


def _tell(name: str, cost: Cost) -> None:
    print(f"{name:8} {cost.wall:6.2f} s in all, {cost.own:6.2f} s of it our own", flush=True)


def main() -> None:
    """Print a table of what it took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--items", type=int, default=2000)
    asked.add_argument("--recipients", type=int, default=200)
    asked.add_argument("--repeat", type=int, default=1)
    options = asked.parse_args()
    day = overview(options.items)
    people = [
        Recipient(f"person{number}@example.dk", f"Person {number}", "presse")
        for number in range(options.recipients)
    ]
    raw = Message(to_letter(day), Sender(people[0])).to(people[0])
    print(f"{options.items} items, {options.recipients} recipients, {len(raw) / 1e6:.2f} MB a message")
    with server() as port:
        for _ in range(options.repeat):
            _tell("udklip", ours(lambda: to_letter(day), people, port))
            _tell("smtplib", bare(raw, people, port))


if __name__ == "__main__":
    main()

"""The inbox folder: each file is taken in once, and again when it has changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from udklip.core.ledger import Ledger
from udklip.core.outcomes import Outcome
from udklip.crawler.archive import load
from udklip.crawler.inbox import files_in, take_in
from udklip.crawler.intake import Intake

AT = datetime(2020, 11, 25, 5, 30, tzinfo=UTC)
MOST = 1000


class Inbox:
    """A folder, and runs that take its files in."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty folder and ledger."""
        self.folder = folder / "inbox"
        self.folder.mkdir()
        self.archive = folder / "archive"
        self.ledger = Ledger.open(folder)

    def put(self, name: str, content: bytes) -> None:
        """Lay a file in it."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    def take_in(self) -> dict[str, bytes]:
        """One run; gives what waits to be read then, by its name."""
        with self.ledger.writing() as book:
            run = book.runs.begin(AT)
        intake = Intake(self.ledger, self.archive, run, lambda: AT)
        take_in(self.folder, MOST, self.ledger, intake)
        intake.close()
        with self.ledger.reading() as book:
            waiting = book.addresses.waiting(100)
        return {one.url.removeprefix("inbox:"): load(self.archive, one.record).body for one in waiting}

    def settle(self, name: str, outcome: Outcome) -> None:
        """A file came to its end."""
        from core.ledger.ledger_values import end

        with self.ledger.writing() as book:
            book.addresses.finish(1, end(f"inbox:{name}", outcome))

    def end(self, name: str) -> Outcome:
        """How the way of a file ended last."""
        with self.ledger.reading() as book:
            return book.addresses.history(f"inbox:{name}")[-1].outcome


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    """An empty inbox."""
    opened = Inbox(tmp_path)
    yield opened
    opened.ledger.close()


def test_files_of_folders_are_taken_in_and_hidden_ones_left(inbox: Inbox) -> None:
    for name in ("b.txt", "a/æ ø.txt", ".skjult", "a/.skjult"):
        inbox.put(name, b"tekst")
    assert [file.url for file in files_in(inbox.folder)] == ["inbox:a/æ ø.txt", "inbox:b.txt"]
    assert inbox.take_in() == {"a/æ ø.txt": b"tekst", "b.txt": b"tekst"}


def test_a_file_is_taken_in_again_only_when_it_has_changed(inbox: Inbox) -> None:
    inbox.put("a.txt", b"en")
    inbox.take_in()
    inbox.settle("a.txt", Outcome.OFF_TOPIC)
    assert inbox.take_in() == {}
    inbox.put("a.txt", b"to")
    assert inbox.take_in() == {"a.txt": b"to"}


def test_empty_and_oversized_files_are_told_once(inbox: Inbox) -> None:
    inbox.put("tom.txt", b"")
    inbox.put("stor.txt", b"x" * (MOST + 1))
    for _ in range(2):
        assert inbox.take_in() == {}
    assert (inbox.end("tom.txt"), inbox.end("stor.txt")) == (Outcome.EMPTY, Outcome.TOO_LARGE)
    with inbox.ledger.reading() as book:
        assert len(book.addresses.history("inbox:tom.txt")) == 2


def test_a_link_that_leads_nowhere_is_no_file(inbox: Inbox) -> None:
    (inbox.folder / "væk.txt").symlink_to("findes-ikke")
    inbox.put("a.txt", b"en")
    assert inbox.take_in() == {"a.txt": b"en"}


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    intake = Intake(ledger, tmp_path / "archive", 1, lambda: AT)
    take_in(tmp_path / "inbox", MOST, ledger, intake)
    intake.close()
    assert not (tmp_path / "archive").exists()
    ledger.close()

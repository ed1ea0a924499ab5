"""What is wrong with a ledger is told apart: others write, it is gone, another stands in its place, it is damaged."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from udklip.core.errors import LedgerBusy, LedgerError
from udklip.core.ledger import Ledger, VisitRow, VisitState
from udklip.core.outcomes import Outcome

AT = datetime(2020, 11, 24, 6, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path, busy_seconds=0)


def begin(ledger: Ledger) -> int:
    with ledger.writing() as book:
        return book.runs.begin(AT)


def test_others_who_write_are_told_and_reading_goes_on(ledger: Ledger, tmp_path: Path) -> None:
    begin(ledger)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy, match="others write to the ledger"):
            begin(ledger)
        with ledger.reading() as book:
            assert book.runs.last() == 1
    assert begin(ledger) == 2
    ledger.close()


def test_one_that_is_gone_is_told_and_none_is_made_in_its_place(ledger: Ledger, tmp_path: Path) -> None:
    begin(ledger)
    file = tmp_path / "ledger.sqlite"
    file.unlink()
    with pytest.raises(LedgerError, match="the ledger is gone; `udklip restore`"):
        begin(ledger)
    assert not file.exists()
    ledger.close()


def test_one_that_was_put_in_its_place_is_the_one_from_then_on(ledger: Ledger, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    begin(ledger)
    ledger.copy_to(backup)
    begin(ledger)
    file = tmp_path / "ledger.sqlite"
    for stale in tmp_path.glob("ledger.sqlite-*"):
        stale.unlink()
    shutil.move(backup, file)
    with ledger.reading() as book:
        assert book.runs.last() == 1
    ledger.close()


def test_one_that_is_damaged_is_told(ledger: Ledger, tmp_path: Path) -> None:
    ledger.close()
    file = tmp_path / "ledger.sqlite"
    file.write_bytes(b"Kaere dagbog. " * (file.stat().st_size // 14))
    with pytest.raises(LedgerError, match="cannot be used"), ledger.reading() as book:
        book.runs.last()
    ledger.close()


def test_the_last_visits_of_sources_and_the_last_complete_ones(ledger: Ledger) -> None:
    def visited(run: int, at: datetime, *states: VisitState) -> None:
        for number, state in enumerate(states):
            way = f"way{number}"
            outcome = Outcome.OK if state is VisitState.COMPLETE else Outcome.UNREACHABLE
            book.visits.add(run, VisitRow("A", way, f"https://a.example/{way}", at, state, outcome))

    days = [AT.replace(day=day) for day in (20, 21, 22)]
    whole, ill = VisitState.COMPLETE, VisitState.FAILED
    with ledger.writing() as book:
        visited(book.runs.begin(days[0]), days[0], whole, whole)
        visited(book.runs.begin(days[1]), days[1], whole, whole)
        visited(book.runs.begin(days[2]), days[2], whole, ill)
    with ledger.reading() as book:
        assert book.visits.last_complete("A") == days[1]
        assert book.visits.last_complete("B") is None
        assert book.visits.last_of_each(["B", "A"], days[1]) == {"A": days[1], "B": None}
        assert book.visits.last_of_each(["A"], AT) == {"A": days[2]}
    ledger.close()

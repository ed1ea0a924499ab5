"""Several processes write and read one ledger: writers wait for each other, readers for nobody."""

import subprocess
import sys
from pathlib import Path

import pytest
from ledger_values import AT, begun, end, find, met

from udklip.core.ledger import Ledger
from udklip.core.outcomes import Outcome

WRITER = """
import sys
from pathlib import Path
from datetime import datetime, UTC
from udklip.core.ledger import Ledger
ledger = Ledger.open(Path(sys.argv[1]))
print("open", flush=True)
for _ in range(int(sys.argv[2])):
    with ledger.writing() as book:
        book.runs.begin(datetime.now(UTC))
print("done", flush=True)
"""


def writer(folder: Path, times: int) -> "subprocess.Popen[str]":
    """Another process that begins `times` runs, each in a transaction of its own."""
    command = [sys.executable, "-c", WRITER, str(folder), str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_writer_waits_for_another_rather_than_fails(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.writing() as book:
        book.runs.begin(AT)
        other = writer(tmp_path, 1)
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        # It stands at BEGIN IMMEDIATE now or soon, and comes no further while this transaction is open.
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(timeout=0.5)
    assert (other.communicate()[0], other.returncode) == ("done\n", 0)
    with ledger.reading() as book:
        assert book.runs.last() == 2


def test_many_writers_lose_nothing(ledger: Ledger, tmp_path: Path) -> None:
    others = [writer(tmp_path, 25) for _ in range(4)]
    for _ in range(25):
        begun(ledger)
    assert [other.communicate()[1] for other in others] == [""] * 4
    assert begun(ledger) == 5 * 25 + 1


def test_a_reader_neither_waits_for_a_writer_nor_sees_what_is_half_written(
    ledger: Ledger, tmp_path: Path
) -> None:
    url = met(ledger, begun(ledger), find("a"))[0]
    other = Ledger.open(tmp_path)
    with ledger.writing() as book:
        book.addresses.steps(1, [end(url, Outcome.READY)])
        with other.reading() as seen:
            assert len(seen.addresses.history(url)) == 1
    with other.reading() as seen:
        assert len(seen.addresses.history(url)) == 2
    other.close()


def test_what_fails_in_the_middle_is_not_written(ledger: Ledger) -> None:
    def half_a_run() -> None:
        with ledger.writing() as book:
            book.runs.begin(AT)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        half_a_run()
    with ledger.reading() as book:
        assert book.runs.last() is None

"""The archive: whole records only, whoever was killed, and files that other tools read."""

import gzip
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType

from udklip.core.errors import ArchiveError
from udklip.core.ledger import Record
from udklip.crawler.archive import (
    KEPT,
    SPOOL,
    ArchiveWriter,
    closed_files,
    load,
    member,
    recover,
    whole_length,
)

AT = datetime(2020, 11, 25, 5, 30, tzinfo=UTC)
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("ETag", '"x"')]
BODIES = [f"<p>Sag {number}: rødgrød med fløde</p>".encode() * (number + 1) for number in range(4)]


def url(number: int) -> str:
    """The address of a record."""
    return f"https://avisen.example/sag/{number}?a=1&b=æ"


def written(root: Path) -> list[Record]:
    """An archive with one finished file of four responses."""
    writer = ArchiveWriter(root, SPOOL, AT)
    records = [writer.response(url(number), 200, HEADERS, body, AT) for number, body in enumerate(BODIES)]
    writer.close()
    return records


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    for number, record in enumerate(written(tmp_path)):
        archived = load(tmp_path, record)
        assert (archived.url, archived.body) == (url(number), BODIES[number])
        assert archived.headers["content-type"] == "text/html; charset=utf-8"


def test_a_file_of_the_inbox_comes_back_without_headers(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, SPOOL, AT)
    record = writer.resource("inbox:brev.txt", b"\x00\xff noget", AT)
    writer.flush()
    archived = load(tmp_path, record)
    assert (archived.url, archived.headers, archived.body) == ("inbox:brev.txt", {}, b"\x00\xff noget")
    writer.close()


def test_a_record_can_be_read_while_its_file_is_still_written(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, SPOOL, AT)
    record = writer.response(url(0), 200, HEADERS, BODIES[0], AT)
    writer.flush()
    assert load(tmp_path, record).body == BODIES[0]
    writer.close()
    assert load(tmp_path, record).body == BODIES[0]


def test_another_warc_tool_reads_it(tmp_path: Path) -> None:
    records = written(tmp_path)
    with (tmp_path / records[0].file).open("rb") as file:
        responses = FastIterator(file, record_types=WarcRecordType.response, parse_http=True)
        seen = [(found.headers["WARC-Target-URI"], found.reader.read()) for found in responses]
    assert seen == [(url(number), body) for number, body in enumerate(BODIES)]


def test_a_record_moves_whole_into_another_file(tmp_path: Path) -> None:
    record = written(tmp_path)[2]
    writer = ArchiveWriter(tmp_path, KEPT, AT)
    moved = writer.member(member(tmp_path, record))
    writer.close()
    assert moved.file.startswith(f"{KEPT}/")
    assert load(tmp_path, moved) == load(tmp_path, record)


def test_two_writers_never_share_a_file(tmp_path: Path) -> None:
    assert written(tmp_path)[0].file != written(tmp_path)[0].file
    assert len(list(closed_files(tmp_path, SPOOL))) == 2


def test_a_writer_that_wrote_nothing_leaves_no_file(tmp_path: Path) -> None:
    ArchiveWriter(tmp_path, SPOOL, AT).close()
    assert list(tmp_path.rglob("*")) == []


def test_a_file_is_cut_at_its_last_whole_record_wherever_it_was_broken_off(tmp_path: Path) -> None:
    records = written(tmp_path)
    content = (tmp_path / records[0].file).read_bytes()
    ends = [0, records[0].offset, *(record.offset + record.length for record in records)]
    path = tmp_path / "cut.warc.gz"
    for length in range(len(content) + 1):
        path.write_bytes(content[:length])
        assert whole_length(path) == max(end for end in ends if end <= length), length


@pytest.mark.parametrize("rubbish", [b"\0" * 4096, b"\x1f\x8b\x08\x00rubbish", b"WARC/1.0\r\n"])
def test_rubbish_after_the_last_record_is_cut_off(tmp_path: Path, rubbish: bytes) -> None:
    records = written(tmp_path)
    path = tmp_path / records[0].file
    whole = path.stat().st_size
    path.write_bytes(path.read_bytes() + rubbish)
    assert whole_length(path) == whole


KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from udklip.crawler.archive import SPOOL, ArchiveWriter
writer = ArchiveWriter(Path(sys.argv[1]), SPOOL, datetime.now(UTC))
writer.response("https://avisen.example/1", 200, [], b"hel" * 9, datetime.now(UTC))
writer.flush()
half = ArchiveWriter(Path(sys.argv[1]), "other", datetime.now(UTC))
writer._file.write(b"\\x1f\\x8b\\x08half a record")
writer.flush()
print("written", flush=True)
signal.pause()
"""


def test_what_a_killed_process_left_is_cut_and_closed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        assert recover(tmp_path) == [], "its writer lives"
        os.kill(process.pid, signal.SIGKILL)
    (path,) = recover(tmp_path)
    assert list(closed_files(tmp_path, SPOOL)) == [f"{SPOOL}/{path.name}"]
    assert gzip.decompress(path.read_bytes()).count(b"WARC-Type: response") == 1
    assert recover(tmp_path) == []


def test_a_file_without_a_whole_record_is_recovered_empty(tmp_path: Path) -> None:
    (tmp_path / SPOOL).mkdir()
    (tmp_path / SPOOL / "a.warc.gz.open").write_bytes(b"\x1f\x8b\x08")
    (path,) = recover(tmp_path)
    assert path.read_bytes() == b""


def test_a_record_that_is_not_whole_is_told_with_its_place(tmp_path: Path) -> None:
    one = written(tmp_path)[1]
    wrong = {
        Record("spool/gone.warc.gz", 0, 9): "is gone",
        Record(one.file, one.offset, 10**9): "ends before the record",
        Record(one.file, one.offset + 3, one.length - 3): "damaged",
        Record(one.file, one.offset, one.length // 2): "damaged",
    }
    for record, told in wrong.items():
        with pytest.raises(ArchiveError, match=f"{record.file}.*{told}"):
            load(tmp_path, record)

"""Every page in a WARC file comes out, however the file is packed and wherever it is broken off."""

import gzip
from pathlib import Path

import pytest
from crawler.foreign_archives.made_archives import DATE, MadeArchive, archive_of, packed_as_a_whole

from udklip.core.errors import ArchiveError
from udklip.crawler.foreign_archives.pages import Held, HeldPage, check_is_archive, read_pages

BODY = "<p>Rødgrød med fløde</p>".encode()
PAGES = [(f"https://avisen.example/{number}", BODY + str(number).encode()) for number in range(5)]
MOST = 10_000


def held(path: Path, position: int = 0) -> list[Held]:
    """Everything in a file."""
    return list(read_pages(path, position, MOST))


def pages(path: Path, position: int = 0) -> list[tuple[str, bytes]]:
    """The pages in a file."""
    return [(one.url, one.body) for one in held(path, position) if isinstance(one, HeldPage)]


def until_damaged(path: Path) -> tuple[list[tuple[str, bytes]], str | None]:
    """The pages before the damage, and what is said of it."""
    found: list[tuple[str, bytes]] = []
    try:
        for one in read_pages(path, 0, MOST):
            found += [(one.url, one.body)] if isinstance(one, HeldPage) else []
    except ArchiveError as error:
        return found, str(error)
    return found, None


@pytest.fixture(params=["a record", "as a whole", "not at all"])
def packed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The same pages, gzipped one way or another."""
    if request.param == "a record":
        return archive_of(tmp_path / "a.warc.gz", PAGES)
    plain = archive_of(tmp_path / "a.warc", PAGES, packed=False)
    return plain if request.param == "not at all" else packed_as_a_whole(plain)


def test_every_page_comes_out_once(packed: Path) -> None:
    check_is_archive(packed)
    assert pages(packed) == PAGES


def test_reading_goes_on_from_a_record_and_loses_nothing(packed: Path) -> None:
    middle = held(packed)[2].position
    assert pages(packed, middle)[-3:] == PAGES[2:]


def test_pages_come_unpacked_with_their_time_and_headers(tmp_path: Path) -> None:
    made = MadeArchive(tmp_path / "a.warc.gz")
    made.page("https://avisen.example/a", gzip.compress(BODY), ("Content-Encoding", "gzip"))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
    made.page("https://avisen.example/b", chunked, ("Transfer-Encoding", "chunked"))
    for one in held(made.close()):
        assert isinstance(one, HeldPage)
        assert one.body == BODY
        assert one.at is not None
        assert one.at.strftime("%Y-%m-%dT%H:%M:%SZ") == DATE
        assert one.headers == (("Content-Type", "text/html; charset=utf-8"),)


def test_what_is_no_page_is_named(tmp_path: Path) -> None:
    made = MadeArchive(tmp_path / "a.warc.gz")
    made.page("https://avisen.example/vaek", BODY, status="404 Not Found")
    made.page("https://avisen.example/stor", BODY * MOST)
    made.page("https://avisen.example/tom", b"")
    made.page("dns:avisen.example", b"1.2.3.4")
    made.revisit("https://avisen.example/igen")
    assert [getattr(one, "why", "a page") for one in held(made.close())] == [
        "no page answered",
        "too large",
        "empty",
        "no address of the web",
    ]


@pytest.mark.parametrize("packed_records", [True, False])
def test_a_file_that_is_broken_off_gives_what_is_whole(tmp_path: Path, packed_records: bool) -> None:
    path = archive_of(tmp_path / "a.warc", PAGES, packed=packed_records)
    whole = path.read_bytes()
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        found, fault = until_damaged(path)
        assert found == PAGES[: len(found)], length
        assert str(path) in (fault or str(path))


@pytest.mark.parametrize("content", [b"", b"<html>en side</html>" * 40, gzip.compress(b"noget andet" * 99)])
def test_what_is_no_archive_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"a\.warc\.gz"):
        check_is_archive(path)

"""The pages in a WARC file: gzip a record or as a whole, plain, or broken off at its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from udklip.core.errors import ArchiveError
from udklip.core.times import aware
from udklip.crawler.media_type import media_type_of

_KINDS = WarcRecordType.response | WarcRecordType.resource
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf")
_SAYS_NOTHING = ("", "application/octet-stream", "unknown/unknown")
_BEGINNINGS = (b"\x1f\x8b", b"WARC/")
# The body comes unpacked; what says otherwise would mislead whoever reads it back.
_PACKING = ("content-encoding", "transfer-encoding", "content-length")


@dataclass(frozen=True, slots=True)
class HeldPage:
    """A page that somebody fetched: when, and what the server answered. `position` is where its record begins."""

    url: str
    at: datetime | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    position: int


@dataclass(frozen=True, slots=True)
class NoPage:
    """A record that holds no page, and why in a word or two."""

    why: str
    position: int


Held = HeldPage | NoPage


def read_pages(path: Path, position: int, most_bytes: int) -> Iterator[Held]:
    """The responses and resources of `path` from `position`, which begins one of its records; else from the start.

    Raises:
        ArchiveError: it is no WARC file; or it is damaged, once everything before the damage was given.
    """
    with path.open("rb") as file:
        file.seek(position if _begins_a_record(file, position) else 0)
        count = 0
        try:
            for record in ArchiveIterator(file, record_types=_KINDS, parse_http=False, quirks_mode=True):
                count += 1
                yield _held(record, most_bytes)
        except (OSError, EOFError, ValueError) as error:
            raise ArchiveError(_damage(path, count, error)) from error


def check_is_archive(path: Path) -> None:
    """See that `path` begins as a WARC file does.

    Raises:
        ArchiveError: it does not.
    """
    try:
        begins = next(iter(ArchiveIterator(str(path), parse_http=False)), None)
    except OSError as error:
        raise ArchiveError(f"{path}: not a WARC file ({error}); name one (.warc or .warc.gz)") from error
    if begins is None:
        raise ArchiveError(f"{path}: there is no record in it")


def _begins_a_record(file: IO[bytes], position: int) -> bool:
    file.seek(position)
    return file.read(5).startswith(_BEGINNINGS)


def _damage(path: Path, count: int, error: Exception) -> str:
    if count:
        return f"{path} is damaged after its {count}th page or file ({error}); what stands before was taken"
    return f"{path}: not a WARC file, or damaged from the start ({error})"


def _held(record: WarcRecord, most_bytes: int) -> Held:
    url, position = (record.headers.get("WARC-Target-URI") or "").strip("<> "), int(record.stream_pos)
    if not url.startswith(("http://", "https://")):
        return NoPage("no address of the web", position)
    if record.content_length > most_bytes:
        return NoPage("too large", position)
    _unfold(record)
    http = record.http_headers
    if http is not None and http.status_code not in (200, 203):
        return NoPage("no page answered", position)
    headers = _headers(record)
    body = record.reader.read(most_bytes + 1)
    if len(body) > most_bytes:
        return NoPage("too large", position)
    if not body or not _is_page(_declared(headers), body):
        return NoPage("no page" if body else "empty", position)
    return HeldPage(url, _time(record), headers, body, position)


def _unfold(record: WarcRecord) -> None:
    """Make the record whole, and read the answer's head.

    Raises:
        EOFError: the record is broken off: the iterator itself gives half a page for a whole one.
    """
    content = record.reader.read()
    if len(content) < int(record.headers.get("Content-Length") or len(content) + 1):
        raise EOFError("it is broken off")
    record.set_bytes_content(content)
    record.parse_http(auto_decode="all", quirks_mode=True)


def _headers(record: WarcRecord) -> tuple[tuple[str, str], ...]:
    http = record.http_headers
    if http is None:
        return (("Content-Type", record.headers.get("Content-Type") or ""),)
    return tuple((name, value) for name, value in http.items() if name.lower() not in _PACKING)


def _declared(headers: tuple[tuple[str, str], ...]) -> str:
    values = (value for name, value in headers if name.lower() == "content-type")
    return next(values, "").partition(";")[0].strip().lower()


def _is_page(declared: str, body: bytes) -> bool:
    return (media_type_of(body) if declared in _SAYS_NOTHING else declared) in _PAGES


def _time(record: WarcRecord) -> datetime | None:
    try:
        return aware(datetime.fromisoformat(record.headers.get("WARC-Date") or ""))
    except ValueError:
        return None

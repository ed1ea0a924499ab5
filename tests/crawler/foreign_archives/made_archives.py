"""WARC files as others make them."""

import gzip
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Headers = list[tuple[str, str]]
DATE = "2020-11-20T08:00:00Z"
HTML = [("Content-Type", "text/html; charset=utf-8")]


class MadeArchive:
    """Writes one WARC file: with each response its request, and metadata after it."""

    def __init__(self, path: Path, *, packed: bool = True) -> None:
        """Begin with a record about the file, as everybody does."""
        self._file = path.open("wb")
        self._writer = WARCWriter(self._file, gzip=packed)
        self._writer.write_record(
            self._writer.create_warcinfo_record(path.name, {"software": "someone else"})
        )

    def page(
        self, url: str, body: bytes, *more: tuple[str, str], status: str = "200 OK", date: str = DATE
    ) -> None:
        """A page as it was fetched; `more` are headers of the answer."""
        request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a")], is_http_request=True)
        self._record(url, "request", b"", request, date)
        answer = StatusAndHeaders(status, HTML + list(more), protocol="HTTP/1.1")
        self._record(url, "response", body, answer, date)
        self._record(url, "metadata", b"fetchTimeMs: 12", None, date)

    def revisit(self, url: str) -> None:
        """A page that was what it had been before."""
        record = self._writer.create_revisit_record(url, "sha1:ABC", url, DATE)
        self._writer.write_record(record)

    def close(self) -> Path:
        """The file, whole."""
        self._file.close()
        return Path(self._file.name)

    def _record(self, url: str, kind: str, body: bytes, head: StatusAndHeaders | None, date: str) -> None:
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=head,
            warc_headers_dict={"WARC-Date": date},
        )
        self._writer.write_record(record)


def archive_of(path: Path, pages: Iterable[tuple[str, bytes]], *, packed: bool = True) -> Path:
    """A file of plain pages."""
    made = MadeArchive(path, packed=packed)
    for url, body in pages:
        made.page(url, body)
    return made.close()


def packed_as_a_whole(path: Path) -> Path:
    """A plain file, gzipped once around everything."""
    whole = path.with_name(f"whole-{path.name}.gz")
    whole.write_bytes(gzip.compress(path.read_bytes()))
    return whole

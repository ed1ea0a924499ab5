"""Looks through the files of a store for what should be gone."""

import gzip
import mmap
import zlib
from contextlib import suppress
from pathlib import Path

from udklip.schedules.keeping.wish import Outlet, Wish

_GONE = (FileNotFoundError, ValueError)


def remains_of(store: Path, wish: Wish) -> tuple[str, ...]:
    """The files of `store` that hold the name or the address word for word; a source's name stays in its sums."""
    if isinstance(wish, Outlet):
        return ()
    words = wish.name if wish.kind == "person" else wish.url  # type: ignore[union-attr]
    needle = words.encode()
    files = sorted(path for path in store.rglob("*") if path.is_file())
    return tuple(str(path.relative_to(store)) for path in files if _holds(path, needle))


def _holds(path: Path, needle: bytes) -> bool:
    if ".warc.gz" in path.name:
        with suppress(OSError, EOFError, zlib.error):
            return needle in gzip.decompress(path.read_bytes())
    # An empty file cannot be mapped, and one that another process took away is gone.
    with (
        suppress(*_GONE),
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        return content.find(needle) >= 0
    return False

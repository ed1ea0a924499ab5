"""What `search --json` prints, as one array."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from udklip.desk.export.exporter import About
from udklip.desk.searching import Found


class JsonExporter:
    """Writes one object a line, so that it can be read by lines too."""

    every_copy = False

    def write(self, found: Iterable[Found], about: About, file: BinaryIO) -> None:  # noqa: ARG002 - the array is bare
        """See `Exporter.write`."""
        before = "[\n"
        for each in found:
            # A lone surrogate is no character: it cannot stand in UTF-8.
            file.write((before + json.dumps(each.as_object(), ensure_ascii=False)).encode("utf-8", "ignore"))
            before = ",\n"
        file.write(b"[]\n" if before == "[\n" else b"\n]\n")

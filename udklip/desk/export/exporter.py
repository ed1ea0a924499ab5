"""What every kind of export file has in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol
from urllib.parse import quote

from udklip.core.links import HERE
from udklip.desk.searching import Found


@dataclass(frozen=True, slots=True)
class About:
    """What an export tells of itself: the query that was asked, when, and where the page of the search is."""

    query: str
    made: datetime
    desk: str = HERE

    @property
    def title(self) -> str:
        """What the file is called inside."""
        return f"Presseomtale: {self.query}"

    @property
    def page(self) -> str:
        """The page of the search."""
        return f"{self.desk}/soeg?q={quote(self.query, safe='')}"


class Exporter(Protocol):
    """Writes one kind of file. It keeps no state."""

    @property
    def every_copy(self) -> bool:
        """Whether it wants every copy of a story, for it groups them itself."""
        ...

    def write(self, found: Iterable[Found], about: About, file: BinaryIO) -> None:
        """Write `found`, which come newest first and once only, to `file`, and leave it open.

        Raises:
            ExportFailed: the kind of file cannot hold them.
        """
        ...

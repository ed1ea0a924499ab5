"""What is asked of an export. It loads no writer, so that a plain search does not wait for them."""

from dataclasses import dataclass
from pathlib import Path

from udklip.core.links import HERE
from udklip.core.rights import Audience
from udklip.indexer.index import SearchOptions


@dataclass(frozen=True, slots=True)
class Order:
    """What is exported where: at most `most` hits, or all, of `query`, as `audience` may be shown them.

    `desk` is where the page of the search is, for a file that names it: this machine unless it is said.
    """

    query: str
    options: SearchOptions
    path: Path
    audience: Audience = Audience.STAFF
    most: int | None = None
    desk: str = HERE

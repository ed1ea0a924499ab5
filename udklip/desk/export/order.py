"""What is asked of an export. It loads no writer, so that a plain search does not wait for them."""

from dataclasses import dataclass
from pathlib import Path

from udklip.core.rights import Audience
from udklip.indexer.index import SearchOptions


@dataclass(frozen=True, slots=True)
class Order:
    """What is exported where: at most `most` hits, or all, of `query`, as `audience` may be shown them."""

    query: str
    options: SearchOptions
    path: Path
    audience: Audience = Audience.STAFF
    most: int | None = None

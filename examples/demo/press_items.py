"""The items of the demo press: one text file each, with what must be seen of it in its front matter."""

import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

HERE = Path(__file__).parent
FENCE = re.compile(r"\A\+\+\+\n(.*?)^\+\+\+\n(.*)\Z", re.DOTALL | re.MULTILINE)


class PressError(Exception):
    """A file of the demo press that cannot be used; the message names the file and the fault."""


class BlockKind(StrEnum):
    """What a block of an item's text is, told by its first character."""

    PARAGRAPH = ""
    HEADING = "#"
    LIST = "*"
    FACTS = ">"
    CAPTION = "^"


class Block(NamedTuple):
    """One block of text; ``lines`` has one entry but for lists and fact boxes, whose first line is the title."""

    kind: BlockKind
    lines: tuple[str, ...]


class Strict(BaseModel):
    """Front matter refuses unknown keys, so that a slip of the pen is not passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Model = TypeVar("Model", bound=Strict)


class Gold(Strict):
    """What a careful reader sees in an item; names are canonical, ``story`` groups texts that reuse each other."""

    kind: str
    access: str = "open"
    relevance: str
    story: str
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    outcome: str | None = None
    """Set where the item is never read, as ``robots``."""


class Item(Strict):
    """One press item with its place: an outlet and a path, or the outlet "inbox" and a file name."""

    name: str
    outlet: str
    path: str
    title: str
    published: AwareDatetime
    section: str
    gold: Gold
    blocks: tuple[Block, ...] = Field(min_length=1)
    lead: str | None = None
    authors: tuple[str, ...] = ()
    label: str | None = None
    """Printed above the title, as "Annoncørbetalt indhold"."""
    ways: tuple[str, ...] = ("feed", "sitemap", "listing")
    also_at: tuple[str, ...] = ()
    """Further addresses in the same outlet with the same text."""
    encoding: str = "utf-8"
    teaser_blocks: int | None = None
    """How many blocks stand before the paywall; without it the whole text is open."""

    @property
    def shown(self) -> tuple[Block, ...]:
        """The blocks an outlet prints: all, or those before the paywall."""
        return self.blocks[: self.teaser_blocks]

    @property
    def paths(self) -> tuple[str, ...]:
        """Every address path of the item, its first one first."""
        return (self.path, *self.also_at)


class Document(Strict):
    """A page, feed or sitemap of an outlet made from a list of its items."""

    path: str
    template: str
    content_type: str = "text/html; charset=utf-8"
    way: str | None = None
    section: str | None = None
    title: str = ""

    def lists(self, item: Item) -> bool:
        """Whether the document lists ``item``."""
        return (self.way is None or self.way in item.ways) and self.section in (None, item.section)


class Outlet(Strict):
    """An invented outlet: its loopback address, templates and furniture."""

    key: str
    name: str
    host: str
    published_origin: str
    tracking: str = ""
    """Appended to every address in its feeds."""
    furniture: tuple[str, ...] = ()
    """Strings of its pages that belong to no article."""
    dead_links: tuple[str, ...] = ()
    """Address paths that the listing still names and nothing answers."""
    adverts: tuple[str, ...] = ()
    """Foreign addresses sold into the feed."""
    document: tuple[Document, ...]


def read_items(folder: Path = HERE / "press") -> list[Item]:
    """Read every ``*.md`` of ``folder``, newest first; raises `PressError`."""
    items = [read_item(path) for path in sorted(folder.glob("*.md"))]
    return sorted(items, key=lambda item: (item.published, item.name), reverse=True)


def read_item(path: Path) -> Item:
    """Read one item: TOML between lines of ``+++``, then its text; raises `PressError`."""
    parted = FENCE.match(path.read_text(encoding="utf-8"))
    if parted is None:
        raise PressError(f"{path.name}: no front matter; begin the file with a line +++, TOML, and +++ again")
    front, text = parted.groups()
    return _validated(path, Item, _toml(path, front) | {"name": path.stem, "blocks": tuple(blocks(text))})


def read_outlets(path: Path = HERE / "outlets.toml") -> list[Outlet]:
    """Read the outlets; raises `PressError`."""
    tables: list[dict[str, Any]] = _toml(path, path.read_text(encoding="utf-8"))["outlet"]
    return [_validated(path, Outlet, table) for table in tables]


def blocks(text: str) -> Iterator[Block]:
    """Part a text at its blank lines; the first character of a block tells its kind."""
    for raw in re.split(r"\n\s*\n", text.strip()):
        kind = BlockKind(raw[0]) if raw[0] in "#*>^" else BlockKind.PARAGRAPH
        lines = [line.lstrip("#*>^ ") for line in raw.splitlines()]
        many = kind in (BlockKind.LIST, BlockKind.FACTS)
        yield Block(kind, tuple(lines) if many else (" ".join(lines),))


def newest(items: list[Item]) -> datetime:
    """When the newest of ``items`` was published."""
    return max(item.published for item in items)


def _toml(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PressError(f"{path.name}: not TOML: {error}") from error


def _validated(path: Path, model: type[Model], table: dict[str, Any]) -> Model:
    try:
        return model.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PressError(f"{path.name}: {where}: {first['msg']}") from error

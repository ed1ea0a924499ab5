"""What may not come in again: asked before anything is kept."""

from dataclasses import dataclass, field
from urllib.parse import unquote

from udklip.core.address import canonical, page_key
from udklip.core.erasing.keyed_hash import keyed
from udklip.core.erasing.names import NOBODY, ErasedNames

PAGE, SOURCE = "page", "source"
TOKEN = "erased:"  # noqa: S105 - no secret: what an erased address is called
_ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Barred:
    """The erased pages, sources and persons, each by its keyed hash."""

    key: bytes = field(default=b"", repr=False)
    pages: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    names: ErasedNames = NOBODY

    def __bool__(self) -> bool:
        return bool(self.pages or self.sources or self.names)

    def bars(self, url: str, source: str) -> bool:
        """Whether what stands at `url` may not come in: the page or its source was erased, or it names a person."""
        if not self:
            return False
        if is_token(url) or keyed(self.key, SOURCE, source) in self.sources:
            return True
        return page_hash(self.key, url) in self.pages or names_in_address(self.names, url)


def names_in_address(names: ErasedNames, url: str) -> bool:
    """Whether an address names somebody."""
    return names.found_in(unquote(url, errors="replace"))


def page_hash(key: bytes, url: str) -> str:
    """The hash that the page at `url` is known by."""
    return keyed(key, PAGE, page_key(url))


def source_hash(key: bytes, name: str) -> str:
    """The hash that a source is known by."""
    return keyed(key, SOURCE, name)


def token_of(key: bytes, url: str) -> str:
    """What an erased address is called in the ledger from then on, so that sums go on being right."""
    return url if is_token(url) else TOKEN + keyed(key, _ADDRESS, canonical(url))[:32]


def is_token(url: str) -> bool:
    """Whether an address was erased."""
    return url.startswith(TOKEN)

"""What is to be erased: a person, a page or a source."""

from dataclasses import dataclass

from udklip.core.erasing.names import FEWEST_WORDS, words_of
from udklip.core.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by the full name."""

    name: str

    kind = "person"

    def __post_init__(self) -> None:
        if len(words_of(self.name)) < FEWEST_WORDS:
            raise SettingsError(f"{self.name!r}: give the full name; one word names too many people")


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its address, or a file of the inbox (`inbox:NAME`)."""

    url: str

    kind = "page"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source, by its name."""

    name: str

    kind = "source"


Wish = Person | Page | Outlet

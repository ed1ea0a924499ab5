"""The register: organisations and people that are known by name, read from a TOML file."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from udklip.core.errors import SettingsError
from udklip.core.toml_lines import explain

LONGEST_AMBIGUOUS = 2


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Organisation(_Block):
    """One organisation.

    `aliases` link wherever they stand, `short_forms` only with support in the text (the name itself may be one of
    them). `own` is the cluster itself; `alone` makes a partner relevant without a term of the field beside it; `web`
    is the site's host.
    """

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    short_forms: tuple[str, ...] = ()
    kind: str = "other"
    partner: bool = False
    own: bool = False
    alone: bool = False
    web: str | None = None
    cvr: str | None = Field(default=None, pattern=r"^\d{8}$")

    @property
    def is_partner(self) -> bool:
        """Whether it is the cluster itself or one of its partners."""
        return self.own or self.partner

    @property
    def forms(self) -> tuple[str, ...]:
        """Name, aliases and short forms, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.short_forms)))

    def needs_support(self, form: str) -> bool:
        """Whether `form` could be an ordinary word or somebody else's short form."""
        return form in self.short_forms or len(form) <= LONGEST_AMBIGUOUS


class Person(_Block):
    """One person, with the title and organisation that are theirs where a text gives none."""

    name: str = Field(min_length=1)
    title: str | None = None
    organisation: str | None = None


class Register(_Block):
    """Everybody who is known by name. A form belongs to one organisation only."""

    organisations: tuple[Organisation, ...] = Field(default=(), alias="organisation")
    people: tuple[Person, ...] = Field(default=(), alias="person")

    @model_validator(mode="after")
    def _forms_are_given_once(self) -> Self:
        counts = Counter(form for block in self.organisations for form in block.forms)
        if twice := [form for form, count in counts.items() if count > 1]:
            raise ValueError(
                f"{twice[0]!r} is a form of two organisations; keep it with the one that is meant"
            )
        return self

    @cached_property
    def by_name(self) -> dict[str, Organisation]:
        """Each organisation by its canonical name."""
        return {block.name: block for block in self.organisations}

    @property
    def forms(self) -> Iterator[tuple[str, Organisation]]:
        """Every form with its organisation."""
        return ((form, block) for block in self.organisations for form in block.forms)


def load_register(path: Path | None = None) -> Register:
    """Read the register at `path`, else the shipped one.

    Raises:
        SettingsError: with file, line and what is allowed.
    """
    if path is None:
        shipped = files("udklip.nlp") / "register.toml"
        return _parse(shipped.read_text("utf-8"), Path("register.toml"))
    try:
        return _parse(path.read_text("utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}: the register cannot be read ({error}); name a TOML file in UTF-8"
        ) from error


# The same text gives the same register, and a page asks for it with every view.
@lru_cache(maxsize=4)
def _parse(text: str, file: Path) -> Register:
    try:
        return Register.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: not TOML: {error}") from error
    except ValidationError as error:
        raise SettingsError(explain(error, text, file, Register)) from error

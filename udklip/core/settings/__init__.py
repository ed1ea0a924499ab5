"""The settings: one TOML file. What is wrong in it is refused with file, line and what is allowed."""

import ipaddress
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator

from udklip.core.errors import SettingsError
from udklip.core.settings.secrets import Secrets
from udklip.core.settings.sections import (
    INBOX,
    Crawl,
    Elsewhere,
    Engine,
    Inbox,
    Index,
    Kibana,
    Nlp,
    Profile,
    Retention,
    Section,
    Store,
)
from udklip.core.settings.telling import Desk, Group, Mail, Rhythm, Schedule, Security, Weekday
from udklip.core.source import Source
from udklip.core.toml_lines import explain

DEFAULT_FILE = Path("udklip.toml")

__all__ = [
    "DEFAULT_FILE",
    "INBOX",
    "Crawl",
    "Desk",
    "Elsewhere",
    "Engine",
    "Group",
    "Inbox",
    "Index",
    "Kibana",
    "Mail",
    "Nlp",
    "Profile",
    "Retention",
    "Rhythm",
    "Schedule",
    "Secrets",
    "Security",
    "Settings",
    "Store",
    "Weekday",
    "load_settings",
    "parse_settings",
]


class Settings(Section):
    """Everything that can be set. `folder` is the settings file's own folder, which paths are relative to."""

    folder: Path = Field(default_factory=Path.cwd, exclude=True)
    profile: Profile = Profile()
    store: Store = Store()
    crawl: Crawl = Crawl()
    inbox: Inbox = Inbox()
    index: Index = Index()
    kibana: Kibana = Kibana()
    nlp: Nlp = Nlp()
    retention: Retention = Retention()
    schedule: Schedule = Schedule()
    mail: Mail = Mail()
    desk: Desk = Desk()
    sources: tuple[Source, ...] = Field(default=(), alias="source")
    groups: tuple[Group, ...] = Field(default=(), alias="group")

    @field_validator("crawl", "index", "kibana", "mail")
    @classmethod
    def _its_files_stand_beside_the_settings(
        cls, server: Crawl | Index | Kibana | Mail, info: ValidationInfo
    ) -> Crawl | Index | Kibana | Mail:
        if server.ca_file is None:
            return server
        return server.model_copy(update={"ca_file": info.data["folder"] / server.ca_file})

    @model_validator(mode="after")
    def _names_are_given_once(self) -> Self:
        groups = Counter(group.name for group in self.groups)
        if twice := [name for name, count in groups.items() if count > 1]:
            raise ValueError(f"two groups are called {twice[0]!r}; a name is given once")
        counts = Counter(source.name for source in self.sources)
        if twice := [name for name, count in counts.items() if count > 1]:
            raise ValueError(f"two sources are called {twice[0]!r}; a name is given once")
        if INBOX in counts:
            raise ValueError(f"a source cannot be called {INBOX!r}: that is the inbox folder's name")
        return self

    @property
    def store_folder(self) -> Path:
        """The folder of ledger, archive and embedded index."""
        return self.folder / self.store.folder

    @property
    def inbox_folder(self) -> Path:
        """The folder whose files are taken in."""
        return self.folder / self.inbox.folder

    @property
    def register_path(self) -> Path | None:
        """The register's file, or None for the one that is shipped."""
        return self.folder / self.profile.register_file if self.profile.register_file else None

    def source(self, name: str) -> Source | None:
        """The source called `name`, or None."""
        return next((source for source in self.sources if source.name == name), None)

    def filed_under(self, name: str) -> "Source | Inbox | Elsewhere":
        """What holds for items of the source called `name`: its block, the inbox's, or the strictest there is."""
        return self.source(name) or (self.inbox if name == INBOX else Elsewhere())

    def group(self, name: str) -> Group | None:
        """The group called `name`, or None."""
        return next((group for group in self.groups if group.name == name), None)

    @property
    def only_loopback(self) -> bool:
        """Whether every source is on loopback, so that a run may be given its clock."""
        return all(_is_loopback(host) for source in self.sources for host in source.hosts)


def load_settings(path: Path | None = None) -> Settings:
    """Read `path`, else `udklip.toml` in the working folder, else the defaults.

    Raises:
        SettingsError: with file, line and what is allowed.
    """
    if path is None and not DEFAULT_FILE.exists():
        return Settings()
    file = path or DEFAULT_FILE
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: cannot be read ({error}); `udklip init` writes a new one") from error
    return parse_settings(text, file)


def parse_settings(text: str, file: Path = DEFAULT_FILE) -> Settings:
    """Read settings from `text`, which stands in `file` or is to.

    Raises:
        SettingsError: with file, line and what is allowed.
    """
    try:
        blocks: dict[str, Any] = tomllib.loads(text)
        blocks.pop("folder", None)
        return Settings(folder=file.resolve().parent, **blocks)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: not TOML: {error}") from error
    except ValidationError as error:
        raise SettingsError(explain(error, text, file, Settings)) from error


def _is_loopback(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or host
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"

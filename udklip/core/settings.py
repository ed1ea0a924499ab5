"""The settings: one TOML file. What is wrong in it is refused with file, line and what is allowed."""

import ipaddress
import os
import tomllib
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from udklip.core.errors import SettingsError
from udklip.core.source import Rights, Source, SourceType
from udklip.core.toml_lines import explain

DEFAULT_FILE = Path("udklip.toml")
INBOX = "inbox"
FINGERPRINT = r"^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Engine(StrEnum):
    """Which index is used."""

    EMBEDDED = "embedded"
    ELASTICSEARCH = "elasticsearch"


class Profile(_Section):
    """Who is watched for: the register of names and the terms of the field.

    A term matches whole words in any case; one that ends in `*` matches words that begin with it.
    """

    name: str = "Danish Life Science Cluster"
    register_file: Path | None = Field(default=None, alias="register")
    terms: tuple[str, ...] = (
        "life science*",
        "velfærdsteknologi*",
        "sundhedsteknologi*",
        "sundhedsinnovation*",
        "biotek*",
        "bioteknologi*",
        "lægemiddel*",
        "lægemidler*",
        "medico*",
        "medicinsk udstyr",
        "medtech",
        "healthtech",
        "health tech",
        "pharma*",
        "sundhedsklynge*",
        "superklynge*",
        "klyngeorganisation*",
        "sundhedsdata",
    )
    languages: tuple[str, ...] = ("da", "en", "sv", "nb", "nn", "no")


class Store(_Section):
    """Where the ledger, the archive and the embedded index live, relative to the settings file."""

    folder: Path = Path("var")


class Crawl(_Section):
    """How the press is asked. The User-Agent names the organisation and a contact address."""

    organisation: str = "Udklip"
    contact: str = ""
    delay: float = Field(default=1.0, ge=0, description="seconds between two requests to one host")
    concurrency: int = Field(default=8, ge=1, le=64)
    patience: float = Field(
        default=900.0,
        ge=0,
        description="seconds a run goes on with a host whose robots.txt asks for a longer delay",
    )
    timeout: float = Field(default=30.0, gt=0, description="seconds a server may take")
    max_bytes: int = Field(default=20_000_000, gt=0)
    autothrottle: bool = True
    look_back_days: int = Field(default=30, ge=1, description="older entries of feeds and sitemaps are left")
    robots: bool = True

    @property
    def user_agent(self) -> str:
        """Who asks, and where to write to them."""
        return f"Udklip/0.1 ({', '.join(part for part in (self.organisation, self.contact) if part)})"


class Inbox(_Section):
    """A folder whose files are taken in under the source `inbox`."""

    folder: Path = Path(INBOX)
    type: SourceType = SourceType.OTHER
    region: str | None = None
    rights: Rights = Rights.LINK
    max_bytes: int = Field(default=40_000_000, gt=0)


class Elsewhere(_Section):
    """What holds for pages out of archives, and of sources whose block is gone: nothing was agreed with anyone."""

    type: SourceType = SourceType.OTHER
    region: str | None = None
    rights: Rights = Rights.LINK


class Index(_Section):
    """Which index is filled and asked. What follows `name` is for Elasticsearch only."""

    engine: Engine = Engine.EMBEDDED
    url: str = "http://127.0.0.1:9200"
    name: str = Field(default="udklip", pattern=r"^[a-z][a-z0-9_-]*$")
    more_urls: tuple[str, ...] = Field(default=(), description="further nodes of the cluster")
    ca_file: Path | None = None
    ca_fingerprint: str | None = Field(
        default=None,
        pattern=FINGERPRINT,
        description="SHA-256 of the certificate, or of the CA in its chain, in place of ca_file",
    )
    replicas: int = Field(default=1, ge=0, le=5, description="copies on other nodes, as far as there are any")


class Kibana(_Section):
    """Where Kibana answers, whose data views and dashboards `udklip kibana install` puts in."""

    url: str = Field(default="http://127.0.0.1:5601", pattern=r"^https?://[^\s?#@]+$")
    space: str | None = Field(
        default=None, pattern=r"^[a-z0-9_-]+$", description="the space's id, as in its addresses (/s/presse)"
    )
    ca_file: Path | None = None
    ca_fingerprint: str | None = Field(default=None, pattern=FINGERPRINT, description="as the index has it")


class Nlp(_Section):
    """The language part: `model` is a folder or an installed package; `workers` processes (0: one a core)."""

    model: str | None = None
    workers: int = Field(default=0, ge=0, le=64)


class Retention(_Section):
    """How long what is not coverage is kept, in days."""

    off_topic_days: int = Field(default=30, ge=0)


class Secrets(BaseSettings):
    """Secrets come from the environment (UDKLIP_…) or from files in UDKLIP_SECRETS_DIR, never from TOML."""

    model_config = SettingsConfigDict(env_prefix="UDKLIP_")

    elasticsearch_api_key: SecretStr | None = None
    elasticsearch_user: str = "elastic"
    elasticsearch_password: SecretStr | None = None

    @classmethod
    def load(cls) -> Self:
        """Read them from the environment and, where named, the secret files."""
        return cls(_secrets_dir=os.environ.get("UDKLIP_SECRETS_DIR"))


class Settings(_Section):
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
    sources: tuple[Source, ...] = Field(default=(), alias="source")

    @field_validator("index", "kibana")
    @classmethod
    def _its_files_stand_beside_the_settings(
        cls, server: Index | Kibana, info: ValidationInfo
    ) -> Index | Kibana:
        if server.ca_file is None:
            return server
        return server.model_copy(update={"ca_file": info.data["folder"] / server.ca_file})

    @model_validator(mode="after")
    def _names_are_given_once(self) -> Self:
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

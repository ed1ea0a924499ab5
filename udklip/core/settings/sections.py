"""The sections of the settings that say what is collected, read and indexed."""

from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from udklip.core.source import Rights, SourceType

INBOX = "inbox"
FINGERPRINT = r"^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$"
_FOR_EVER = 1 << 30


class Section(BaseModel):
    """A table of the settings file: what it does not name is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Engine(StrEnum):
    """Which index is used."""

    EMBEDDED = "embedded"
    ELASTICSEARCH = "elasticsearch"


class Profile(Section):
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


class Store(Section):
    """Where the ledger, the archive and the embedded index live, relative to the settings file.

    Where less than `least_free_mb` is free on their disk, nothing more is fetched: mail goes on.
    """

    folder: Path = Path("var")
    least_free_mb: int = Field(default=1000, ge=0)


class Crawl(Section):
    """How the press is asked. The User-Agent names the organisation and a contact address.

    `proxy` is asked for everything but sources on the private network; its user and password are secrets:
    UDKLIP_PROXY_USER and UDKLIP_PROXY_PASSWORD. `ca_file` is believed beside the system's authorities.
    """

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
    proxy: str | None = Field(default=None, pattern=r"^http://[^/@\s]+/?$")
    ca_file: Path | None = None

    @property
    def user_agent(self) -> str:
        """Who asks, and where to write to them."""
        return f"Udklip/0.1 ({', '.join(part for part in (self.organisation, self.contact) if part)})"


class Inbox(Section):
    """A folder whose files are taken in under the source `inbox`."""

    folder: Path = Path(INBOX)
    type: SourceType = SourceType.OTHER
    region: str | None = None
    rights: Rights = Rights.LINK
    max_bytes: int = Field(default=40_000_000, gt=0)


class Elsewhere(Section):
    """What holds for pages out of archives, and of sources whose block is gone: nothing was agreed with anyone."""

    type: SourceType = SourceType.OTHER
    region: str | None = None
    rights: Rights = Rights.LINK


class Index(Section):
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


class Kibana(Section):
    """Where Kibana answers, whose data views and dashboards `udklip kibana install` puts in."""

    url: str = Field(default="http://127.0.0.1:5601", pattern=r"^https?://[^\s?#@]+$")
    space: str | None = Field(
        default=None, pattern=r"^[a-z0-9_-]+$", description="the space's id, as in its addresses (/s/presse)"
    )
    ca_file: Path | None = None
    ca_fingerprint: str | None = Field(default=None, pattern=FINGERPRINT, description="as the index has it")


class Nlp(Section):
    """The language part: `model` is a folder or an installed package; `workers` processes (0: one a core)."""

    model: str | None = None
    workers: int = Field(default=0, ge=0, le=64)


class Kept(Section):
    """How long coverage of one kind is kept, in days; 0 is for ever, and what is not said is as for the rest."""

    item_days: int | None = Field(default=None, ge=0)
    text_days: int | None = Field(default=None, ge=0)
    raw_days: int | None = Field(default=None, ge=0)


class Retention(Section):
    """How long what is kept is kept, in days; 0 is for ever.

    `item_days` is for whole items, `text_days` for what was read, `raw_days` for the bytes as they came. A type of
    source, or what may be shown of it, may have times of its own; where both have one, the shorter holds.
    """

    off_topic_days: int = Field(default=30, ge=0)
    item_days: int = Field(default=0, ge=0)
    text_days: int = Field(default=1095, ge=0)
    raw_days: int = Field(default=365, ge=0)
    letter_days: int = Field(default=365, ge=0)
    national: Kept | None = None
    regional: Kept | None = None
    trade: Kept | None = None
    press_release: Kept | None = None
    public: Kept | None = None
    own: Kept | None = None
    other: Kept | None = None
    full: Kept | None = None
    extract: Kept | None = None
    link: Kept | None = None

    def of(self, source_type: SourceType, rights: Rights) -> "Times":
        """What holds for items of a type of source and of these rights."""
        own = [kept for name in (source_type, rights) if (kept := getattr(self, name))]

        def shortest(name: str) -> int | None:
            said = [days for kept in own if (days := getattr(kept, name)) is not None]
            days = min(said or [getattr(self, name)], key=lambda one: one or _FOR_EVER)
            return days or None

        return Times(item=shortest("item_days"), text=shortest("text_days"), raw=shortest("raw_days"))


class Times(Section):
    """Days that items, texts and raw bytes of one kind are kept; None is for ever."""

    item: int | None
    text: int | None
    raw: int | None

    @property
    def of_text(self) -> int | None:
        """The text goes with its item at the latest."""
        return min(filter(None, (self.item, self.text)), default=None)

    @property
    def of_raw(self) -> int | None:
        """The bytes go with the text at the latest: they could be read again."""
        return min(filter(None, (self.of_text, self.raw)), default=None)

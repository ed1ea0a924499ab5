"""The sections of the settings that say what is collected, read and indexed."""

from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from udklip.core.source import Rights, SourceType

INBOX = "inbox"
FINGERPRINT = r"^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$"


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
    """Where the ledger, the archive and the embedded index live, relative to the settings file."""

    folder: Path = Path("var")


class Crawl(Section):
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


class Retention(Section):
    """How long what is not coverage is kept, in days."""

    off_topic_days: int = Field(default=30, ge=0)

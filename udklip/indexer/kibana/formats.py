"""How Kibana shows a field: what it is called in Danish, and how its values are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from udklip.core import danish
from udklip.core.analysis import Relevance
from udklip.core.reading import Access, DateOrigin, Kind
from udklip.core.settings import INBOX
from udklip.indexer.appearances import AppearanceRole, EntityType
from udklip.indexer.kibana.objects import Json


@dataclass(frozen=True, slots=True)
class Format:
    """One of Kibana's field formats with its parameters."""

    id: str
    params: Json

    def as_json(self) -> Json:
        """As a data view keeps it."""
        return {"id": self.id, "params": self.params}


@dataclass(frozen=True, slots=True)
class Look:
    """A field's Danish name, and its format where Kibana's own would not do."""

    label: str
    format: Format | None = None


def _in_words(words: Mapping[Any, str]) -> Format:
    """Each value by its Danish word; others stand as they are."""
    entries = [{"key": str(key), "value": word} for key, word in words.items()]
    return Format("static_lookup", {"lookupEntries": entries})


#: An address that a click opens beside Kibana; one that is none (`inbox:file.pdf`) is written and not linked.
LINK = Format("url", {"openLinkInCurrentTab": False, "type": "a"})
WHOLE = Format("number", {"pattern": "0,0"})
PERCENT = Format("percent", {"pattern": "0 %"})
YES_OR_NO = _in_words({"true": "ja", "false": "nej"})

#: The inbox folder is no outlet of its own.
SOURCES = _in_words({INBOX: "Indbakken"})
KINDS = _in_words(
    {
        Kind.ARTICLE: "artikel",
        Kind.PRESS_RELEASE: "pressemeddelelse",
        Kind.SPONSORED: "annoncørbetalt",
        Kind.WIRE: "telegram",
        Kind.NOTICE: "notits",
    }
)
SOURCE_TYPES = _in_words(danish.SOURCE_TYPES)
ACCESSES = _in_words({Access.OPEN: "åben", Access.TEASER: "forsmag", Access.PAYWALLED: "bag betalingsmur"})
RIGHTS = _in_words(danish.RIGHTS)
RELEVANCES = _in_words(
    {
        Relevance.CLUSTER: "klyngen er nævnt",
        Relevance.PARTNER: "en partner er nævnt",
        Relevance.FIELD: "emnet er klyngens felt",
    }
)
DATE_ORIGINS = _in_words(
    {
        DateOrigin.JSON_LD: "dato fra siden selv",
        DateOrigin.META: "dato fra siden selv",
        DateOrigin.FEED: "dato fra kildens feed",
        DateOrigin.URL: "dato fra adressen",
        DateOrigin.TEXT: "dato fra teksten",
        DateOrigin.NONE: "ingen dato",
    }
)
ENTITY_TYPES = _in_words(
    {EntityType.ORGANISATION: "organisation", EntityType.PERSON: "person", EntityType.PLACE: "sted"}
)
ROLES = _in_words(
    {
        AppearanceRole.SUBJECT: "i overskriften",
        AppearanceRole.QUOTED: "citeret",
        AppearanceRole.MENTIONED: "nævnt",
    }
)
#: The states of a visit by the names that the ledger gives them.
STATES = _in_words(
    {
        "complete": "hentet",
        "partial": "delvist hentet",
        "failed": "ikke hentet",
        "not_due": "ikke ventet",
    }
)

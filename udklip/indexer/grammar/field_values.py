"""What the closed fields may hold, with the Danish words for it."""

from collections.abc import Mapping

from udklip.core.analysis import Relevance
from udklip.core.reading import Access, Kind
from udklip.core.source import SourceType

#: Field → typed word (lower case) → what the index holds. Fields that are not here take any value.
VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "artikel": Kind.ARTICLE,
        "pressemeddelelse": Kind.PRESS_RELEASE,
        "sponsoreret": Kind.SPONSORED,
        "annonce": Kind.SPONSORED,
        "telegram": Kind.WIRE,
        "notits": Kind.NOTICE,
        **{kind.value: kind.value for kind in Kind},
    },
    "source_type": {
        "landsdækkende": SourceType.NATIONAL,
        "regional": SourceType.REGIONAL,
        "lokal": SourceType.REGIONAL,
        "fagblad": SourceType.TRADE,
        "fagmedie": SourceType.TRADE,
        "pressemeddelelse": SourceType.PRESS_RELEASE,
        "offentlig": SourceType.PUBLIC,
        "egen": SourceType.OWN,
        "andet": SourceType.OTHER,
        **{kind.value: kind.value for kind in SourceType},
    },
    "access": {
        "åben": Access.OPEN,
        "betaling": Access.PAYWALLED,
        "betalingsmur": Access.PAYWALLED,
        **{access.value: access.value for access in Access},
    },
    "relevance": {
        "klynge": Relevance.CLUSTER,
        "område": Relevance.FIELD,
        **{relevance.value: relevance.value for relevance in Relevance},
    },
    "language": {
        "da": "da",
        "dansk": "da",
        "en": "en",
        "engelsk": "en",
        "sv": "sv",
        "svensk": "sv",
        "no": "no",
        "norsk": "no",
        "nb": "nb",
        "nn": "nn",
        "de": "de",
        "tysk": "de",
    },
}

"""Every exit from the way has a name, and every name a fate that the sums are made of."""

from enum import StrEnum
from typing import Self


class Step(StrEnum):
    """One step of an address's way, in order."""

    DISCOVERED = "discovered"
    FETCHED = "fetched"
    READ = "read"
    SIEVED = "sieved"
    ANALYSED = "analysed"
    GROUPED = "grouped"
    INDEXED = "indexed"
    NEVER_SEEN = "never_seen"


class Fate(StrEnum):
    """What an address counts as in a run: found is the sum of NEW to FAILED."""

    ON_THE_WAY = "on_the_way"
    NEW = "new"
    KNOWN = "known"
    OFF_TOPIC = "off_topic"
    REFUSED = "refused"
    FAILED = "failed"


class Outcome(StrEnum):
    """How a step ended. `fate` is what it counts as; `again` says whether trying later can help."""

    fate: Fate
    again: bool

    def __new__(cls, name: str, fate: Fate = Fate.FAILED, again: bool = False) -> Self:
        """Make a member that is its name and knows its fate."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.fate = fate
        member.again = again
        return member

    OK = ("ok", Fate.ON_THE_WAY)
    NEVER_SEEN = ("never_seen", Fate.ON_THE_WAY)
    INDEX_REFUSED = ("index_refused", Fate.ON_THE_WAY)
    READY = ("ready", Fate.NEW)

    DUPLICATE = ("duplicate", Fate.KNOWN)
    UNCHANGED = ("unchanged", Fate.KNOWN)
    CHANGED = ("changed", Fate.KNOWN)

    OFF_TOPIC = ("off_topic", Fate.OFF_TOPIC)

    ERASED = ("erased", Fate.REFUSED)
    FOREIGN_HOST = ("foreign_host", Fate.REFUSED)
    NO_TEXT = ("no_text", Fate.REFUSED)
    NOT_DANISH = ("not_danish", Fate.REFUSED)
    NOT_NOW = ("not_now", Fate.REFUSED, True)
    PRIVATE_ADDRESS = ("private_address", Fate.REFUSED)
    RIGHTS_RESERVED = ("rights_reserved", Fate.REFUSED)
    ROBOTS = ("robots", Fate.REFUSED)

    CRASHED = ("crashed", Fate.FAILED)
    DAMAGED = ("damaged", Fate.FAILED)
    DEAD_LINK = ("dead_link", Fate.FAILED)
    EMPTY = ("empty", Fate.FAILED)
    ENCRYPTED = ("encrypted", Fate.FAILED)
    FORBIDDEN = ("forbidden", Fate.FAILED, True)
    HTTP_ERROR = ("http_error", Fate.FAILED, True)
    NOT_A_FEED = ("not_a_feed", Fate.FAILED, True)
    NOT_FOUND = ("not_found", Fate.FAILED)
    OCR_FAILED = ("ocr_failed", Fate.FAILED)
    OCR_MISSING = ("ocr_missing", Fate.FAILED, True)
    REDIRECT_LOOP = ("redirect_loop", Fate.FAILED, True)
    TIMED_OUT = ("timed_out", Fate.FAILED, True)
    TOO_LARGE = ("too_large", Fate.FAILED)
    TOO_SLOW = ("too_slow", Fate.FAILED)
    UNKNOWN_FORMAT = ("unknown_format", Fate.FAILED)
    UNREACHABLE = ("unreachable", Fate.FAILED, True)

"""What the language part makes of a text: plain values, no spaCy object leaves `udklip.nlp`."""

from dataclasses import dataclass
from enum import StrEnum

from udklip.core.reading import Kind


class Relevance(StrEnum):
    """Why an item belongs to the coverage, or that it does not."""

    CLUSTER = "cluster"
    PARTNER = "partner"
    FIELD = "field"
    OFF_TOPIC = "off_topic"


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is, and where: "formand", "Danish Life Science Cluster"."""

    title: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: its `text[start:end]`, a genitive's ending included; `name` is canonical.

    `registered` is true for whom the register names, `partner` for the cluster and its partners among them; `found_by`
    names the component, and `why` says what gave the name its canonical form, where the analyser was asked to explain.
    `party` has the letters behind a politician's name.
    """

    text: str
    start: int
    end: int
    name: str
    partner: bool = False
    found_by: str = "model"
    titles: tuple[Role, ...] = ()
    why: str = ""
    party: str | None = None
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Direct speech without its marks; `speaker` is a canonical name or None."""

    text: str
    start: int
    end: int
    speaker: str | None
    title: str | None = None
    organisation: str | None = None
    verb: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Reported speech: `speaker` is said to have said something, none of it quoted; the place is that of the source."""

    start: int
    end: int
    speaker: str
    title: str | None = None
    organisation: str | None = None
    verb: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money: `value` in whole units of `currency` (ISO 4217); `hedge` as printed ("ca.", "mere end")."""

    text: str
    start: int
    end: int
    value: float
    currency: str
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A line of a contact block; `phone` as +45 and eight digits. Never indexed."""

    name: str | None
    organisation: str | None
    title: str | None
    phone: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in `text`; every start and end counts characters in it."""

    text: str
    kind: Kind
    language: str | None
    organisations: tuple[Mention, ...] = ()
    people: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    reports: tuple[Report, ...] = ()
    amounts: tuple[Amount, ...] = ()
    contacts: tuple[Contact, ...] = ()

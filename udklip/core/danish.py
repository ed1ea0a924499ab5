"""What the press team reads: dates, numbers and labels in Danish, one place for mails and pages."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

from udklip.core.analysis import Relevance
from udklip.core.ledger import VisitState
from udklip.core.outcomes import Outcome, Step
from udklip.core.reading import Access, DateOrigin, Kind
from udklip.core.settings import INBOX
from udklip.core.source import Rights, SourceType
from udklip.core.times import COPENHAGEN

SECTIONS = {
    Relevance.CLUSTER: "Om klyngen selv",
    Relevance.PARTNER: "Om partnerne",
    Relevance.FIELD: "Om feltet",
}
STATES = {
    VisitState.COMPLETE: "hentet",
    VisitState.PARTIAL: "delvist hentet",
    VisitState.FAILED: "ikke hentet",
    VisitState.NOT_DUE: "ikke ventet",
}
KINDS = {
    Kind.SPONSORED: "annoncørbetalt",
    Kind.PRESS_RELEASE: "pressemeddelelse",
    Kind.WIRE: "telegram",
    Kind.NOTICE: "notits",
}
SOURCE_TYPES = {
    SourceType.NATIONAL: "landsdækkende",
    SourceType.REGIONAL: "regionalt",
    SourceType.TRADE: "fagmedie",
    SourceType.PRESS_RELEASE: "pressemeddelelser",
    SourceType.PUBLIC: "offentlig",
    SourceType.OWN: "egen",
    SourceType.OTHER: "andet",
}
RIGHTS = {
    Rights.FULL: "hele teksten må vises",
    Rights.EXTRACT: "et kort uddrag må vises",
    Rights.LINK: "kun titel og link må vises",
}
DATE_ORIGINS = {
    DateOrigin.JSON_LD: "dato fra siden selv",
    DateOrigin.META: "dato fra siden selv",
    DateOrigin.FEED: "dato fra kildens feed",
    DateOrigin.URL: "dato fra adressen",
    DateOrigin.TEXT: "dato fra teksten",
}
WHY = {
    Relevance.CLUSTER: "klyngen er nævnt",
    Relevance.PARTNER: "en partner er nævnt",
    Relevance.FIELD: "emnet er klyngens felt",
}
STEPS = {
    Step.DISCOVERED: "Fundet",
    Step.FETCHED: "Hentet",
    Step.READ: "Læst",
    Step.SIEVED: "Siet",
    Step.ANALYSED: "Analyseret",
    Step.GROUPED: "Lagt til en historie",
    Step.INDEXED: "Klar til søgning",
    Step.NEVER_SEEN: "Aldrig set",
}
OUTCOMES = {
    Outcome.OK: "det gik godt",
    Outcome.NEVER_SEEN: "den har aldrig været forbi",
    Outcome.INDEX_REFUSED: "søgningen ville ikke have den",
    Outcome.READY: "den er i omtalen",
    Outcome.DUPLICATE: "samme tekst som en, vi har i forvejen",
    Outcome.UNCHANGED: "den er uændret",
    Outcome.CHANGED: "den er ændret siden",
    Outcome.OFF_TOPIC: "den handler om noget andet",
    Outcome.FOREIGN_HOST: "den ligger uden for kildens egne sider",
    Outcome.NO_TEXT: "der er ingen tekst at læse",
    Outcome.NOT_DANISH: "den er på et sprog, vi ikke læser",
    Outcome.NOT_NOW: "siden bad os vente",
    Outcome.PRIVATE_ADDRESS: "den ligger på et lukket net",
    Outcome.RIGHTS_RESERVED: "mediet har forbeholdt sig teksten",
    Outcome.ERASED: "den er slettet efter ønske",
    Outcome.ROBOTS: "mediet vil ikke have, at programmer læser siden",
    Outcome.CRASHED: "den fik læseren til at gå ned",
    Outcome.DAMAGED: "filen er i stykker",
    Outcome.DEAD_LINK: "siden er væk",
    Outcome.EMPTY: "filen er tom",
    Outcome.ENCRYPTED: "filen kræver en adgangskode",
    Outcome.FORBIDDEN: "siden vil ikke lukke os ind",
    Outcome.HTTP_ERROR: "mediets server svarede med en fejl",
    Outcome.NOT_A_FEED: "det er ikke et feed",
    Outcome.NOT_FOUND: "siden findes ikke",
    Outcome.OCR_FAILED: "det scannede kunne ikke læses",
    Outcome.OCR_MISSING: "der mangler et program til at læse det scannede",
    Outcome.REDIRECT_LOOP: "siden sender i ring",
    Outcome.TIMED_OUT: "siden svarede ikke i tide",
    Outcome.TOO_LARGE: "filen er for stor",
    Outcome.TOO_SLOW: "siden kom for langsomt",
    Outcome.UNKNOWN_FORMAT: "filtypen kendes ikke",
    Outcome.UNREACHABLE: "mediets server kan ikke nås",
}
ACCESSES = {Access.TEASER: "forsmag", Access.PAYWALLED: "bag betalingsmur"}
SCANNED = "scannet"
LATE = "fundet sent"
NAMES_SHOWN = 6


def rhythm(every: timedelta) -> str:
    """How often a source is visited: "hver time", "hver 30. minut", "hver 2. dag"."""
    minutes = round(every.total_seconds() / 60)
    for size, unit in ((1440, "dag"), (60, "time"), (1, "minut")):
        if minutes and minutes % size == 0:
            return f"hver {unit}" if minutes == size else f"hver {minutes // size}. {unit}"
    return "hele tiden"


def full_day(day: date) -> str:
    """A day in full: "onsdag den 25. november 2020"."""
    return format_date(day, "EEEE 'den' d. MMMM y", locale="da")


def long_day(day: date) -> str:
    """A day without its name: "25. november 2020"."""
    return format_date(day, "d. MMMM y", locale="da")


def moment(at: datetime, near: date | None = None) -> str:
    """A time in Copenhagen: "24. nov. 2020 kl. 16.42"; in the year of the day `near` without the year.

    Midnight is what a date without an hour becomes: it is told as the day alone.
    """
    local = at.astimezone(COPENHAGEN)
    pattern = "d. MMM" if near and near.year == local.year else "d. MMM y"
    day = format_date(local, pattern, locale="da")
    return day if local.time() == time() else f"{day} kl. {hour(local.time())}"


def hour(at: time) -> str:
    """An hour of the day: "7.00"."""
    return f"{at.hour}.{at:%M}"


def counted(count: int, one: str, many: str) -> str:
    """A number with its word: "1 historie", "12.500 historier"."""
    return f"{number(count)} {one if count == 1 else many}"


def about(count: int, many: str) -> str:
    """An estimate of many with their word, no finer than it is: "ca. 83.400 historier"."""
    return f"ca. {number(float(f'{count:.3g}'))} {many}"


def listed(names: Sequence[str]) -> str:
    """Names with commas; of a long list the first ones and how many more."""
    if len(names) <= NAMES_SHOWN + 1:
        return ", ".join(names)
    return f"{', '.join(names[:NAMES_SHOWN])} og {len(names) - NAMES_SHOWN} flere"


def kind(value: Kind) -> str:
    """What sort of text it is; an article has no label of its own, and a name in a table."""
    return KINDS.get(value, "artikel")


def access(value: Access) -> str:
    """How much of the text is open."""
    return ACCESSES.get(value, "åben")


def percent(share: float) -> str:
    """A share (0 to 1) as "39 %", with a space that does not break."""
    return f"{round(share * 100)}\u00a0%"


def number(value: float) -> str:
    """A number as it is written in Danish: "12.500", "1,5"."""
    if isinstance(value, int):
        # A page has hundreds of them, and each took Babel 60 µs.
        return f"{value:,}".replace(",", ".")
    return format_decimal(value, format="#,##0.##", locale="da")


def money(value: float, currency: str = "DKK") -> str:
    """A sum: "12.500 kr.", "10 mio. kr.", "1,5 mia. euro", with spaces that do not break."""
    unit = {"DKK": "kr.", "EUR": "euro"}.get(currency, currency)
    for size, word in ((1e9, "mia."), (1e6, "mio.")):
        if abs(value) >= size:
            return f"{number(value / size)}\u00a0{word}\u00a0{unit}"
    return f"{number(value)}\u00a0{unit}"


def outlet(source: str) -> str:
    """What an outlet is called; the inbox folder is no outlet of its own."""
    return "Indbakken" if source == INBOX else source


def labels(kind: Kind, access: Access, *, ocr: bool = False, late: bool = False) -> list[str]:
    """What a reader must know of an item before the click."""
    marks = [KINDS.get(kind), ACCESSES.get(access), SCANNED if ocr else None, LATE if late else None]
    return [mark for mark in marks if mark]

"""The words of saying beside direct speech: "…", siger NN; NN fortæller: "…"; NN: "…"."""

import re
from dataclasses import dataclass

from udklip.nlp.speech.marks import Speech

_SAYING = (
    "siger|sagde|fortæller|fortalte|udtaler|udtalte|forklarer|forklarede|mener|mente|oplyser|oplyste|understreger"
    "|understregede|tilføjer|tilføjede|fortsætter|fortsatte|fastslår|fastslog|skriver|skrev|lyder|lød|konstaterer"
    "|konstaterede|pointerer|pointerede|vurderer|vurderede|påpeger|påpegede|uddyber|uddybede|slutter|sluttede|erklærer"
    "|erklærede|bemærker|bemærkede|spørger|spurgte|svarer|svarede|supplerer|supplerede|kommenterer|kommenterede"
    "|opfordrer|opfordrede|advarer|advarede|indrømmer|indrømmede|erkender|erkendte|lover|lovede|beretter|berettede"
    "|udbryder|udbrød|noterer|noterede|lægger til|føjer til|griner|grinede|smiler|ler|lo|jubler|jublede|sukker|sukkede"
    "|råber|råbte|hvisker|medgiver|medgav|fastholder|fastholdt|afviser|afviste|indleder|indledte|begynder|gentager"
    "|gentog|fremhæver|fremhævede|meddeler|meddelte|melder|meldte|hævder|hævdede|tror|håber|gætter|anslår|roser"
    "|kritiserer|kritiserede|konkluderer|konkluderede|opsummerer|runder af|betoner|tordner|raser|afslutter|afsluttede"
    "|argumenterer|argumenterede|reagerer|reagerede|husker|mindes|says|said|explains|explained|adds|added|notes|noted"
    "|säger|sade|berättar|berättade|menar|förklarar|sier|forteller"
)
_HAS_SAID = (
    r"(?:har|havde)\b(?=[^.\n]{0,140}\b(?:sagt|udtalt|fortalt|skrevet|forklaret|oplyst|understreget)\b)"
)
VERB = rf"(?P<verb>{_SAYING}|{_HAS_SAID})"
_AFTER = re.compile(rf"\s*[,–-]?\s*(?:(?:sådan|således|det)\s)?{VERB}\b", re.IGNORECASE)
_AFTER_IN_ENGLISH = re.compile(r"\s*,?\s[A-Z][^.\n\"“”]{2,80}?\s(?P<verb>says|said|adds|added|explains)\b")
_WITHIN_DASHED = re.compile(rf"(?P<end>[,!?.…]?)[\"”“»«']*\s{VERB}\s(?=\S)", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{VERB}\b[^\n.!?]{{0,200}}[:,]\s*$", re.IGNORECASE)
_COLON = re.compile(r":\s*$")
_CLAUSE_END = re.compile(r"[.!?](?:\s+(?=[\"“”»A-ZÆØÅ–-])|\s*$)|:(?=\s|$)|\n\n|(?=\s[\"“”»])")
_SENTENCE_STARTS = (". ", "! ", "? ", "” ", '" ', "« ", "'' ", ".\n", "!\n", "?\n")
_ABBREVIATION = re.compile(
    r"\b(?:adm|dr|ca|f\.eks|bl\.a|mio|mia|kr|nr|hr|fr|stud|cand|prof|A/S|\w)\.\s*$", re.IGNORECASE
)
CLAUSE = 320
LOOK_BACK = 260


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words that say who speaks: `start` to `end` of the text; the speech itself begins at `speech`.

    `verb` is None where a colon alone stands before the speech.
    """

    verb: str | None
    start: int
    end: int
    speech: int


def said_after(text: str, speech: Speech) -> Attribution | None:
    """As in: "…", siger NN, titel i X."""
    match = _AFTER.match(text, speech.outer_end)
    if match:
        return Attribution(
            match["verb"].lower(), match.end(), clause_end(text, match.end()), speech.outer_start
        )
    english = _AFTER_IN_ENGLISH.match(text, speech.outer_end)
    if english:
        return Attribution(
            english["verb"], speech.outer_end, clause_end(text, english.end()), speech.outer_start
        )
    return None


def said_before(text: str, start: int) -> Attribution | None:
    """As in: NN, titel i X, fortæller: »…«."""
    head = _head(text, start)
    match = _BEFORE.search(head)
    if not match:
        return None
    first = start - len(head) + _sentence_start(head, match.start())
    return Attribution(match["verb"].lower(), first, start, first)


def colon_before(text: str, start: int) -> Attribution | None:
    """A sentence that ends in a colon: NN i et svar til avisen: "…"; titel NN: "…"."""
    head = _head(text, start)
    match = _COLON.search(head)
    if not match:
        return None
    first = start - len(head) + _sentence_start(head, match.start())
    return Attribution(None, first, start, first)


def said_within(text: str, speech: Speech, place: int) -> tuple[re.Match[str], Attribution] | None:
    """The first words of saying after `place` in speech that a dash begins: - …, siger NN."""
    match = _WITHIN_DASHED.search(text, place, speech.end)
    if not match:
        return None
    after = match.end("verb")
    return match, Attribution(match["verb"].lower(), after, clause_end(text, after), speech.outer_start)


def clause_end(text: str, start: int) -> int:
    """Where the words of saying end: at a full stop that is no abbreviation's, a colon, the paragraph's end."""
    place = start
    while match := _CLAUSE_END.search(text, place, start + CLAUSE):
        if not _ABBREVIATION.search(text[start : match.start() + 1]):
            return match.start()
        place = match.start() + 1
    return min(len(text), start + CLAUSE)


def _head(text: str, start: int) -> str:
    """What stands before `start` in its paragraph, or in the paragraph before where none of its own does."""
    head = text[max(0, start - LOOK_BACK) : start]
    paragraph = head.rstrip().rfind("\n\n")
    return head[paragraph + 2 if paragraph >= 0 else 0 :]


def _sentence_start(head: str, before: int) -> int:
    return max(0, *(head.rfind(mark, 0, before) + 1 for mark in _SENTENCE_STARTS))

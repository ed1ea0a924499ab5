"""Who said what: direct speech with its speaker, in every style of the Danish press."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from udklip.core.analysis import Quote, Role
from udklip.nlp.danish_words import TITLE
from udklip.nlp.finds import ORG, PER, Find
from udklip.nlp.roles import Roles, roles_at
from udklip.nlp.speech import Speech, dashed_speech, marked_speech

SAYING = (
    "siger|sagde|fortæller|fortalte|udtaler|udtalte|forklarer|forklarede|mener|mente|oplyser|oplyste|understreger"
    "|understregede|tilføjer|tilføjede|fortsætter|fortsatte|fastslår|fastslog|skriver|skrev|lyder|lød|konstaterer"
    "|konstaterede|pointerer|pointerede|vurderer|vurderede|påpeger|påpegede|uddyber|uddybede|slutter|sluttede|erklærer"
    "|erklærede|bemærker|bemærkede|spørger|spurgte|svarer|svarede|supplerer|supplerede|kommenterer|kommenterede"
    "|opfordrer|opfordrede|advarer|advarede|indrømmer|indrømmede|erkender|erkendte|lover|lovede|beretter|berettede"
    "|udbryder|udbrød|noterer|lægger til|says|said|explains|adds|added"
)
_VERB = rf"(?P<verb>{SAYING})"
_AFTER = re.compile(rf"\s*[,–-]?\s*(?:{_VERB})\b", re.IGNORECASE)
_WITHIN_DASHED = re.compile(rf"(?P<end>[,!?.…]?)[\"”“»«']*\s(?P<verb>{SAYING})\s(?=\S)", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?P<verb>{SAYING})\b[^\n.!?]{{0,200}}[:,]\s*$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?](?:\s+(?=[\"“”»A-ZÆØÅ–-])|\s*$)|:|\n\n|(?=\s[\"“”»])")
_PRONOUN = re.compile(r"\s*(?:han|hun|de)\b", re.IGNORECASE)
_TITLED = re.compile(rf"\s*(?:den\s[a-zæøå]+\s)?({TITLE})(?:e?n)?\b(?!\s+[A-ZÆØÅ])")
_FIRST_PERSON = re.compile(r"\b(?:jeg|mig|min|mit|mine|vi|os|vores|vor|we|our|us|I)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\b(?:adm|dr|ca|f\.eks|bl\.a|mio|mia|kr|nr|hr|fr|A/S|\w)\.\s*$", re.IGNORECASE)
FEWEST_WORDS = 5
CLAUSE = 320
LOOK_BACK = 260
LOOK_BACK_FOR_TITLES = 20_000
REACH_OF_PRONOUNS = 1_500


@dataclass(frozen=True, slots=True)
class _Attribution:
    """The words that say who speaks: `start` to `end` of the text; the speech itself begins at `speech`."""

    verb: str
    start: int
    end: int
    speech: int


@dataclass(frozen=True, slots=True)
class _Names:
    """The text's names, to be asked by place."""

    text: str
    finds: Sequence[Find]
    roles: Roles

    def within(self, start: int, end: int) -> Iterator[tuple[int, Find]]:
        """The names that begin between two places, each with its number."""
        first = bisect_left(self.finds, start, key=lambda find: find.start)
        for place in range(first, len(self.finds)):
            if self.finds[place].start >= end:
                return
            yield place, self.finds[place]

    def last_person_between(self, start: int, end: int) -> Find | None:
        """The person named last between two places."""
        people = [find for _, find in self.within(start, end) if find.label == PER]
        return people[-1] if people else None

    def holder_of(self, title: str, start: int) -> str | None:
        """The person named last before `start` whose title is `title` ("borgmesteren"), else the last person."""
        stem = title.lower().removesuffix("en").removesuffix("n")
        people = [
            find for _, find in self.within(max(0, start - LOOK_BACK_FOR_TITLES), start) if find.label == PER
        ]
        for find in reversed(people):
            if any(stem in (role.title or "").lower() for role in self.roles.get(find.name, ())):
                return find.name
        return people[-1].name if people else None


def find_quotes(text: str, finds: Sequence[Find], roles: Roles) -> tuple[Quote, ...]:
    """The direct speech in `text` that words of saying, or a speech begun before, give to somebody.

    Words in scare quotes, titles in quotation marks and bullet points that begin with a dash are none.
    """
    names = _Names(text, finds, roles)
    quotes: list[Quote] = []
    for speech in sorted((*marked_speech(text), *dashed_speech(text)), key=lambda speech: speech.start):
        last = quotes[-1] if quotes else None
        if last and speech.start < last.end:
            continue
        quote = _dashed_quote(names, speech, last) if speech.dashed else _marked_quote(names, speech, last)
        if quote:
            quotes.append(quote)
    return tuple(quotes)


def _marked_quote(names: _Names, speech: Speech, last: Quote | None) -> Quote | None:
    text = names.text
    said = text[speech.start : speech.end]
    attribution = _after(text, speech) or _before(text, speech.outer_start)
    if attribution:
        return _quote(names, speech.start, speech.end, attribution, last) if _is_said(said) else None
    goes_on = last is not None and _is_sentence(said) and speech.outer_start - last.end < CLAUSE + LOOK_BACK
    if not goes_on or last is None:
        return None
    return replace(last, text=_folded(said), start=speech.start, end=speech.end, verb=None)


def _is_said(said: str) -> bool:
    words = said.split()
    return len(words) >= FEWEST_WORDS or (len(words) > 1 and not said.islower())


def _is_sentence(said: str) -> bool:
    """Whether the words could be speech of their own: not a scare quote, not a title."""
    words = said.split()
    return len(words) >= FEWEST_WORDS and said[:1].isupper() and said.rstrip()[-1:] in ".!?,…"


def _after(text: str, speech: Speech) -> _Attribution | None:
    """As in: "…", siger NN, titel i X."""
    match = _AFTER.match(text, speech.outer_end)
    if not match:
        return None
    return _Attribution(
        match["verb"].lower(), match.end(), _clause_end(text, match.end()), speech.outer_start
    )


def _before(text: str, start: int) -> _Attribution | None:
    """NN siger: "…", and "NN, titel i X, fortæller:"."""
    head = text[max(0, start - LOOK_BACK) : start]
    head = head[head.rfind("\n\n") + 2 if "\n\n" in head.rstrip() else 0 :]
    match = _BEFORE.search(head)
    if not match:
        return None
    sentence = max(head.rfind(mark, 0, match.start()) for mark in (". ", "! ", "? ", "” ", '" '))
    first = start - len(head) + max(0, sentence + 1)
    return _Attribution(match["verb"].lower(), first, start, first)


def _clause_end(text: str, start: int) -> int:
    """Where the words of saying end: at a full stop that is no abbreviation's, a colon, the paragraph's end."""
    place = start
    while match := _CLAUSE_END.search(text, place, start + CLAUSE):
        if not _ABBREVIATION.search(text[start : match.start() + 1]):
            return match.start()
        place = match.start() + 1
    return min(len(text), start + CLAUSE)


def _dashed_quote(names: _Names, speech: Speech, last: Quote | None) -> Quote | None:
    text = names.text
    for match in _WITHIN_DASHED.finditer(text, speech.start, speech.end):
        verb, after = match["verb"].lower(), match.end("verb")
        attribution = _Attribution(verb, after, _clause_end(text, after), speech.outer_start)
        if match["end"] and _speaker(names, attribution, last) is not None:
            end = match.start() + (match["end"] in "!?…")
            return _quote(names, speech.start, end, attribution, last)
    said = text[speech.start : speech.end]
    goes_on = last is not None and not text[last.end : speech.outer_start].count("\n\n") > 1
    if not goes_on or last is None or not _FIRST_PERSON.search(said) or not _is_sentence(said):
        return None
    return replace(
        last, text=_folded(said), start=speech.start, end=speech.start + len(said.rstrip()), verb=None
    )


def _quote(names: _Names, start: int, end: int, attribution: _Attribution, last: Quote | None) -> Quote:
    speaker = _speaker(names, attribution, last)
    role = _role(names, attribution, speaker)
    return Quote(
        text=_folded(names.text[start:end]),
        start=start,
        end=end,
        speaker=speaker,
        title=role.title if role else None,
        organisation=role.organisation if role else None,
        verb=attribution.verb,
    )


def _speaker(names: _Names, attribution: _Attribution, last: Quote | None) -> str | None:
    """The person in the words of saying, else the one a pronoun means, else the organisation."""
    named = [find for _, find in names.within(attribution.start, attribution.end)]
    person = next((find for find in named if find.label == PER), None)
    if person:
        return person.name
    if _PRONOUN.match(names.text, attribution.start, attribution.end):
        return _meant_by_pronoun(names, attribution.speech, last)
    titled = _TITLED.match(names.text, attribution.start, attribution.end)
    if titled:
        return names.holder_of(titled[1], attribution.speech)
    return next((find.name for find in named if find.label == ORG), None)


def _meant_by_pronoun(names: _Names, speech: int, last: Quote | None) -> str | None:
    """The person named last since the speech before, whom nobody has quoted, else whoever spoke then."""
    since = last.end if last else 0
    between = names.last_person_between(max(since, speech - REACH_OF_PRONOUNS), speech)
    if between:
        return between.name
    if last:
        return last.speaker
    return None


def _role(names: _Names, attribution: _Attribution, speaker: str | None) -> Role | None:
    """The role that stands with the quote, else the person's first in the text."""
    for place, find in names.within(attribution.start, attribution.end):
        if find.label == PER and find.name == speaker:
            beside = roles_at(names.text, names.finds, place)
            if beside:
                return beside[0]
    known = names.roles.get(speaker, ()) if speaker else ()
    return known[0] if known else None


def _folded(text: str) -> str:
    return " ".join(text.split())

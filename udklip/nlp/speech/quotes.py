"""Direct speech with its speaker, in every style of the Danish press."""

import re
from dataclasses import replace

from udklip.core.analysis import Quote
from udklip.nlp.finds import PER
from udklip.nlp.speech.marks import Speech, dashed_speech, marked_speech, without_marks
from udklip.nlp.speech.sayings import (
    CLAUSE,
    LOOK_BACK,
    Attribution,
    clause_end,
    colon_before,
    said_after,
    said_before,
    said_within,
)
from udklip.nlp.speech.speakers import Names, role_beside, speaker_in

_FIRST_PERSON = re.compile(r"\b(?:jeg|mig|min|mit|mine|vi|os|vores|vor|we|our|us|I)\b", re.IGNORECASE)
_JOINT = re.compile(r"[^.!?\n]{2,140},\s*$")
FEWEST_WORDS = 5
FEWEST_WORDS_UNSAID = 7


def quotes_with_sayings(names: Names) -> list[tuple[Quote, Attribution | None]]:
    """The direct speech that words of saying, or a speech begun before, give to somebody, with those words if any.

    Words in scare quotes, titles in quotation marks and bullet points that begin with a dash are none.
    """
    found: list[tuple[Quote, Attribution | None]] = []
    stretches = (*marked_speech(names.text), *dashed_speech(names.text))
    for speech in sorted(stretches, key=lambda speech: speech.start):
        last = found[-1][0] if found else None
        if last and speech.start < last.end:
            continue
        quote = _dashed_quote(names, speech, last) if speech.dashed else _marked_quote(names, speech, last)
        if quote:
            found.append(quote)
    return found


def _marked_quote(
    names: Names, speech: Speech, last: Quote | None
) -> tuple[Quote, Attribution | None] | None:
    text = names.text
    said = text[speech.start : speech.end]
    attribution = said_after(text, speech) or said_before(text, speech.outer_start)
    if attribution:
        return (
            (_quote(names, speech.start, speech.end, attribution, last), attribution)
            if _is_said(said)
            else None
        )
    attribution = colon_before(text, speech.outer_start)
    if attribution and _is_sentence(said) and _speaker(names, attribution, last):
        return _quote(names, speech.start, speech.end, attribution, last), attribution
    unsaid = _going_on(names, speech, last) or _standing_alone(names, speech, last)
    return (unsaid, None) if unsaid else None


def _going_on(names: Names, speech: Speech, last: Quote | None) -> Quote | None:
    """Speech without words of saying of its own, shortly after other speech."""
    if last is None or speech.outer_start - last.end >= CLAUSE + LOOK_BACK:
        return None
    said, between = names.text[speech.start : speech.end], names.text[last.end : speech.outer_start]
    if not _is_sentence(said) and not (_JOINT.match(between.lstrip("\"”“»«', ")) and _is_said(said)):
        return None
    if "\n\n" in between.strip("\"”“»«'.,"):
        other = _introduced(names, last, speech.outer_start)
        if other:
            return _spoken(names, speech.start, speech.end, other)
    return replace(last, text=without_marks(said), start=speech.start, end=speech.end, verb=None)


def _introduced(names: Names, last: Quote, start: int) -> str | None:
    """The one person whom the text names between the words of saying before and the speech."""
    return _only_person(names, clause_end(names.text, last.end + 1), start)


def _standing_alone(names: Names, speech: Speech, last: Quote | None) -> Quote | None:
    """A paragraph of nothing but speech, after one that names a single person."""
    text, said = names.text, names.text[speech.start : speech.end]
    before = text[: speech.outer_start].rstrip(" ")
    is_paragraph = before.endswith("\n\n") and text[speech.outer_end :].lstrip(" .,")[:1] in ("", "\n")
    if last or not is_paragraph or not _is_sentence(said) or len(said.split()) < FEWEST_WORDS_UNSAID:
        return None
    speaker = _only_person(names, max(0, speech.start - LOOK_BACK), speech.start)
    return _spoken(names, speech.start, speech.end, speaker) if speaker else None


def _only_person(names: Names, start: int, end: int) -> str | None:
    people = {find.name for _, find in names.within(start, end) if find.label == PER}
    return people.pop() if len(people) == 1 else None


def _is_said(said: str) -> bool:
    words = said.split()
    return len(words) >= FEWEST_WORDS or (len(words) > 1 and not said.islower()) or _is_exclaimed(said)


def _is_exclaimed(said: str) -> bool:
    """Whether a single word is an answer and no scare quote: »Ja,« svarer hun."""
    return said[:1].isupper() and said.rstrip()[-1:] in ("!", "?", ",", ".")


def _is_sentence(said: str) -> bool:
    """Whether the words could be speech of their own: not a scare quote, not a title."""
    words = said.split()
    return len(words) >= FEWEST_WORDS and said[:1].isupper() and said.rstrip()[-1:] in ".!?,…"


def _dashed_quote(
    names: Names, speech: Speech, last: Quote | None
) -> tuple[Quote, Attribution | None] | None:
    text, place = names.text, speech.start
    while within := said_within(text, speech, place):
        match, attribution = within
        if match["end"] and _speaker(names, attribution, last) is not None:
            end = match.start() + (match["end"] in "!?…")
            return _quote(names, speech.start, end, attribution, last), attribution
        place = match.end("verb")
    said = text[speech.start : speech.end].rstrip()
    before = said_before(text, speech.outer_start) or _person_before_colon(names, speech)
    if before and _is_sentence(said):
        return _quote(names, speech.start, speech.start + len(said), before, last), before
    goes_on = last is not None and not text[last.end : speech.outer_start].count("\n\n") > 1
    if not goes_on or last is None or not _FIRST_PERSON.search(said) or not _is_sentence(said):
        return None
    end = speech.start + len(said)
    return replace(last, text=without_marks(said), start=speech.start, end=end, verb=None), None


def _person_before_colon(names: Names, speech: Speech) -> Attribution | None:
    """A sentence about a person that ends in a colon: "Her glæder direktør NN sig:"."""
    before = colon_before(names.text, speech.outer_start)
    return before if before and _only_person(names, before.start, before.end) else None


def _speaker(names: Names, attribution: Attribution, last: Quote | None) -> str | None:
    return speaker_in(names, attribution, (last.end, last.speaker) if last else None)


def _quote(names: Names, start: int, end: int, attribution: Attribution, last: Quote | None) -> Quote:
    speaker = _speaker(names, attribution, last)
    role = role_beside(names, attribution, speaker)
    return Quote(
        text=without_marks(names.text[start:end]),
        start=start,
        end=end,
        speaker=speaker,
        title=role.title if role else None,
        organisation=role.organisation if role else None,
        verb=attribution.verb,
    )


def _spoken(names: Names, start: int, end: int, speaker: str) -> Quote:
    """Speech that somebody is given without words of saying."""
    role = next(iter(names.roles.get(speaker, ())), None)
    title, organisation = (role.title, role.organisation) if role else (None, None)
    return Quote(without_marks(names.text[start:end]), start, end, speaker, title, organisation)

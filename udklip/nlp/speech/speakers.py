"""Whom the words of saying mean: a person named there, a pronoun's, a title's, else an organisation."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from udklip.core.analysis import Role
from udklip.nlp.danish_words import TITLE
from udklip.nlp.finds import ORG, PER, Find
from udklip.nlp.people.roles import Roles, roles_at
from udklip.nlp.speech.sayings import Attribution

_PRONOUN = re.compile(r"\b(?:han|hun|hon|he|she)\b", re.IGNORECASE)
_OPENING_PRONOUN = re.compile(r"\s*(?:(?:han|hun|hon|he|she)\b|de(?=\s*[,.:]))", re.IGNORECASE)
_TITLED = re.compile(rf"\s*(?:den\s[a-zæøå]+\s)?(?:[a-zæøå]+\s)?({TITLE})(?:e?n)?\b(?!\s+[A-ZÆØÅ])")
_FROM_TITLED = re.compile(
    rf"\s*(?:det|den|\w+n|\w+t)\sfra\s(?:den\s[a-zæøå]+\s)?({TITLE})(?:e?n)?\b(?!\s+[A-ZÆØÅ])"
)
LOOK_BACK_FOR_TITLES = 20_000
REACH_OF_PRONOUNS = 1_500


@dataclass(frozen=True, slots=True)
class Names:
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


def speaker_in(names: Names, attribution: Attribution, last: tuple[int, str | None] | None) -> str | None:
    """The person in the words of saying, else the one a pronoun or a title means, else the organisation.

    `last` is where the speech before ended, and who spoke.
    """
    named = [find for _, find in names.within(attribution.start, attribution.end)]
    person = next((find for find in named if find.label == PER), None)
    is_before = attribution.start == attribution.speech
    if not is_before and _OPENING_PRONOUN.match(names.text, attribution.start, attribution.end):
        return _meant_by_pronoun(names, attribution.speech, last)
    if person:
        return person.name
    if is_before and _PRONOUN.search(names.text, attribution.start, attribution.end):
        return _meant_by_pronoun(names, attribution.speech, last)
    for pattern in (_TITLED, _FROM_TITLED):
        if titled := pattern.match(names.text, attribution.start, attribution.end):
            return names.holder_of(titled[1], attribution.speech)
    return next((find.name for find in named if find.label == ORG), None)


def role_beside(names: Names, attribution: Attribution, speaker: str | None) -> Role | None:
    """The role that stands with the words of saying, else the person's first in the text."""
    for place, find in names.within(attribution.start, attribution.end):
        if find.label == PER and find.name == speaker:
            beside = roles_at(names.text, names.finds, place)
            if beside:
                return beside[0]
    known = names.roles.get(speaker, ()) if speaker else ()
    return known[0] if known else None


def _meant_by_pronoun(names: Names, speech: int, last: tuple[int, str | None] | None) -> str | None:
    """The person named last since the speech before, whom nobody has quoted, else whoever spoke then."""
    since = last[0] if last else 0
    between = names.last_person_between(max(since, speech - REACH_OF_PRONOUNS), speech)
    if between:
        return between.name
    return last[1] if last else None

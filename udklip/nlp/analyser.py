"""The language part's public face: texts in, analyses out."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import repeat
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from udklip.core.analysis import Analysis, Mention, Role
from udklip.core.reading import Kind
from udklip.nlp.documents import reasons_in
from udklip.nlp.finds import LOC, ORG, PER, Find, finds_in
from udklip.nlp.kinds import kind_of
from udklip.nlp.money.amounts import find_amounts
from udklip.nlp.people.contacts import find_contacts
from udklip.nlp.people.roles import Roles, find_roles, parties_in
from udklip.nlp.pipeline import WORDS_REMEMBERED, documents, load_pipeline
from udklip.nlp.register import Register
from udklip.nlp.speech.quotes import quotes_with_sayings
from udklip.nlp.speech.reports import find_reports
from udklip.nlp.speech.speakers import Names

ZONE = 512
"""Texts after which spaCy's memory of new words is let go."""


class Analyser:
    """Finds names, quotes, amounts and contacts. Made once a process: the model is loaded here."""

    def __init__(
        self, register: Register | None, model: str | Path | None = None, *, explain: bool = False
    ) -> None:
        """Load the pipeline; without a register, names are canonical as the text gives them.

        With `explain`, each mention says why it has its canonical name.

        Raises:
            UdklipError: where the model is missing or cannot be loaded.
        """
        known = register or Register()
        self._partners = frozenset(block.name for block in known.organisations if block.is_partner)
        self._registered = {
            ORG: frozenset(known.by_name),
            PER: frozenset(person.name for person in known.people),
            LOC: frozenset[str](),
        }
        self._nlp: Language = load_pipeline(known, model)
        self._known_roles = {
            person.name: (Role(person.title, person.organisation),)
            for person in known.people
            if person.title or person.organisation
        }
        self._explain = explain
        self._zone = ExitStack()
        self._in_zone = 0

    def analyse(
        self,
        texts: Sequence[str],
        kinds: Sequence[Kind | None] | None = None,
        languages: Sequence[str | None] | None = None,
    ) -> list[Analysis]:
        """Analyse `texts` in one batch; where a kind is not given, the text's own signs decide."""
        if not texts:
            return []
        self._begin_zone(len(texts))
        given = zip(texts, kinds or repeat(None), languages or repeat(None), strict=False)
        return [
            self._analysis(doc, text, kind, language)
            for doc, (text, kind, language) in zip(documents(self._nlp, texts), given, strict=False)
        ]

    def _begin_zone(self, count: int) -> None:
        """Let go of what spaCy remembers of earlier texts, but not at every call: common words come back."""
        if not self._in_zone and len(self._nlp.vocab) < WORDS_REMEMBERED:
            return
        self._in_zone += count
        if self._in_zone > ZONE:
            self._zone.close()
            self._in_zone = count
        if self._in_zone == count:
            self._zone.enter_context(self._nlp.memory_zone())

    def _analysis(self, doc: Doc, text: str, kind: Kind | None, language: str | None) -> Analysis:
        finds = [_trimmed(text, find) for find in finds_in(doc)]
        roles = self._roles(text, finds)
        names = Names(text, finds, roles)
        quotes = quotes_with_sayings(names)
        why = reasons_in(doc) if self._explain else {}
        mentions = {label: tuple(self._mentions(text, finds, label, roles, why)) for label in (ORG, PER, LOC)}
        return Analysis(
            text=text,
            kind=kind or kind_of(text),
            language=language,
            organisations=mentions[ORG],
            people=mentions[PER],
            places=mentions[LOC],
            quotes=tuple(quote for quote, _ in quotes),
            reports=find_reports(names, quotes),
            amounts=find_amounts(text),
            contacts=find_contacts(text, finds),
        )

    def _roles(self, text: str, finds: Sequence[Find]) -> Roles:
        """The roles that the text gives, and the register's of people whom it gives none."""
        found = find_roles(text, finds)
        return {
            **found,
            **{name: roles for name, roles in self._known_roles.items() if found.get(name) == ()},
        }

    def _mentions(
        self, text: str, finds: Sequence[Find], label: str, roles: Roles, why: Mapping[int, str]
    ) -> Iterator[Mention]:
        partners = self._partners
        parties = parties_in(text, finds) if label == PER else {}
        for find in finds:
            if find.label == label:
                yield Mention(
                    text=text[find.start : find.end],
                    start=find.start,
                    end=find.end,
                    name=find.name,
                    partner=label == ORG and find.name in partners,
                    found_by=find.found_by,
                    titles=roles.get(find.name, ()) if label == PER else (),
                    why=why.get(find.start, ""),
                    party=parties.get(find.name) if label == PER else None,
                    registered=find.name in self._registered[label],
                )


def _trimmed(text: str, find: Find) -> Find:
    """Without the full stop of a sentence that the tokeniser left on the name ("Novo Nordisk A/S.")."""
    printed = text[find.start : find.end]
    is_stop = printed.endswith(".") and printed.count(".") == 1
    return replace(find, end=find.end - 1) if is_stop and find.length > 1 else find

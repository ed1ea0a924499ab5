"""Names of the register: every form, in any case where it is long, and short forms only with support in the text."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from udklip.nlp.danish_words import TITLE_PREPOSITIONS, is_title
from udklip.nlp.documents import original_text, reasons_in, text_of
from udklip.nlp.finds import ORG, PER, Find, finds_in, overlaid, put_finds
from udklip.nlp.register import Organisation, Register

FACTORY = "udklip_register"
GENITIVES = ("", "s", "'s", "'")
LONGEST_EXACT = 4
_COMPOUND = re.compile(r"(?<![\w-])([A-ZÆØÅ][\w.]*)-([a-zæøå]\w+)")
_LIST_GAPS = (", ", " og ", ", og ", " and ", " samt ", "/", " eller ", " (")


@dataclass(frozen=True, slots=True)
class _Match:
    find: Find
    organisation: Organisation
    form: str
    sure: bool


class RegisterNames:
    """Pipeline component: marks the register's organisations and people."""

    def __init__(self, nlp: Language, name: str, register: Register) -> None:
        """Make the patterns, each form with the endings a genitive gives it."""
        self.name = name
        self._forms = dict(register.forms)
        self._people = {person.name for person in register.people}
        self._any_case = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        for form in (*self._forms, *self._people):
            self._add(nlp.make_doc, form)

    def __call__(self, doc: Doc) -> Doc:
        """Add the register's names; they win over other finds, but for longer names that hold them."""
        matches = self._matches(doc)
        organisations = [match for match in matches if isinstance(match, _Match)]
        people = [match for match in matches if isinstance(match, Find)]
        supported = dict(_supported(text_of(doc), original_text(doc), organisations))
        if found := [*people, *supported]:
            put_finds(doc, overlaid(finds_in(doc), found))
            reasons_in(doc).update({find.start: why for find, why in supported.items()})
            reasons_in(doc).update({find.start: "a person of the register" for find in people})
        return doc

    def _add(self, make_doc: Callable[[str], Doc], form: str) -> None:
        if len(form) <= LONGEST_EXACT:
            spelled = {variant + ending for variant in (form, form.upper()) for ending in GENITIVES}
            self._exact.add(form, [make_doc(text) for text in sorted(spelled)])
        else:
            spelled = {variant + ending for variant in (form, form.lower()) for ending in GENITIVES}
            self._any_case.add(form, [make_doc(text) for text in sorted(spelled)])

    def _matches(self, doc: Doc) -> list[_Match | Find]:
        found: list[_Match | Find] = []
        for matcher in (self._any_case, self._exact):
            for key, start, end in matcher(doc):
                span = doc[start:end]
                form = doc.vocab.strings[key]
                if _has_capitals_of(span.text, form):
                    found.append(self._match(form, span.start_char, span.end_char, span.text))
        return [*found, *self._compounds(text_of(doc))]

    def _compounds(self, text: str) -> Iterable[_Match]:
        """Forms that a compound begins with: "DTU-professor". A title after a short form supports it."""
        for match in _COMPOUND.finditer(text) if "-" in text else ():
            organisation = self._forms.get(match[1])
            if organisation:
                sure = is_title(match[2]) or not organisation.needs_support(match[1])
                find = Find(match.start(), match.end(), ORG, FACTORY, organisation.name)
                yield _Match(find, organisation, match[1], sure)

    def _match(self, form: str, start: int, end: int, printed: str) -> _Match | Find:
        if form in self._people:
            return Find(start, end, PER, FACTORY, form)
        organisation = self._forms[form]
        is_other_case = len(form) <= LONGEST_EXACT and not printed.startswith(form)
        sure = not organisation.needs_support(form) and not is_other_case
        return _Match(Find(start, end, ORG, FACTORY, organisation.name), organisation, form, sure)


@Language.factory(FACTORY, default_config={"register": {}}, assigns=["doc.ents"])
def make_register_names(nlp: Language, name: str, register: dict[str, Any]) -> RegisterNames:
    """The component for a register given as the plain values of its TOML file."""
    return RegisterNames(nlp, name, Register.model_validate(register))


def _has_capitals_of(printed: str, form: str) -> bool:
    """Whether every word that the form capitalises is capitalised in print: "dansk industri" is nobody."""
    theirs, ours = printed.split(), form.split()
    return all(not our[0].isupper() or their[0].isupper() for their, our in zip(theirs, ours, strict=False))


def _supported(text: str, original: str, matches: Sequence[_Match]) -> Iterator[tuple[Find, str]]:
    """The sure matches, and of the others those that something in the text supports; each with what supports it."""
    ordered = sorted(matches, key=lambda match: (match.find.start, -match.find.end))
    named = {match.organisation.name for match in ordered if match.sure}
    at_home = _with_address(original, (match.organisation for match in ordered if not match.sure))
    listed = _in_lists(text, ordered)
    for place, match in enumerate(ordered):
        form, name = f"“{match.form}”", match.organisation.name
        is_own_form = text.startswith(match.form, match.find.start)
        if match.sure:
            yield match.find, f"{form} is a form of the register"
        elif name in named:
            yield match.find, f"short form {form}, and another form of the same stands in the text"
        elif name in at_home:
            yield (
                match.find,
                f"short form {form}, and an address at {match.organisation.web} stands in the text",
            )
        elif place in listed:
            yield match.find, f"short form {form}, in a list with a name of the register"
        elif is_own_form and _is_office(text, match.find.start):
            yield match.find, f"short form {form}, behind a title that is held there"


def _with_address(text: str, organisations: Iterable[Organisation]) -> set[str]:
    """The names of the organisations of which an address, at their host or beneath it, stands in the text."""
    webs = {organisation.name: organisation.web for organisation in organisations if organisation.web}
    lower = text.lower() if webs else ""
    return {name for name, web in webs.items() if any(mark + web in lower for mark in "@./")}


def _in_lists(text: str, matches: Sequence[_Match]) -> set[int]:
    """The places of matches that stand in an enumeration with a sure one."""
    listed: set[int] = set()
    chain: list[int] = []
    for place, match in enumerate(matches):
        if chain and text[matches[chain[-1]].find.end : match.find.start] not in _LIST_GAPS:
            listed.update(_supported_chain(matches, chain))
            chain = []
        chain.append(place)
    listed.update(_supported_chain(matches, chain))
    return listed


def _supported_chain(matches: Sequence[_Match], chain: Sequence[int]) -> Sequence[int]:
    return chain if len(chain) > 1 and any(matches[place].sure for place in chain) else ()


def _is_office(text: str, start: int) -> bool:
    """Whether a title and a preposition stand before `start`: "direktør i DI"."""
    before = text[max(0, start - 60) : start].split()[-2:]
    if len(before) < 2 or before[1] not in TITLE_PREPOSITIONS:
        return False
    return is_title(before[0])

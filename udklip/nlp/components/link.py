"""Gives every name its canonical form: the register's, else the fullest that the text gives."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.documents import definitions, reasons_in, text_of
from udklip.nlp.finds import LOC, PER, Find, finds_in, put_finds
from udklip.nlp.genitives import Genitives, without_form
from udklip.nlp.known_names import KnownNames
from udklip.nlp.register import Register
from udklip.nlp.spelling import SHORTEST_MENDED, compact, is_slip

FACTORY = "udklip_link"


class Link:
    """Pipeline component: writes canonical names."""

    def __init__(self, name: str, register: Register, names: KnownNames) -> None:
        """Prepare the register's forms; those that need support were linked by the register's own component."""
        sure = [(form, block.name) for form, block in register.forms if not block.needs_support(form)]
        self._exact = {compact(form): name for form, name in sure}
        self._long = [(form, name) for form, name in sure if len(form) >= SHORTEST_MENDED]
        self.name = name
        self._names = names
        self._genitives = Genitives(names)
        self._slips: dict[str, str | None] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Name every find."""
        text, finds = text_of(doc), finds_in(doc)
        bare = self._genitives.bare_names(text, finds)
        defined = definitions(doc)
        full = _full_names([name for find, name in zip(finds, bare, strict=True) if find.label == PER])
        full |= _couples(text, finds, bare)
        named = [
            find
            if find.name and name not in defined
            else replace(find, name=self._name(find, name, defined, full))
            for find, name in zip(finds, bare, strict=True)
        ]
        reasons = reasons_in(doc)
        for before, find, name in zip(finds, named, bare, strict=True):
            if find is not before or find.start not in reasons:
                reasons[find.start] = self._reason(find, name, defined)
        put_finds(doc, _same_spelling(named))
        return doc

    def _name(self, find: Find, bare: str, defined: Mapping[str, str], full: Mapping[str, str]) -> str:
        if find.label == PER:
            return full.get(bare, bare)
        if find.label == LOC:
            return self._names.mended_place(bare) or self._names.in_small_letters(bare)
        meant = defined.get(bare, bare)
        return self._registered(meant) or meant

    def _reason(self, find: Find, bare: str, defined: Mapping[str, str]) -> str:
        meant = defined.get(bare, bare)
        if meant != bare:
            return f"“{bare}” is defined in the text as “{meant}”"
        if find.label == PER and find.name != bare:
            return f"“{bare}” is a part of the one full name in the text"
        if self._exact.get(compact(bare)) == find.name:
            return f"“{bare}” is spelled like a form of the register"
        return (
            f"“{bare}” is a form of the register, misspelt or damaged"
            if find.name != bare
            else "as the text has it"
        )

    def _registered(self, name: str) -> str | None:
        exact = self._exact.get(compact(name))
        if exact is not None:
            return exact
        if name not in self._slips:
            if len(self._slips) > 50_000:
                self._slips.clear()
            self._slips[name] = next((ours for form, ours in self._long if is_slip(name, form)), None)
        return self._slips[name]


@Language.factory(FACTORY, default_config={"register": {}}, assigns=["doc.ents"])
def make_link(nlp: Language, name: str, register: dict[str, Any]) -> Link:
    """The component for a register given as the plain values of its TOML file."""
    return Link(name, Register.model_validate(register), KnownNames.of(nlp))


def _couples(text: str, finds: Sequence[Find], bare: Sequence[str]) -> dict[str, str]:
    """A first name that stands for its bearer beside the other's full name: "Ronja og Emil Vang"."""
    return {
        one: f"{one} {other.partition(' ')[2]}"
        for (find, one), (following, other) in pairwise(zip(finds, bare, strict=True))
        if find.label == following.label == PER
        and " " not in one
        and " " in other
        and text[find.end : following.start] == " og "
    }


def _full_names(people: Sequence[str]) -> dict[str, str]:
    """What stands for one full name of the text: surnames, first names, and full names with a name left out."""
    fulls = set(people) - {name for name in people if " " not in name}
    shorter = _owned({full: {f"{full.split()[0]} {full.split()[-1]}"} for full in fulls})
    parts = {
        full: {full.split()[0], full.split()[-1], full.partition(" ")[2]} for full in fulls - set(shorter)
    }
    return shorter | _owned(parts)


def _owned(forms: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The forms that belong to one full name alone."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for full, shorts in forms.items():
        for short in shorts:
            if short != full:
                owners[short].add(full)
    return {short: next(iter(names)) for short, names in owners.items() if len(names) == 1}


def _same_spelling(finds: Sequence[Find]) -> list[Find]:
    """Names that differ in case or spaces alone ("BioPeople", "Biopeople") get the commonest spelling, the first.

    A firm that the text names with and without its form ("Novo Nordisk A/S") is named without.
    """
    known = {find.name for find in finds}
    finds = [
        replace(find, name=bare) if (bare := without_form(find.name)) in known else find for find in finds
    ]
    spellings: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for find in finds:
        spellings[find.label, compact(find.name)][find.name] += 1
    common = {
        key: max(counts, key=lambda name: (not name.isupper(), counts[name]))
        for key, counts in spellings.items()
    }
    return [replace(find, name=common[find.label, compact(find.name)]) for find in finds]

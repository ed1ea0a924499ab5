"""What stands beside a lone word tells what it names: firms leave, hire and raise money, towns are lived in."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.danish_words import GENERIC_WORDS, is_title
from udklip.nlp.documents import text_of
from udklip.nlp.finds import LOC, MODEL, ORG, PER, Find, change_finds, finds_in, overlaid
from udklip.nlp.known_names import KnownNames

FACTORY = "udklip_context"
_FIRM_BEFORE = re.compile(
    r"(?:\b(?:hos|stiftede|stiftet|grundlagde|aktien i|aktier i|medarbejdere i|ansat i|ansatte i|kunder i|investerer i"
    r"|bestyrelsen i|ejer|ejede|opkøber|opkøbte|virksomhed|selskabet?|navnet|kontrakt med|aftale med)\s)$",
    re.IGNORECASE,
)
_FIRM_AFTER = re.compile(
    r"(?:'?s)?(?:,\s(?:der|som))?\s(?:har\s(?:omkring\s|cirka\s|ca\.\s|over\s)?\d+\s(?:ansatte|medarbejdere|kunder)"
    r"|(?:fik|hentede|rejste|henter|rejser|har\shentet|omsatte|omsætter|byder|bød)\s(?:for\s|på\s)?(?:\D{0,20})\d"
    r"|opjuster|nedjuster|leverer|producerer|fremstiller|omsætter|udvikler|sælger|ansætter|fyrer|afskediger|opkøber"
    r"|lancerer|børsnoter|holder\stil\si|aktie|kunder|omsætning|produkter|medarbejdere|bestyrelse|fabrik|hovedkontor)"
)
_EMPLOYER = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÆØÅ][\w&]{3,})"
    r"(?=\s(?:har|beskæftiger)\s(?:omkring\s|cirka\s|ca\.\s|over\s)?\d[\d.]*\s(?:ansatte|medarbejdere))"
)
_PERSON_AFTER = re.compile(r"\s(?:siger|sagde|fortæller|mener|udtaler|griner|tilføjer|forklarer|svarer)\b")
_ROAD = "(?:vej|gade|allé|plads|torv|boulevard|stræde)e?n?"
_STREET_END = re.compile(rf"(?i:{_ROAD})$")
_STREET_BEHIND = re.compile(rf" (?i:{_ROAD})\b")
_LIVED_IN = re.compile(r"(?:^|\s)(?:i|in|till?|fra|from|nær|ved)\s$", re.IGNORECASE)
LOOK_BACK = 24


class Context:
    """Pipeline component: corrects the model where it calls a lone unknown word a person."""

    def __init__(self, name: str, names: KnownNames) -> None:
        """`names` tells which words are people and places."""
        self.name = name
        self._names = names

    def __call__(self, doc: Doc) -> Doc:
        """Decide by all occurrences of a word together."""
        finds = finds_in(doc)
        text = text_of(doc)
        labels = self._labels(text, finds)
        relabelled = [_relabelled(text, find, labels) for find in finds]
        change_finds(doc, finds, overlaid(self._employers(text), relabelled))
        return doc

    def _employers(self, text: str) -> Iterator[Find]:
        """Unmarked words that employ people: "Fjordtek har 9 ansatte"."""
        for match in _EMPLOYER.finditer(text):
            word = match["name"]
            if word.lower() not in GENERIC_WORDS and not is_title(word) and not self._names.is_ordinary(word):
                yield Find(match.start("name"), match.end("name"), ORG, FACTORY)

    def _labels(self, text: str, finds: Sequence[Find]) -> Mapping[str, str]:
        """The words that are no people after all, with what they are."""
        surnames = {word for find in finds if find.label == PER for word in _words(text, find)[1:]}
        lone = [
            find for find in finds if find.label == PER and find.found_by == MODEL and _is_lone(text, find)
        ]
        labels: dict[str, str] = {}
        for find in lone:
            word = _word(text, find)
            if word not in surnames and (label := self._label(text, find)):
                labels[word] = label
        return labels

    def _label(self, text: str, find: Find) -> str | None:
        word, before = _word(text, find), text[max(0, find.start - LOOK_BACK) : find.start]
        if _PERSON_AFTER.match(text, find.end):
            return None
        if self._names.is_place(word):
            return LOC if _LIVED_IN.search(before) or self._names.is_only_place(word) else None
        if self._names.is_of_person(word):
            return None
        return ORG if _FIRM_BEFORE.search(before) or _FIRM_AFTER.match(text, find.end) else None


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_context(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the lists of names of the pipeline's model."""
    return Context(name, KnownNames.of(nlp))


def _words(text: str, find: Find) -> Sequence[str]:
    return text[find.start : find.end].removesuffix("'s").split()


def _is_lone(text: str, find: Find) -> bool:
    return " " not in text[find.start : find.end]


def _word(text: str, find: Find) -> str:
    printed = text[find.start : find.end]
    return printed.removesuffix("'s").removesuffix("s") if printed.endswith("s") else printed


def _relabelled(text: str, find: Find, labels: Mapping[str, str]) -> Find:
    street = _STREET_END.search(text[find.start : find.end]) or _STREET_BEHIND.match(text, find.end)
    if find.label != LOC and street:
        return replace(find, end=max(find.end, street.end()), label=LOC, found_by=FACTORY)
    label = labels.get(_word(text, find)) if find.label == PER and _is_lone(text, find) else None
    return replace(find, label=label, found_by=FACTORY) if label else find

"""Mends what the statistical model marks: other models' labels, words glued on, headings and titles as names."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.danish_words import (
    GENERIC_PLURALS,
    GENERIC_WORDS,
    OPENING_WORDS,
    PARTY_LETTERS,
    PORTFOLIO_WORDS,
    THING_NOUN,
    is_title,
)
from udklip.nlp.documents import text_of
from udklip.nlp.finds import LOC, ORG, PER, Find, finds_in, put_finds
from udklip.nlp.known_names import KnownNames
from udklip.nlp.runs import Word, gap, is_opening, opens_sentence, owns_another, words_of

FACTORY = "udklip_tidy"
LABELS = {
    "PER": PER, "PERSON": PER, "PRS": PER,
    "ORG": ORG, "GPE_ORG": ORG, "NORP": "",
    "LOC": LOC, "GPE": LOC, "GPE_LOC": LOC, "FAC": LOC,
}  # fmt: skip
LONGEST_NAME = 120
LOOK_BACK = 24


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_tidy(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy hands both to every factory
    """The component, with the lists of names of the pipeline's model: keep what can be a name."""
    names = KnownNames.of(nlp)

    def tidy(doc: Doc) -> Doc:
        text, before = text_of(doc), finds_in(doc)
        things = {text[find.start : find.end] for find in before if _is_thing(text, find.start)}
        kept = [part for find in before for part in tidied(text, find, names)]
        put_finds(doc, [find for find in kept if text[find.start : find.end] not in things])
        return doc

    return tidy


def tidied(text: str, find: Find, names: KnownNames) -> Iterator[Find]:
    """What is left of one find, relabelled, taken apart and trimmed: nothing, itself, or the names it held."""
    label = LABELS.get(find.label)
    if not label or find.length > LONGEST_NAME:
        return
    inside = words_of(text[find.start : find.end])
    words = [Word(word.text, word.start + find.start, word.end + find.start) for word in inside]
    for part in _parts(text, words):
        kept = _trimmed(text, part)
        if _is_name(text, kept, label) and not _is_ordinary(text, kept, names):
            yield replace(find, start=kept[0].start, end=kept[-1].end, label=label)


def _parts(text: str, words: list[Word]) -> Iterator[list[Word]]:
    """The find's words, cut at line breaks, after a genitive that owns the rest, and at "og" before a small word."""
    part: list[Word] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        if part and word.text in ("og", "samt") and following and following.text.islower():
            yield part
            part = []
            continue
        if part and ("\n" in gap(text, part[-1], word) or owns_another(part[-1].text, word.text)):
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _trimmed(text: str, words: list[Word]) -> list[Word]:
    """Without the words of a sentence's opening and the title ("Head of") that stand before the name."""
    first = 0
    while first < len(words) - 1 and (not words[first].is_capitalised or is_opening(text, words[first])):
        first += 1
    last = len(words)
    while last > first + 1 and words[last - 1].text in OPENING_WORDS:
        last -= 1
    return words[first:last]


def _is_name(text: str, words: list[Word], label: str) -> bool:
    capitals = {word.text.lower() for word in words if word.is_capitalised}
    if capitals and capitals <= PORTFOLIO_WORDS:
        return False
    if len(words) > 1:
        return label == PER or not _is_a_sentences_opening(text, words)
    lower = words[0].text.lower()
    if words[0].text in PARTY_LETTERS and text[words[0].start - 1 : words[0].start] == "(":
        return False
    if lower.removesuffix("s") in GENERIC_WORDS or lower in GENERIC_WORDS or is_title(lower):
        return False
    return not ("-" in lower and lower.endswith(GENERIC_PLURALS))


def _is_ordinary(text: str, words: list[Word], names: KnownNames) -> bool:
    """Whether a lone word only opens a sentence ("Kapitalen"), or names a thing: "programmet Bedre Hjemme"."""
    start = words[0].start
    if _is_thing(text, start):
        return True
    return len(words) == 1 and opens_sentence(text, start) and names.is_ordinary(words[0].text)


def _is_thing(text: str, start: int) -> bool:
    """Whether the noun of a thing stands right before: "programmet"."""
    before = text[max(0, start - LOOK_BACK) : start].rsplit(maxsplit=1)[-1:]
    return bool(before) and text[start - 1] == " " and THING_NOUN.fullmatch(before[0]) is not None


def _is_a_sentences_opening(text: str, words: list[Word]) -> bool:
    """Whether the only capital is a sentence's first: "Forretningsmodellen for klyngen"."""
    return not any(word.is_capitalised for word in words[1:]) and opens_sentence(text, words[0].start)

"""What the whole text says of a name: short forms in brackets, one label a name, unmarked occurrences, lists."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.danish_words import GENERIC_PLURALS, GENERIC_WORDS, PARTY_LETTERS
from udklip.nlp.documents import keep_definitions, runs_in, text_of, words_in
from udklip.nlp.finds import MODEL, ORG, PER, Find, change_finds, finds_in, overlaid
from udklip.nlp.genitives import without_form
from udklip.nlp.known_names import KnownNames
from udklip.nlp.runs import Word, gap, is_opening, opens_sentence, words_of
from udklip.nlp.short_forms import COUNTRY_CODES, Definition, defined_in
from udklip.nlp.spelling import compact, without_apostrophe

FACTORY = "udklip_document"
RULE_WEIGHT, MODEL_WEIGHT = 3, 1
SHORTEST_CARRIED = 3
LISTED = 5
FEWEST_FELLOWS = 3
_BRACKETED = re.compile(r"^ \([^)]{1,12}\)")
_CAPITALS = re.compile(r" \(([A-ZÆØÅ]{2,6})\)")
_LIST_GAPS = (", ", " og ", ", og ", " samt ", ",", " and ")


class WholeDocument:
    """Pipeline component: makes a document's names agree."""

    def __init__(self, name: str, names: KnownNames) -> None:
        """`names` tells what never becomes an organisation by the company it keeps."""
        self.name = name
        self._names = names

    def __call__(self, doc: Doc) -> Doc:
        """In order: definitions, ordinary words out, one label a name, lists, unmarked occurrences."""
        text = text_of(doc)
        words = words_in(doc)
        before = finds_in(doc)
        finds = _with_definitions(doc, words, before)
        finds = list(_without_ordinary_words(text, words, finds))
        finds = overlaid(finds, self._listed(text, _lists(text, words, runs_in(doc)), finds))
        finds = list(_without_adjectives(text, finds))
        labels = _labels(text, finds)
        finds = [_relabelled(text, find, labels) for find in finds]
        change_finds(doc, before, overlaid(_unmarked(text, words, finds), finds))
        return doc

    def _listed(self, text: str, lists: Iterable[list[Find]], finds: Sequence[Find]) -> Iterator[Find]:
        """The rest of a list of five items or more of which half are organisations, or all but one of four."""
        known = {find.start: find for find in finds}
        for items in lists:
            labels = [known[item.start].label if item.start in known else None for item in items]
            if _is_of_organisations(labels):
                yield from (
                    item for item in items if self._may_become_organisation(text, item, known.get(item.start))
                )

    def _may_become_organisation(self, text: str, item: Find, known: Find | None) -> bool:
        if known is None:
            return True
        by_model_alone = known.found_by == MODEL and known.label != ORG
        return by_model_alone and not any(
            map(self._names.is_person_or_place, text[item.start : item.end].split())
        )


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_whole_document(nlp: Language, name: str) -> WholeDocument:
    """The component, with the lists of names of the pipeline's model."""
    return WholeDocument(name, KnownNames.of(nlp))


def _with_definitions(doc: Doc, words: Sequence[Word], finds: list[Find]) -> list[Find]:
    """Full Name (ABBR) makes both an organisation, unless the full name is a person or a place."""
    others = {place for find in finds if find.label != ORG for place in range(find.start, find.end)}
    text = text_of(doc)
    pairs = [pair for pair in defined_in(text, words) if pair.full.start not in others]
    defined = {pair.short.start for pair in pairs}
    pairs += [pair for pair in _bracketed(text, finds) if pair.short.start not in defined]
    keep_definitions(doc, {pair.short.text: pair.full.text for pair in pairs})
    return overlaid(finds, (find for pair in pairs for find in pair.finds(FACTORY)))


def _bracketed(text: str, finds: Sequence[Find]) -> Iterator[Definition]:
    """Capitals in brackets right behind an organisation stand for it, whatever they abbreviate: "… (WHO)"."""
    for find in finds:
        match = _CAPITALS.match(text, find.end) if find.label == ORG else None
        if match and match[1] not in COUNTRY_CODES | PARTY_LETTERS:
            full = Word(text[find.start : find.end], find.start, find.end)
            yield Definition(full, Word(match[1], *match.span(1)))


def _without_ordinary_words(text: str, words: Sequence[Word], finds: Sequence[Find]) -> Iterator[Find]:
    """Without what the model marked and the text also writes in lower case: "Life Science" beside "life science"."""
    ordinary = [word.text for word in words if word.text[0].islower()]
    singles, pairs = set(ordinary), set[tuple[str, str]]()
    for find in finds:
        printed = text[find.start : find.end]
        doubtful = find.found_by == MODEL and find.label != PER and not printed.isupper()
        parts = printed.lower().split()
        if doubtful and singles.issuperset(parts):
            pairs = pairs or set(pairwise(ordinary))
            if pairs.issuperset(pairwise(parts)):
                continue
        yield find


def _without_adjectives(text: str, finds: Sequence[Find]) -> Iterator[Find]:
    """Without what a headline puts before a name that stands elsewhere in the text: "Medicotekniske Fjordtek"."""
    known = {name_key(without_form(text[find.start : find.end])) for find in finds if find.label == ORG}
    for find in finds:
        first, space, rest = text[find.start : find.end].partition(" ")
        is_adjective = find.label == ORG and space and first.endswith(("ske", "ede", "ende"))
        if is_adjective and opens_sentence(text, find.start) and name_key(without_form(rest)) in known:
            yield replace(find, start=find.start + len(first) + 1)
        else:
            yield find


def name_key(text: str) -> str:
    """What two occurrences of a name share: genitives of either kind off, case and spaces folded."""
    return compact(without_apostrophe(text)).removesuffix("s")


def _labels(text: str, finds: Sequence[Find]) -> Mapping[str, str]:
    """Each name's label by majority, where rules and the register weigh more than the model."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for find in finds:
        printed = text[find.start : find.end]
        for key in {name_key(printed), name_key(without_form(printed))}:
            votes[key][find.label] += MODEL_WEIGHT if find.found_by == MODEL else RULE_WEIGHT
    return {key: counts.most_common(1)[0][0] for key, counts in votes.items()}


def _relabelled(text: str, find: Find, labels: Mapping[str, str]) -> Find:
    label = labels[name_key(text[find.start : find.end])]
    return find if label == find.label else replace(find, label=label, found_by=FACTORY)


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    label: str


def _unmarked(text: str, words: Sequence[Word], finds: Sequence[Find]) -> Iterator[Find]:
    """The occurrences of marked names that nothing marked, surnames of people included."""
    by_first = _by_first_word(text, finds)
    reached = 0
    for place, word in enumerate(words):
        if place < reached or not word.is_capitalised:
            continue
        names = by_first.get(_key(word.text), ())
        name = next((name for name in names if _stands(text, words, place, name)), None)
        if name is not None:
            reached = place + len(name.words)
            yield Find(word.start, words[reached - 1].end, name.label, FACTORY)


def _by_first_word(text: str, finds: Sequence[Find]) -> Mapping[str, list[_Name]]:
    names: dict[tuple[str, ...], _Name] = {}
    for find in finds:
        for form in _carried_forms(text[find.start : find.end], find.label):
            parts = tuple(_key(word.text) for word in words_of(form))
            names.setdefault(parts, _Name(parts, find.label))
    by_first: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in sorted(names.values(), key=lambda name: -len(name.words)):
        if name.words and _may_be_carried(name):
            by_first[name.words[0]].append(name)
    return by_first


def _carried_forms(printed: str, label: str) -> Iterator[str]:
    """The forms that a name may take further on: a person's surname, a firm without its legal form."""
    yield printed
    if label == PER and " " in printed:
        yield printed.rpartition(" ")[2]
    if label == ORG:
        yield without_form(printed)


def _may_be_carried(name: _Name) -> bool:
    only = name.words[0]
    return len(name.words) > 1 or (len(only) >= SHORTEST_CARRIED and only not in GENERIC_WORDS)


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    lower = without_apostrophe(word).lower()
    return lower[:-1] if lower.endswith("s") and len(lower) > SHORTEST_CARRIED else lower


def _stands(text: str, words: Sequence[Word], place: int, name: _Name) -> bool:
    if place + len(name.words) > len(words):
        return False
    if len(name.words) == 1:
        return not is_opening(text, words[place])
    return all(
        _key(words[place + step].text) == part
        and (not step or gap(text, words[place + step - 1], words[place + step]) == " ")
        for step, part in enumerate(name.words)
    )


def _is_of_organisations(labels: Sequence[str | None]) -> bool:
    known = labels.count(ORG)
    return (len(labels) >= LISTED and 2 * known >= len(labels)) or (
        known >= FEWEST_FELLOWS and known == len(labels) - 1
    )


def _lists(text: str, words: Sequence[Word], runs: Iterable[range]) -> Iterator[list[Find]]:
    """The enumerations of capitalised items; a bracketed short form belongs to the item before it."""
    items: list[Find] = []
    for run in runs:
        start, end = words[run.start].start, words[run.stop - 1].end
        if text[start - 1 : start] == "(" or text[start:end].lower().endswith(GENERIC_PLURALS):
            continue
        item = Find(start, end, ORG, FACTORY)
        if items and _list_gap(text, items[-1], item) not in _LIST_GAPS:
            yield items
            items = []
        items.append(item)
    yield items


def _list_gap(text: str, one: Find, other: Find) -> str:
    """What stands between two items, a bracketed short form left out."""
    return _BRACKETED.sub("", text[one.end : other.start])

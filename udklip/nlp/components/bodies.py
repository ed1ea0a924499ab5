"""Organisations that their own form gives away: "Novo Nordisk A/S", "Region Midtjylland", "Styrelsen for …"."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp import body_forms as forms
from udklip.nlp.danish_words import (
    BODY_NOUN,
    GENERIC_WORDS,
    KIND_OF_FIRM,
    PLACE_NOUN,
    PORTFOLIO_WORDS,
    TITLE_PREPOSITIONS,
    is_title,
)
from udklip.nlp.documents import runs_in, text_of, words_in
from udklip.nlp.finds import LOC, ORG, PER, Find, change_finds, finds_in, overlaid
from udklip.nlp.known_names import KnownNames
from udklip.nlp.runs import Word, gap

FACTORY = "udklip_bodies"
_WORD = re.compile(r"\S+")

LONGEST_LIST = 16
LONGEST_FORM = 4


def find_bodies(text: str, words: Sequence[Word], runs: Iterable[range]) -> tuple[list[Find], list[Find]]:
    """The organisations and places that `text`'s own words give away.

    Returns the sure ones, and those that only stand where one would, which count where nothing else is known.
    """
    sure, likely = [], []
    for run in runs:
        found = _sure(text, words, run)
        sure += found
        if not found:
            likely += _likely(text, words, run)
    return sure, likely


class Bodies:
    """Pipeline component: adds what `find_bodies` finds."""

    def __init__(self, name: str, names: KnownNames) -> None:
        """`names` tells which words are people and places and never become organisations by where they stand."""
        self.name = name
        self._names = names

    def __call__(self, doc: Doc) -> Doc:
        """Sure finds win over the model's; likely ones fill gaps, and correct what the model only guessed."""
        sure, guessed = find_bodies(text_of(doc), words_in(doc), runs_in(doc))
        parts = [list(self._parts(text_of(doc), find)) for find in guessed]
        sure += [part for cut in parts if len(cut) > 1 for part in cut]
        likely = [cut[0] for cut in parts if len(cut) == 1]
        before = finds_in(doc)
        known = overlaid(before, sure)
        labels = {(find.start, find.end): find.label for find in likely}
        known = [self._corrected(text_of(doc), find, labels) for find in known]
        starts = {find.start for find in known}
        change_finds(doc, before, overlaid((_before_known(find, starts) for find in likely), known))
        return doc

    def _parts(self, text: str, find: Find) -> Iterator[Find]:
        """A body and the person named right behind it: "direktør i Fjordtek Karen Holm"."""
        words = list(_WORD.finditer(text, find.start, find.end))
        for before, first in pairwise(words[:-1]):
            if self._names.is_first_name(first[0]) and not self._names.is_of_person(before[0]):
                yield replace(find, end=before.end())
                yield Find(first.start(), find.end, PER, FACTORY)
                return
        yield find

    def _corrected(self, text: str, find: Find, labels: Mapping[tuple[int, int], str]) -> Find:
        label = labels.get((find.start, find.end), find.label)
        if label == find.label or any(
            map(self._names.is_person_or_place, text[find.start : find.end].split())
        ):
            return find
        return replace(find, label=label, found_by=FACTORY)


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_bodies(nlp: Language, name: str) -> Bodies:
    """The component, with the lists of names of the pipeline's model."""
    return Bodies(name, KnownNames.of(nlp))


def _before_known(find: Find, starts: Set[int]) -> Find:
    """The part of a likely find that another find leaves over: "Folketinget" in "Folketinget Lars Hansen"."""
    cut = next((place for place in range(find.start + 1, find.end) if place in starts), find.end)
    return replace(find, end=cut)


def _sure(text: str, words: Sequence[Word], run: range) -> list[Find]:
    spans = (
        *_by_company_form(words, run),
        *_by_region(words, run),
        *_by_head(text, words, run),
        *_by_ending(words, run),
        *_by_first_word(words, run),
        *_by_association(words, run),
        *_by_swedish_ending(text, words, run),
        *_by_authority(text, words, run),
        *_by_channel(text, words, run),
        *_by_kind(text, words, run),
    )
    return [Find(words[first].start, words[last].end, ORG, FACTORY) for first, last in spans]


def _by_company_form(words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    for place in run[1:]:
        if _bare(words[place]) in forms.COMPANY:
            yield run.start, place
            return


def _by_region(words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    for place in run[:-1]:
        if words[place].text == "Region":
            yield place, place + 1


def _by_ending(words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    for place in reversed(run[1:]):
        ending = _bare(words[place])
        if ending in forms.DANISH_ENDINGS:
            yield run.start, place
            return
        if ending in forms.ENGLISH_ENDINGS:
            yield run.start, _with_place(words, place, run)
            return


def _with_place(words: Sequence[Word], place: int, run: range) -> int:
    """An English name may go on with where it is: "Life Science Innovation North Denmark"."""
    while place + 1 < run.stop and _bare(words[place + 1]) in forms.AFTER_ENDINGS:
        place += 1
    return place


def _by_head(text: str, words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    """As in "Ministeriet for Fødevarer, Landbrug og Fiskeri", "Faculty of Health and Medical Sciences"."""
    head = run.stop - 1
    links = forms.OF_HEADS.get(words[head].text)
    if links is None and forms.HEAD_COMPOUND.fullmatch(words[head].text):
        links = ("for", "til")
    if links is None or head + 2 >= len(words):
        return
    if (
        words[head + 1].text in links
        and words[head + 2].is_capitalised
        and _is_plain(text, words, head, head + 2)
    ):
        is_of_a_place = words[head].text == "University"
        end = _end_of_run(text, words, head + 2) if is_of_a_place else _end_of_list(text, words, head + 2)
        yield _first_of_head(text, words, run), end


def _end_of_run(text: str, words: Sequence[Word], place: int) -> int:
    """The last word of "University of Southern Denmark": what comes after "and" is somebody else."""
    while (
        place + 1 < len(words)
        and words[place + 1].is_capitalised
        and gap(text, words[place], words[place + 1]) == " "
    ):
        place += 1
    return place


def _first_of_head(text: str, words: Sequence[Word], run: range) -> int:
    """Where a name with a head begins: "Nationalt Center for …", "Det Nationale Forsknings- og Analysecenter for …"."""
    first = _before_hyphens(text, words, run.stop - 1)
    if first < run.start:
        while first and words[first - 1].is_capitalised and gap(text, words[first - 1], words[first]) == " ":
            first -= 1
        return first
    if words[run.stop].text == "of":
        return run.start
    before = (place for place in run if not forms.ADJECTIVE.fullmatch(words[place].text))
    return run.start if next(before, run.start) == run.stop - 1 else run.stop - 1


def _by_first_word(words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    """As in "Erhvervsrådet Herning & Ikast-Brande", "Regionshospitalet Gødstrup"."""
    if len(run) > 1 and words[run.start].text in forms.FIRST_WORDS:
        yield run.start, run.stop - 1


def _by_association(words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    """As in "Høreforeningen"; a generic one only where its capital says that it is a name."""
    for place in run:
        printed = words[place].text
        if forms.ASSOCIATION.fullmatch(printed) and not forms.NO_ASSOCIATION.fullmatch(printed):
            yield place, place


def _by_swedish_ending(text: str, words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    """As in "Lunds universitet": Swedish writes the noun small."""
    last = run.stop - 1
    if last + 1 == len(words) or words[last + 1].text not in forms.SWEDISH_ENDINGS:
        return
    if words[last].text.endswith("s") and gap(text, words[last], words[last + 1]) == " ":
        yield run.start, last + 1


def _end_of_list(text: str, words: Sequence[Word], place: int) -> int:
    """The last word of "Cap Cap, Cap og Cap"; a list that no "og" ends is not part of the name."""
    first = reached = place
    while place + 1 < min(len(words), first + LONGEST_LIST):
        between = gap(text, words[place], words[place + 1])
        following = words[place + 1]
        if between == " " and following.text in ("og", "and", "&") and place + 2 < len(words):
            if not words[place + 2].is_capitalised:
                break
            place = reached = place + 2
        elif between in (" ", " & ") and following.is_capitalised:
            place += 1
            reached = place if reached == place - 1 else reached
        elif between == ", " and following.is_capitalised:
            place += 1
        else:
            break
    return reached


def _by_authority(text: str, words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    for place in run:
        bare = _bare(words[place]).lower()
        if forms.AUTHORITY.fullmatch(bare) and not forms.NO_AUTHORITY.fullmatch(bare):
            yield _before_hyphens(text, words, place), place


def _before_hyphens(text: str, words: Sequence[Word], place: int) -> int:
    """The first word of "Klima-, Energi- og Forsyningsministeriet"."""
    first = place
    if place >= 2 and words[place - 1].text == "og" and words[place - 2].text.endswith("-"):
        first = place - 2
        while (
            first
            and words[first - 1].text.endswith("-")
            and gap(text, words[first - 1], words[first]) == ", "
        ):
            first -= 1
    return first if words[first].is_capitalised else place


def _by_channel(text: str, words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    """As in "TV 2" and "Kanal 5"."""
    last = run.stop - 1
    if words[last].text not in forms.CHANNELS or last + 1 == len(words):
        return
    if words[last + 1].text.isdigit() and gap(text, words[last], words[last + 1]) == " ":
        yield last, last + 1


def _by_kind(text: str, words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    """What a firm or body is called by right before its name: "medicinalvirksomheden Bavarian Nordic"."""
    first = run.start
    if first and gap(text, words[first - 1], words[first]) == " ":
        kind = words[first - 1].text
        if first > 2 and words[first - 2].text in TITLE_PREPOSITIONS and is_title(words[first - 3].text):
            return  # "direktør i klyngen Karen Holm"
        if BODY_NOUN.fullmatch(kind) or KIND_OF_FIRM.fullmatch(kind):
            yield first, run.stop - 1


def _likely(text: str, words: Sequence[Word], run: range) -> list[Find]:
    label = _label_from_before(text, words, run.start)
    if len(run) == 1 and words[run.start].text.lower() in GENERIC_WORDS | PORTFOLIO_WORDS:
        return []
    return [Find(words[run.start].start, words[run.stop - 1].end, label, FACTORY)] if label else []


def _label_from_before(text: str, words: Sequence[Word], first: int) -> str | None:
    if not first or gap(text, words[first - 1], words[first]) != " ":
        return None
    before = words[first - 1].text
    if PLACE_NOUN.fullmatch(before):
        return LOC
    is_office = before in TITLE_PREPOSITIONS and first > 1 and is_title(words[first - 2].text)
    return ORG if is_office and gap(text, words[first - 2], words[first - 1]) == " " else None


def _is_plain(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    return all(gap(text, words[place], words[place + 1]) == " " for place in range(first, last))


def _bare(word: Word) -> str:
    """Without a genitive's ending."""
    text = word.text.removesuffix("'s")
    if len(text) > LONGEST_FORM and text.isupper():
        text = text.title()
    return text[:-1] if text.endswith("s") and len(text) > 3 and text[:-1] in forms.ENDINGS else text

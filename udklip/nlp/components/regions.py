"""A region that acts is an organisation, one that is lived in a place: "et sted i Region Sjælland"."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.danish_words import is_title
from udklip.nlp.documents import text_of
from udklip.nlp.finds import LOC, ORG, Find, finds_in, put_finds

FACTORY = "udklip_regions"
_WITHIN = frozenset(("i", "inden for", "rundt i"))
_LOOK_BACK = 80


def regions(doc: Doc) -> Doc:
    """Make places of regions that something is said to be in."""
    text = text_of(doc)
    if "Region " in text:
        put_finds(doc, _relabelled(text, finds_in(doc)))
    return doc


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_regions(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy hands both to every factory
    """The component; a factory of its own, because an entry point takes precedence over what a decorator registers."""
    return regions


def _relabelled(text: str, finds: Sequence[Find]) -> Iterator[Find]:
    for find in finds:
        is_region = find.label == ORG and text.startswith("Region ", find.start)
        yield (
            replace(find, label=LOC, found_by=FACTORY) if is_region and _is_within(text, find.start) else find
        )


def _is_within(text: str, start: int) -> bool:
    """Whether "i" stands before, and no office that is held there."""
    before = text[max(0, start - _LOOK_BACK) : start].split()
    return bool(before) and before[-1] in _WITHIN and not any(map(is_title, before[-3:-1]))

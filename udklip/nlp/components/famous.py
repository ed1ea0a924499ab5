"""Names that every reader of the Danish press knows, whatever the model makes of them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from udklip.nlp.danish_words import PARTY_LETTERS
from udklip.nlp.documents import text_of
from udklip.nlp.finds import ORG, Find, finds_in, overlaid, put_finds
from udklip.nlp.runs import opens_sentence
from udklip.nlp.well_known import well_known

FACTORY = "udklip_famous"
_GENITIVES = ("", "s", "'s")


class Famous:
    """Pipeline component: marks the names of `well_known.toml`."""

    def __init__(self, nlp: Language, name: str) -> None:
        """Make the patterns, each name with the endings a genitive gives it."""
        self.name = name
        self._ambiguous = {form for form, ambiguous in well_known().items() if ambiguous}
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        for form in well_known():
            self._matcher.add(form, [nlp.make_doc(form + ending) for ending in _GENITIVES])

    def __call__(self, doc: Doc) -> Doc:
        """Add them; they win over other finds, but for names that hold them."""
        matches = self._matcher(doc)
        if matches:
            before = finds_in(doc)
            put_finds(doc, overlaid(before, self._finds(doc, matches, before)))
        return doc

    def _finds(
        self, doc: Doc, matches: Sequence[tuple[int, int, int]], known: Sequence[Find]
    ) -> Iterator[Find]:
        text = text_of(doc)
        for key, first, after in matches:
            span = doc[first:after]
            find = Find(span.start_char, span.end_char, ORG, FACTORY)
            is_word = doc.vocab.strings[key] in self._ambiguous and opens_sentence(text, find.start)
            if not is_word and not _is_party_note(text, find) and not _is_held(find, known):
                yield find


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_famous(nlp: Language, name: str) -> Famous:
    """The component."""
    return Famous(nlp, name)


def _is_held(find: Find, known: Sequence[Find]) -> bool:
    """Whether a longer name of `known`, which is in order, holds it."""
    place = bisect_right(known, find.start, key=lambda other: other.start) - 1
    return place >= 0 and known[place].holds(find)


def _is_party_note(text: str, find: Find) -> bool:
    """Whether it is the letters behind a politician's name: "(SF)"."""
    return text[find.start : find.end] in PARTY_LETTERS and text[find.start - 1 : find.start] == "("

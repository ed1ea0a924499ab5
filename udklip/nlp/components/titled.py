"""People by the title before their name, or the colon behind it: "sygeplejerske Mona Holm", "Mona Holm: »…«"."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.danish_words import is_title
from udklip.nlp.documents import runs_in, text_of, words_in
from udklip.nlp.finds import PER, Find, change_finds, finds_in, overlaid
from udklip.nlp.known_names import KnownNames
from udklip.nlp.runs import Word, gap

FACTORY = "udklip_titled"
FEWEST_NAMES, MOST_NAMES = 2, 5


def find_titled(text: str, words: Sequence[Word], runs: Iterable[range], names: KnownNames) -> Iterator[Find]:
    """The runs of capitalised words that begin with a first name and stand where only people do."""
    for run in runs:
        first, last = words[run.start], words[run.stop - 1]
        if not FEWEST_NAMES <= len(run) <= MOST_NAMES or not names.is_of_person(first.text):
            continue
        if _has_title(text, words, run.start) or text[last.end : last.end + 3].startswith(
            (': "', ":\n", ": -")
        ):
            yield Find(first.start, last.end, PER, FACTORY)


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_titled(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy hands both to every factory
    """The component, with the lists of names of the pipeline's model; it only adds where nothing was found."""
    names = KnownNames.of(nlp)

    def titled(doc: Doc) -> Doc:
        before = finds_in(doc)
        found = find_titled(text_of(doc), words_in(doc), runs_in(doc), names)
        change_finds(doc, before, overlaid(found, before))
        return doc

    return titled


def _has_title(text: str, words: Sequence[Word], first: int) -> bool:
    before = words[first - 1] if first else None
    return before is not None and is_title(before.text) and gap(text, before, words[first]) in (" ", ", ")

"""Towns at the head of a telegram: "KØBENHAVN 12. AUGUST /Ritzau/", "OSLO:"."""

import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.documents import text_of
from udklip.nlp.finds import LOC, Find, finds_in, overlaid, put_finds
from udklip.nlp.known_names import KnownNames

FACTORY = "udklip_datelines"
_DATELINE = re.compile(
    r"^(?P<town>[A-ZÆØÅ]{3,}(?:[ -][A-ZÆØÅ]{2,}){0,2}|[A-ZÆØÅ][a-zæøå]{2,}(?:[ -][A-ZÆØÅ][a-zæøå]+)?)"
    r"(?:,?\s+(?:den\s)?\d{1,2}\.\s\w+|:\s|\s+[-–]\s|\s+/|,?\s\()",
    re.MULTILINE,
)


def find_datelines(text: str, names: KnownNames) -> Iterator[Find]:
    """The towns that a line of `text` begins with, a date, a colon or an agency's name behind them."""
    for match in _DATELINE.finditer(text):
        if names.is_place(match["town"].title()):
            yield Find(match.start("town"), match.end("town"), LOC, FACTORY)


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_datelines(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy hands both to every factory
    """The component, with the lists of names of the pipeline's model."""
    names = KnownNames.of(nlp)

    def datelines(doc: Doc) -> Doc:
        if found := list(find_datelines(text_of(doc), names)):
            put_finds(doc, overlaid(finds_in(doc), found))
        return doc

    return datelines

"""What the components know of a document beside its tokens, each worked out once.

spaCy's own `Doc.text` and `Doc.char_span` walk over all tokens at every call: on long texts that is quadratic.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.masking import masked

_ORIGINAL = "udklip_original"
_TEXT = "udklip_text"
_DEFINITIONS = "udklip_definitions"
_PLACES = "udklip_places"


def document(nlp: Language, text: str) -> Doc:
    """A document of `text` masked, character for character, for the pipeline to work on."""
    return keep_text(nlp.make_doc(masked(text)), text)


def keep_text(doc: Doc, text: str) -> Doc:
    """Remember that the document was made of `text`."""
    doc.user_data[_ORIGINAL] = text
    return doc


def text_of(doc: Doc) -> str:
    """The document's text, masked."""
    return str(doc.user_data[_TEXT] if _TEXT in doc.user_data else doc.user_data.setdefault(_TEXT, doc.text))


def original_text(doc: Doc) -> str:
    """The text as given, with its addresses."""
    return str(doc.user_data.get(_ORIGINAL, text_of(doc)))


def tokens_between(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The first token and the one after the last that `start` to `end` of the text touch."""
    starts, ends = _token_places(doc)
    return bisect_right(ends, start), bisect_left(starts, end)


def _token_places(doc: Doc) -> tuple[Sequence[int], Sequence[int]]:
    """Where each token starts and ends."""
    if _PLACES not in doc.user_data:
        places = doc.to_array([IDX, LENGTH]).astype("int64")
        doc.user_data[_PLACES] = places[:, 0].tolist(), places.sum(axis=1).tolist()
    found: tuple[Sequence[int], Sequence[int]] = doc.user_data[_PLACES]
    return found


def keep_definitions(doc: Doc, definitions: Mapping[str, str]) -> None:
    """Remember the short forms that the text defines: short form to full name."""
    doc.user_data[_DEFINITIONS] = dict(definitions)


def definitions(doc: Doc) -> Mapping[str, str]:
    """The short forms that the text defines."""
    found: Mapping[str, str] = doc.user_data.get(_DEFINITIONS, {})
    return found

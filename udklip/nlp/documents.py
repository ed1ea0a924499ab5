"""What the components know of a document beside its tokens, each worked out once.

spaCy's own `Doc.text` and `Doc.char_span` walk over all tokens at every call: on long texts that is quadratic.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.masking import masked
from udklip.nlp.runs import Word, runs_of, words_of

_ORIGINAL = "udklip_original"
_TEXT = "udklip_text"
_DEFINITIONS = "udklip_definitions"
_REASONS = "udklip_reasons"
_PLACES = "udklip_places"
_WORDS = "udklip_words"
_RUNS = "udklip_runs"


def document(nlp: Language, text: str) -> Doc:
    """A document of `text` masked, character for character, for the pipeline to work on."""
    plain = masked(text)
    return keep_text(nlp.make_doc(plain), text, plain)


def keep_text(doc: Doc, text: str, plain: str) -> Doc:
    """Remember that the document was made of `text`, and of `plain`, the same masked."""
    doc.user_data[_ORIGINAL] = text
    doc.user_data[_TEXT] = plain
    return doc


def text_of(doc: Doc) -> str:
    """The document's text, masked."""
    return str(doc.user_data[_TEXT] if _TEXT in doc.user_data else doc.user_data.setdefault(_TEXT, doc.text))


def original_text(doc: Doc) -> str:
    """The text as given, with its addresses."""
    return str(doc.user_data.get(_ORIGINAL, text_of(doc)))


def words_in(doc: Doc) -> Sequence[Word]:
    """The document's words."""
    if _WORDS not in doc.user_data:
        doc.user_data[_WORDS] = words_of(text_of(doc))
    found: Sequence[Word] = doc.user_data[_WORDS]
    return found


def runs_in(doc: Doc) -> Sequence[range]:
    """The runs of capitalised words among the document's words."""
    if _RUNS not in doc.user_data:
        doc.user_data[_RUNS] = list(runs_of(text_of(doc), words_in(doc)))
    found: Sequence[range] = doc.user_data[_RUNS]
    return found


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


def reasons_in(doc: Doc) -> dict[int, str]:
    """Why the name that begins at a place has its canonical form; the components that link write it down here."""
    found: dict[int, str] = doc.user_data.setdefault(_REASONS, {})
    return found


def definitions(doc: Doc) -> Mapping[str, str]:
    """The short forms that the text defines."""
    found: Mapping[str, str] = doc.user_data.get(_DEFINITIONS, {})
    return found

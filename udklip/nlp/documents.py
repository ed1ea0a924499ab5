"""What the components know of a document beside its tokens: the text as given, before it was masked."""

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.masking import masked

_ORIGINAL = "udklip_text"
_DEFINITIONS = "udklip_definitions"


def document(nlp: Language, text: str) -> Doc:
    """A document of `text` masked, character for character, for the pipeline to work on."""
    doc = nlp.make_doc(masked(text))
    doc.user_data[_ORIGINAL] = text
    return doc


def original_text(doc: Doc) -> str:
    """The text as given, with its addresses."""
    return str(doc.user_data.get(_ORIGINAL, doc.text))


def keep_definitions(doc: Doc, definitions: Mapping[str, str]) -> None:
    """Remember the short forms that the text defines: short form to full name."""
    doc.user_data[_DEFINITIONS] = dict(definitions)


def definitions(doc: Doc) -> Mapping[str, str]:
    """The short forms that the text defines."""
    found: Mapping[str, str] = doc.user_data.get(_DEFINITIONS, {})
    return found

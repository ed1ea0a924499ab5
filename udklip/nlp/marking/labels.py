"""Another model's labels in this house's words: PER, ORG and LOC; what is neither is dropped."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from udklip.nlp.marking.tags import LABELS

FACTORY = "udklip_labels"
SAME_AS = {
    **{label: label for label in LABELS},
    "PERSON": "PER",
    "PRS": "PER",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "GPE_ORG": "ORG",
    "GPE": "LOC",
    "GPE_LOC": "LOC",
    "LOCATION": "LOC",
    "FAC": "LOC",
}


@Language.component(FACTORY, assigns=["doc.ents"], requires=["doc.ents"])
def rename_labels(doc: Doc) -> Doc:
    """Give `doc` its names anew under our labels."""
    known = ((name, SAME_AS.get(name.label_)) for name in doc.ents)
    doc.set_ents([Span(doc, name.start, name.end, label) for name, label in known if label])
    return doc

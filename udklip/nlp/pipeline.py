"""The spaCy pipeline: a statistical model, and behind it the rule components of `pipeline.cfg`."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from thinc.api import Config

from udklip.core.errors import UdklipError

# Importing a component registers its factory, also where the package is not installed with its entry points.
from udklip.nlp.components import (
    bodies,
    context,
    datelines,
    famous,
    link,
    regions,
    register_names,
    tidy,
    titled,
    whole_document,
)
from udklip.nlp.documents import document, keep_text
from udklip.nlp.masking import masked
from udklip.nlp.name_model import SHIPPED, load_name_model
from udklip.nlp.register import Register

_MODULES = (tidy, datelines, context, bodies, titled, famous, register_names, whole_document, regions, link)
FACTORIES = tuple(module.FACTORY for module in _MODULES)
_RULES = frozenset(FACTORIES)
_WITH_REGISTER = frozenset((register_names.FACTORY, link.FACTORY))
LONGEST_TEXT = 200_000_000
LONGEST_PIECE = 20_000
WORDS_REMEMBERED = 60_000
"""Words that are kept for good: those of the first texts, the common ones among them. Within a memory zone spaCy's
tokeniser caches nothing, and cutting the same words anew takes three times as long."""


def load_pipeline(register: Register, model: str | Path | None = None) -> Language:
    """The model (a folder, an installed spaCy package, else the shipped one) with the rule components behind it.

    Raises:
        UdklipError: where there is no model, with the command that makes one.
    """
    nlp = _load_model(model)
    nlp.max_length = LONGEST_TEXT
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.max_cache_size = WORDS_REMEMBERED
    plain = register.model_dump(by_alias=True, mode="json")
    for name, block in _blocks().items():
        settings = {key: value for key, value in block.items() if key != "factory"}
        if block["factory"] in _WITH_REGISTER:
            settings["register"] = plain
        nlp.add_pipe(block["factory"], name=name, config=settings)
    return nlp


def documents(nlp: Language, texts: Sequence[str]) -> Iterator[Doc]:
    """The documents of `texts` in order, through the whole pipeline.

    The statistical model sees a long text in pieces, so that its memory does not grow with the text; the rules see
    it whole.
    """
    short = nlp.pipe(document(nlp, text) for text in texts if len(text) <= LONGEST_PIECE)
    for text in texts:
        yield next(short) if len(text) <= LONGEST_PIECE else _long_document(nlp, text)


def _long_document(nlp: Language, text: str) -> Doc:
    plain = masked(text)
    pieces: Iterable[Doc] = map(nlp.make_doc, _pieces(plain))
    for name, component in nlp.pipeline:
        if name not in _RULES:
            pieces = (
                component.pipe(pieces, batch_size=1) if hasattr(component, "pipe") else map(component, pieces)
            )
    doc = Doc.from_docs([_without_tensor(piece) for piece in pieces], ensure_whitespace=False)
    keep_text(doc, text, plain)
    for name, component in nlp.pipeline:
        if name in _RULES:
            doc = component(doc)
    return doc


def _pieces(text: str) -> Iterator[str]:
    """Pieces that end where a paragraph does, else a line, else a word."""
    start = 0
    while len(text) - start > LONGEST_PIECE:
        end = start + LONGEST_PIECE
        breaks = (text.rfind(mark, start + 1, end) + len(mark) for mark in ("\n\n", "\n", " "))
        cut = next((place for place in breaks if place > start + LONGEST_PIECE // 2), end)
        yield text[start:cut]
        start = cut
    yield text[start:]


def _without_tensor(doc: Doc) -> Doc:
    doc.tensor = doc.tensor[:0]
    return doc


def _load_model(model: str | Path | None) -> Language:
    if model is None and not (SHIPPED / "meta.json").exists():
        raise UdklipError(f"no language model in {SHIPPED}; `make model` trains it")
    try:
        return load_name_model(model or SHIPPED)
    except (OSError, ValueError) as error:
        raise UdklipError(
            f"the language model {str(model or SHIPPED)!r} cannot be loaded ({error}); set nlp.model to a folder "
            "or an installed spaCy package, or train the shipped one with `make model`"
        ) from error


def _blocks() -> dict[str, dict[str, Any]]:
    """The components' settings in the pipeline's order."""
    config = Config().from_str((files("udklip.nlp") / "pipeline.cfg").read_text("utf-8"))
    return {name: dict(config["components"][name]) for name in config["nlp"]["pipeline"]}

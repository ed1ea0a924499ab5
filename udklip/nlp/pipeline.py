"""The spaCy pipeline: a statistical model, and behind it the rule components of `pipeline.cfg`."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.language import Language
from thinc.api import Config

from udklip.core.errors import UdklipError

# Importing a component registers its factory, also where the package is not installed with its entry points.
from udklip.nlp.components import bodies, document, link, regions, register_names, tidy
from udklip.nlp.name_model import SHIPPED, load_name_model
from udklip.nlp.register import Register

FACTORIES = tuple(module.FACTORY for module in (tidy, bodies, register_names, document, regions, link))
_WITH_REGISTER = frozenset((register_names.FACTORY, link.FACTORY))
LONGEST_TEXT = 20_000_000


def load_pipeline(register: Register, model: str | Path | None = None) -> Language:
    """The model (a folder, an installed spaCy package, else the shipped one) with the rule components behind it.

    Raises:
        UdklipError: where there is no model, with the command that makes one.
    """
    nlp = _load_model(model)
    nlp.max_length = LONGEST_TEXT
    plain = register.model_dump(by_alias=True, mode="json")
    for name, block in _blocks().items():
        settings = {key: value for key, value in block.items() if key != "factory"}
        if block["factory"] in _WITH_REGISTER:
            settings["register"] = plain
        nlp.add_pipe(block["factory"], name=name, config=settings)
    return nlp


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

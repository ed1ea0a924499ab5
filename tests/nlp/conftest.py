"""One analyser for all tests of the language part: loading the model is what takes time."""

import pytest

from udklip.nlp.analyser import Analyser
from udklip.nlp.register import Register, load_register


@pytest.fixture(scope="session")
def register() -> Register:
    """The shipped register."""
    return load_register()


@pytest.fixture(scope="session")
def analyser(register: Register) -> Analyser:
    """The whole pipeline with the shipped register."""
    return Analyser(register)


@pytest.fixture(scope="session")
def bare_analyser() -> Analyser:
    """The whole pipeline with no register."""
    return Analyser(None)

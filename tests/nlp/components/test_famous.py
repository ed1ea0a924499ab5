"""Names that everybody knows are found; words that they share with the language only where they are names."""

from pathlib import Path

import pytest

from udklip.nlp.analyser import Analyser
from udklip.nlp.register import load_register
from udklip.nlp.well_known import bystanders, well_known


def organisations(text: str, analyser: Analyser) -> list[str]:
    return [mention.name for mention in analyser.analyse([text])[0].organisations]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Det siger hun til Finans.", "Finans"),
        ("Børsmeddelelsen fra Coloplasts hovedkontor er kort.", "Coloplast"),
        ("Partiet stemmer nej, men Venstre stemmer ja.", "Venstre"),
        ("Tallene kommer fra OECD.", "OECD"),
    ],
)
def test_found(text: str, name: str, bare_analyser: Analyser) -> None:
    assert name in organisations(text, bare_analyser)


@pytest.mark.parametrize(
    "text",
    ["Finans er et fag for sig.", "Venstre side af vejen er spærret.", "Borgmester Bo Holm (SF) siger nej."],
)
def test_left_alone(text: str, bare_analyser: Analyser) -> None:
    found = bare_analyser.analyse([text])[0].organisations
    assert not [mention for mention in found if mention.found_by == "udklip_famous"]


def test_nobody_of_the_register_is_among_them() -> None:
    forms = {form for form, _ in load_register().forms}
    assert not forms & set(well_known())
    assert bystanders() <= set(well_known())


def test_nobody_whom_the_seeds_name_and_the_press_does_not(shared: Path) -> None:
    partners = (shared / "data" / "partners_start.toml").read_text("utf-8")
    assert not [name for name in well_known() if f'"{name}"' in partners]

"""`udklip analyse`: one stable shape, and with --explain what found each thing and why it is called so."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from schedules.way import UDKLIP

from udklip.core.analysis import Amount
from udklip.desk.analyses import sentence_of

TEXT = (
    "Dansk Industri får 2 mio. kr. til et nyt hus. DI glæder sig, oplyser Region Midtjylland.\n\n"
    "»Vi har ventet længe på det her,« siger borgmester Karen Holm (S). Holm bor i Vejle. Ring 40 12 34 56."
)


def analysed(file: Path, *options: str) -> str:
    command = [UDKLIP, "analyse", str(file), *options]
    ended = subprocess.run(command, cwd=file.parent, capture_output=True, text=True, timeout=120, check=True)
    return ended.stdout


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("analyse") / "text.txt"
    file.write_text(TEXT, "utf-8")
    return file


@pytest.fixture(scope="module")
def explained(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(analysed(file, "--explain", "--json"))
    return found


def test_every_find_is_explained(explained: dict[str, Any]) -> None:
    fields = ("organisations", "people", "places", "quotes", "reported", "amounts")
    finds = [find for field in fields for find in explained[field]]
    assert {field for field in fields if explained[field]} == set(fields)
    assert all(find["explain"]["found_by"] and find["explain"]["why"] for find in finds)


def test_why_a_short_form_links(explained: dict[str, Any]) -> None:
    short = next(find for find in explained["organisations"] if find["text"] == "DI")
    assert short["name"] == "Dansk Industri"
    assert short["explain"]["found_by"] == "udklip_register"
    assert "another form of the same stands in the text" in short["explain"]["why"]


def test_what_the_text_says_beside_the_find(explained: dict[str, Any]) -> None:
    assert explained["amounts"][0]["sentence"] == "Dansk Industri får 2 mio. kr. til et nyt hus."
    assert {person["party"] for person in explained["people"]} == {"S"}
    assert [(find["speaker"], find["verb"]) for find in explained["reported"]] == [
        ("Region Midtjylland", "oplyser")
    ]
    assert "text" not in explained["reported"][0]


def test_people_read_it_too(file: Path) -> None:
    told = analysed(file, "--explain")
    assert "“Holm”" in told
    assert "a part of the one full name in the text" in told
    assert "found by udklip_register" in told


def test_a_sentence_keeps_its_abbreviations() -> None:
    text = "Det begynder nu. Bl.a. gives ca. 5 mio. kr. til huset. Så er det slut."
    amount = Amount("5 mio. kr.", text.index("5"), text.index("5") + 10, 5e6, "DKK")
    assert sentence_of(text, amount) == "Bl.a. gives ca. 5 mio. kr. til huset."

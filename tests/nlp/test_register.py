"""The register: what is shipped, and what a wrong file is told."""

from pathlib import Path

import pytest

from udklip.core.errors import SettingsError
from udklip.nlp.register import load_register


def test_shipped_register_has_one_cluster_and_its_partners() -> None:
    organisations = load_register().organisations
    assert [block.name for block in organisations if block.own] == ["Danish Life Science Cluster"]
    assert sum(block.partner for block in organisations) == 27


def test_universities_and_regions_need_a_term_beside_them() -> None:
    organisations = load_register().organisations
    assert not any(
        block.alone for block in organisations if block.kind in {"university", "region", "ministry"}
    )


def test_the_start_that_was_handed_over_loads(shared: Path) -> None:
    start = load_register(shared / "data" / "partners_start.toml")
    assert {block.name for block in start.organisations} == {
        block.name for block in load_register().organisations
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[[organisation]]\nname = "A"\nalias = ["B"]\n',
            r"register\.toml:3: .*alias.* did you mean 'aliases'",
        ),
        ('[[organisation]]\nname = "A"\ncvr = "12"\n', r"register\.toml:3: .*cvr"),
        (
            '[[organisation]]\nname = "A"\n\n[[organisation]]\nname = "B"\naliases = ["A"]\n',
            "form of two organisations",
        ),
        ("[[organisation]\n", "not TOML"),
    ],
)
def test_wrong_files_are_told_what_and_where(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "register.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=told):
        load_register(file)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_register(tmp_path / "none.toml")

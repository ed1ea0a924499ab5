"""The file that `udklip init` writes: it loads, names every setting, and says the truth about defaults."""

import re
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import BaseModel

from udklip.core.rights import Audience
from udklip.core.settings import Engine, Group, Rhythm, Security, Settings, Weekday, load_settings
from udklip.core.source import Listing, Rights, Source, SourceType

TEMPLATE = (files("udklip.desk") / "udklip.template.toml").read_text("utf-8")
SHORTENED = {"terms"}


def loaded(text: str, folder: Path) -> Settings:
    path = folder / "udklip.toml"
    path.write_text(text, "utf-8")
    return load_settings(path)


def uncommented(text: str) -> str:
    """Settings stand behind a lone `#`, prose behind `# `."""
    return re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)


def sections() -> dict[str, type[BaseModel]]:
    fields = Settings.model_fields.items()
    return {
        name: field.annotation
        for name, field in fields
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
    }


def settings_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


@pytest.fixture
def everything(tmp_path: Path) -> Settings:
    return loaded(uncommented(TEMPLATE), tmp_path)


def test_it_loads_as_it_is_and_changes_nothing(tmp_path: Path) -> None:
    settings = loaded(TEMPLATE, tmp_path)
    assert settings == Settings(folder=tmp_path)


def test_it_loads_with_every_setting_taken_out_of_its_comment(everything: Settings) -> None:
    assert [source.name for source in everything.sources] == ["Eksempelavisen"]


@pytest.mark.parametrize(("section", "model"), sections().items(), ids=sections())
def test_every_setting_of_a_section_stands_in_it(section: str, model: type[BaseModel]) -> None:
    block = re.split(r"^\[", TEMPLATE.split(f"\n[{section}]\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    assert [name for name in settings_of(model) if not re.search(rf"^#{name} = ", block, re.MULTILINE)] == []


def test_every_setting_of_a_source_stands_in_it() -> None:
    block = TEMPLATE.split("\n#[[source]]\n")[1]
    assert [name for name in settings_of(Source) if not re.search(rf"^#{name} = ", block, re.MULTILINE)] == []
    assert [name for name in settings_of(Listing) if f"{name} = " not in block] == []


def test_every_setting_of_a_group_stands_in_it(everything: Settings) -> None:
    block = TEMPLATE.split("\n#[[group]]\n")[1]
    assert [name for name in settings_of(Group) if not re.search(rf"^#{name} = ", block, re.MULTILINE)] == []
    assert [group.name for group in everything.groups] == ["presse"]


@pytest.mark.parametrize("section", sections())
def test_what_it_shows_as_default_is_the_default(section: str, everything: Settings) -> None:
    shown, default = (getattr(settings, section).model_dump() for settings in (everything, Settings()))
    told = {name: value for name, value in default.items() if value is not None and name not in SHORTENED}
    assert {name: shown[name] for name in told} == told


def test_the_terms_it_begins_with_are_the_first_ones(everything: Settings) -> None:
    shown = everything.profile.terms
    assert shown == Settings().profile.terms[: len(shown)]


@pytest.mark.parametrize("choices", [SourceType, Rights, Engine, Audience, Rhythm, Security, Weekday])
def test_every_choice_is_named(choices: type[StrEnum]) -> None:
    assert [choice for choice in choices if not re.search(rf"\b{choice}\b", TEMPLATE)] == []

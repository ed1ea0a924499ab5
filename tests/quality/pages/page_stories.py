"""Invented stories in four languages, for pages of many makes to print."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Story:
    """One story; `paragraphs` is its body, `asides` headlines that a page prints around it."""

    language: str
    title: str
    lead: str
    author: str
    quote: str
    caption: str
    paragraphs: tuple[str, ...]
    subheads: tuple[str, ...]
    facts: tuple[str, ...]
    asides: tuple[str, ...]


def _story(fields: dict[str, Any]) -> Story:
    return Story(**{name: tuple(told) if isinstance(told, list) else told for name, told in fields.items()})


_STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text("utf-8"))
DANISH, ENGLISH, GERMAN, SWEDISH = map(_story, _STORIES.values())

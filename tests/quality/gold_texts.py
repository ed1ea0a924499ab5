"""The five seeds with the careful reader's answers beside them, and the scores that compare the two."""

import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from udklip.core.reading import Hints, Reading
from udklip.crawler.reading import read

FLOORS = Path(__file__).parent / "floors.toml"


@dataclass(frozen=True)
class GoldText:
    """One seed: the reading, the answers, and every accepted name of an organisation with its canonical one."""

    name: str
    reading: Reading
    gold: Mapping[str, Any]
    canonical: Mapping[str, str]

    def named(self, field: str) -> set[str]:
        """The canonical names that the answers have in `field` (orgs, people, places)."""
        return {block["name"] for block in self.gold[field]}

    @cached_property
    def doubtful(self) -> set[str]:
        """Names that count neither as hits nor as false alarms."""
        forms = ((block["name"], *block["surface"]) for block in self.gold["orgs_optional"])
        return {form.strip("()") for group in forms for form in group}

    def organisation(self, name: str) -> str:
        """The answers' name for an organisation that a pipeline calls `name`."""
        return self.canonical.get(name, name)


def gold_texts(shared: Path) -> list[GoldText]:
    """All five, read as the crawler reads them."""
    partners = json.loads((shared / "gold" / "partners.json").read_text("utf-8"))
    canonical = {
        form: block["name"]
        for block in partners
        for form in (block["name"], *block["aliases"], *block.get("accept", ()))
    }
    return [_gold_text(shared, file, canonical) for file in sorted((shared / "seeds").glob("*.txt"))]


def _gold_text(shared: Path, file: Path, canonical: Mapping[str, str]) -> GoldText:
    gold = json.loads((shared / "gold" / f"{file.stem}.json").read_text("utf-8"))
    return GoldText(file.stem, read(file.read_bytes(), Hints(filename=file.name)), gold, canonical)


def f1(found: Collection[str], wanted: Collection[str]) -> float:
    """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
    if not found and not wanted:
        return 1.0
    return 2 * len(set(found) & set(wanted)) / (len(set(found)) + len(set(wanted)))


def same_words(text: str) -> str:
    """A quotation for comparison: spaces folded, a closing comma or full stop dropped."""
    return re.sub(r"[.,]$", "", " ".join(text.split()))


def floors(section: str) -> Mapping[str, float]:
    """The scores below which a test fails; they stand just under what was measured."""
    found: Mapping[str, float] = tomllib.loads(FLOORS.read_text("utf-8"))[section]
    return found

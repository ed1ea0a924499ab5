"""The press texts written for these tests, their answers, and hits, finds and answers counted over all of them."""

import json
import re
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gold_texts import same_words

from udklip.core.analysis import Analysis
from udklip.core.reading import Hints, Kind, Reading
from udklip.crawler.reading import read
from udklip.nlp.analyser import Analyser

FOLDER = Path(__file__).parent / "press"
_LEGAL_FORM = re.compile(r"\s(?:A/S|ApS|AB|ASA)$")


@dataclass(frozen=True)
class PressText:
    """One text, read as the crawler reads it, with its answers."""

    name: str
    reading: Reading
    gold: Mapping[str, Any]


@dataclass
class Tally:
    """Counts over texts: right ones among the found and the wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: Collection[Hashable], wanted: Collection[Hashable]) -> None:
        """Count one text's."""
        self.right += len(set(found) & set(wanted))
        self.found += len(set(found))
        self.wanted += len(set(wanted))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.found + self.wanted)


def press_texts() -> list[PressText]:
    """All of them, in order."""
    return [_press_text(file) for file in sorted(FOLDER.glob("*.txt"))]


def _press_text(file: Path) -> PressText:
    gold = json.loads(file.with_suffix(".json").read_text("utf-8"))
    return PressText(file.stem, read(file.read_bytes(), Hints(filename=file.name)), gold)


def analysed(texts: Collection[PressText], analyser: Analyser) -> dict[str, Analysis]:
    """Each text's analysis, its kind told by its own signs."""
    readings = [text.reading for text in texts]
    kinds = [None if reading.kind is Kind.ARTICLE else reading.kind for reading in readings]
    languages = [reading.language for reading in readings]
    analyses = analyser.analyse([reading.text for reading in readings], kinds, languages)
    return dict(zip((text.name for text in texts), analyses, strict=True))


def tallies(texts: Collection[PressText], analyses: Mapping[str, Analysis]) -> dict[str, Tally]:
    """What was found against the answers, by what was looked for."""
    counts: dict[str, Tally] = {}
    for text in texts:
        doubtful = {plain(block["name"]) for block in text.gold["orgs_optional"]}
        found, wanted = _found(analyses[text.name]), _wanted(text.gold)
        found["organisations"] -= doubtful
        found["places"] -= doubtful
        for field, answers in wanted.items():
            counts.setdefault(field, Tally()).add(found[field], answers)
    return counts


def plain(name: str | None) -> str | None:
    """A name without its legal form."""
    return _LEGAL_FORM.sub("", name) if name else None


def _found(analysis: Analysis) -> dict[str, set[Hashable]]:
    return {
        "organisations": {plain(mention.name) for mention in analysis.organisations},
        "people": {mention.name for mention in analysis.people},
        "places": {mention.name for mention in analysis.places},
        "roles": {
            (mention.name, (role.title or "").lower(), plain(role.organisation))
            for mention in analysis.people
            for role in mention.titles
        },
        "quotes": {(plain(quote.speaker), same_words(quote.text)) for quote in analysis.quotes},
        "reports": {(plain(report.speaker), report.verb) for report in analysis.reports},
        "amounts": {(amount.value, amount.currency, amount.hedge) for amount in analysis.amounts},
        "contacts": {
            (one.name, plain(one.organisation), (one.title or "").lower(), one.phone, one.email)
            for one in analysis.contacts
        },
        "kinds": {analysis.kind},
        "languages": {analysis.language},
    }


def _wanted(gold: Mapping[str, Any]) -> dict[str, set[Hashable]]:
    return {
        "organisations": {plain(block["name"]) for block in gold["orgs"]},
        "people": {block["name"] for block in gold["people"]},
        "places": {block["name"] for block in gold["places"]},
        "roles": {
            (person["name"], (role["title"] or "").lower(), plain(role["org"]))
            for person in gold["people"]
            for role in person["roles"]
        },
        "quotes": {(plain(quote["speaker"]), same_words(quote["text"])) for quote in gold["quotes"]},
        "reports": {(plain(block["speaker"]), block["verb"]) for block in gold["indirect_speech"]},
        "amounts": {(block["value"], block["currency"], block["qualifier"]) for block in gold["amounts"]},
        "contacts": {
            (
                block["name"],
                plain(block["org"]),
                (block["title"] or "").lower(),
                block["phone"],
                block["email"],
            )
            for block in gold["contacts"]
        },
        "kinds": {gold["kind"]},
        "languages": {gold["language"]},
    }

"""What an OCR without Danish makes of each sign, and how often: learnt, and then fitted to one document."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log
from pathlib import Path

Counts = Mapping[str, Mapping[str, float]]
"""Printed sign → what was read for it → how often."""

_LONGEST_OUTCOME = 4
_BELIEF = 12.0
"""How many signs of a document's own weigh as much as all that was learnt elsewhere."""


Swap = tuple[str, str]
"""A printed sign, and what was read for it."""
_UNHEARD_OF = 12.0


@dataclass(frozen=True, slots=True)
class Step:
    """Signs of a damaged word, `length` of them, may have been printed as `sign`.

    `swap` is the damage, none where `sign` stands there; `cost` is -ln of its rate.
    """

    length: int
    sign: str
    cost: float
    swap: Swap | None


@dataclass(frozen=True)
class Rates:
    """How often each printed sign is read as something else."""

    shares: Counts

    @classmethod
    def counted(cls, counts: Counts) -> "Rates":
        """Rates from counts of what was read for each printed sign (what was read right among them)."""
        return cls({sign: _shares(outcomes) for sign, outcomes in counts.items()})

    def cost(self, swap: Swap) -> float:
        """-ln of the share of the printed sign that is read so."""
        return self._costs.get(swap, _UNHEARD_OF)

    def fitted(self, pairs: Iterable[Swap]) -> "Rates":
        """Rates for one document, of which (printed sign, read) is held to be known: a type has its own damage."""
        seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for sign, outcome in pairs:
            if sign in self.shares:
                seen[sign][outcome] += 1
        return Rates({sign: _blended(shares, seen[sign]) for sign, shares in self.shares.items()})

    @cached_property
    def _costs(self) -> dict[Swap, float]:
        return {
            (sign, outcome): -log(share)
            for sign, outcomes in self.shares.items()
            for outcome, share in outcomes.items()
            if outcome not in {sign, ""}
        }

    @cached_property
    def _by_outcome(self) -> dict[str, list[Step]]:
        table: defaultdict[str, list[Step]] = defaultdict(list)
        for (sign, outcome), cost in self._costs.items():
            table[outcome].append(Step(len(outcome), sign, cost, (sign, outcome)))
        return dict(table)

    def steps(self, word: str, place: int) -> list[Step]:
        """What may have been printed at `place` of `word`, apart from what stands there."""
        outcomes = (word[place:end] for end in range(place + 1, min(place + _LONGEST_OUTCOME, len(word)) + 1))
        return [step for outcome in outcomes for step in self._by_outcome.get(outcome, ())]


def _shares(outcomes: Mapping[str, float]) -> dict[str, float]:
    total = sum(outcomes.values())
    return {outcome: count / total for outcome, count in outcomes.items()}


def _blended(shares: Mapping[str, float], seen: Mapping[str, int]) -> dict[str, float]:
    """What was learnt elsewhere, weighing as much as `_BELIEF` signs, and what was seen here."""
    total = _BELIEF + sum(seen.values())
    return {outcome: (_BELIEF * share + seen.get(outcome, 0)) / total for outcome, share in shares.items()}


def read_rates(file: Path) -> Rates:
    """The rates that `file` (JSON, as `Counts`) holds."""
    return Rates.counted(json.loads(file.read_text("utf-8")))

"""What somebody asks of the search: the address's parameters, checked, with faults said in Danish."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from udklip.core.errors import QueryError
from udklip.indexer.grammar.faults import WrongQuery
from udklip.indexer.index import MOST_HITS, SearchOptions, Sort

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with what was asked. `position` counts characters in the query from 0, null elsewhere.

    `proposal` is the query put right, where that can be known.
    """

    code: str
    message: str
    field: str | None = None
    position: int | None = None
    proposal: str | None = None

    def as_object(self) -> dict[str, Any]:
        """The one shape that every error of a `.json` address has."""
        return {
            "error": {
                "code": self.code,
                "message": self.message,
                "field": self.field,
                "position": self.position,
                "proposal": self.proposal,
            }
        }


class WrongAsking(Exception):
    """A parameter has no value that can be used."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def options_of(parameters: Mapping[str, str]) -> SearchOptions:
    """The options in an address: limit, from, to, sort, all_copies.

    Raises:
        WrongAsking: one of them cannot be used.
    """
    first, last = _day(parameters, "from"), _day(parameters, "to")
    if first and last and last < first:
        raise _wrong("to", "Den sidste dag ligger før den første.")
    return SearchOptions(
        limit=_limit(parameters),
        first=first,
        last=last,
        sort=_sort(parameters),
        all_copies=parameters.get("all_copies", "") in {"1", "true"},
    )


def fault_of(error: QueryError) -> Fault:
    """A query that does not parse, in Danish and with its place."""
    message = error.danish if isinstance(error, WrongQuery) else str(error)
    return Fault("wrong_query", message, "q", error.position, error.proposal)


def _day(parameters: Mapping[str, str], field: str) -> date | None:
    value = parameters.get(field, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise _wrong(field, f"“{value}” er ikke en dag som 2020-11-24.") from error


def _limit(parameters: Mapping[str, str]) -> int:
    value = parameters.get("limit") or str(LIMIT)
    if not (value.isascii() and value.isdigit()) or not 1 <= int(value[:9]) <= MOST_HITS:
        raise _wrong("limit", f"Antallet skal være et tal fra 1 til {MOST_HITS}.")
    return int(value)


def _sort(parameters: Mapping[str, str]) -> Sort:
    value = parameters.get("sort") or Sort.RELEVANCE
    try:
        return Sort(value)
    except ValueError as error:
        raise _wrong("sort", f"Der kan sorteres efter {' eller '.join(Sort)}.") from error


def _wrong(field: str, message: str) -> WrongAsking:
    return WrongAsking(Fault("wrong_value", message, field))

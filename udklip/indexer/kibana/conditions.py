"""What a panel or a search is narrowed to, in Kibana's query language (KQL)."""

from dataclasses import dataclass

from udklip.indexer.kibana.objects import Json


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a row."""

    kql: str


def one_of(field: str, *values: str) -> Condition:
    """`field` has one of these values; they stand in quotation marks, so that none is a word of the language."""
    quoted = " or ".join(f'"{value}"' for value in values)
    return Condition(f"{field} : {quoted if len(values) == 1 else f'({quoted})'}")


def holds(field: str) -> Condition:
    """`field` is true."""
    return Condition(f"{field} : true")


def has(field: str) -> Condition:
    """`field` has a value."""
    return Condition(f"{field} : *")


def both(*parts: Condition) -> Condition:
    """All of `parts` hold."""
    return Condition(" and ".join(f"({part.kql})" for part in parts))


def either(*parts: Condition) -> Condition:
    """One of `parts` holds."""
    return Condition(" or ".join(f"({part.kql})" for part in parts))


def as_query(only: Condition | None) -> Json:
    """A condition, or none, as Kibana keeps it."""
    return {"language": "kuery", "query": only.kql if only else ""}

"""How addresses and steps stand in their tables, and come out of them as values."""

from sqlalchemy import RowMapping

from udklip.core.ledger.values import Record, StepRow, Waiting
from udklip.core.outcomes import Outcome, Step


def record_columns(record: Record | None) -> dict[str, object]:
    """Where bytes stand, as columns; nulls for nowhere."""
    return {
        "record_file": record.file if record else None,
        "record_offset": record.offset if record else None,
        "record_length": record.length if record else None,
    }


def waiting(row: RowMapping) -> Waiting:
    """An address row as what it waits for."""
    return Waiting(
        url=row["url"],
        source=row["source"],
        record=Record(row["record_file"], row["record_offset"], row["record_length"]),
        fetched_at=row["fetched_at"],
        found_at=row["found_at"],
        listed_title=row["listed_title"],
        listed_at=row["listed_at"],
        item=row["item"],
    )


def step_row(row: RowMapping) -> StepRow:
    """A step row as a value."""
    return StepRow(
        row["url"], Step(row["step"]), Outcome(row["outcome"]), row["reason"], row["at"], row["version"]
    )

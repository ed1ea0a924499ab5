"""How addresses and steps stand in their tables, and come out of them as values."""

from sqlalchemy import RowMapping, bindparam, func, update

from udklip.core.ledger import schema
from udklip.core.ledger.values import Record, Stage, StepRow, Waiting
from udklip.core.outcomes import Outcome, Step

# Built once, for each address of a run needs it: building it takes longer than the database's answer.
SETTLE = (
    update(schema.address)
    .where(schema.address.c.url == bindparam("settled"))
    .values(
        stage=Stage.DONE,
        outcome=bindparam("outcome"),
        attempts=schema.address.c.attempts + bindparam("tried"),
        record_file=bindparam("record_file"),
        record_offset=bindparam("record_offset"),
        record_length=bindparam("record_length"),
        item=func.coalesce(bindparam("item"), schema.address.c.item),
    )
)

FETCHED = (
    update(schema.address)
    .where(schema.address.c.url == bindparam("fetched"))
    .values(
        stage=Stage.FETCHED,
        outcome=Outcome.OK,
        fetched_at=bindparam("at"),
        digest=bindparam("bytes"),
        record_file=bindparam("record_file"),
        record_offset=bindparam("record_offset"),
        record_length=bindparam("record_length"),
    )
)


def was_tried(row: StepRow) -> bool:
    """Whether a last step was an attempt: it was none where nothing was asked, or the server said "not now"."""
    return row.step is not Step.DISCOVERED and row.outcome is not Outcome.NOT_NOW


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
        url=row["url"],
        step=Step(row["step"]),
        outcome=Outcome(row["outcome"]),
        reason=row["reason"],
        at=row["at"],
        version=row["version"],
        revision=row["revision"],
    )

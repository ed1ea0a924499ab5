#!/usr/bin/env python3
"""Makes a small ledger of a given schema, with rows in every table: what tests of upgrades begin with.

    python tools/ledger/small_ledger.py FILE [--schema 0001]

At a release: run it without --schema from that release's checkout and keep the file as
`tests/core/ledger/released/VERSION.sqlite`. From then on a test brings it to the newest schema and compares each value.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    create_engine,
)

from udklip.core.ledger.migrations.upgrade import configuration

ROWS = 3
BEGAN = datetime(2020, 11, 25, 5, 30, tzinfo=UTC)


def main() -> int:
    """Make the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--schema", default="head")
    asked = parser.parse_args()
    if asked.file.exists():
        sys.exit(f"{asked.file} is there already")
    engine = create_engine(f"sqlite:///{asked.file}")
    with engine.begin() as connection:
        command.upgrade(configuration(connection), asked.schema)
        tables = fill(connection)
    engine.dispose()
    print(f"{asked.file}: {tables} tables with {ROWS} rows each, schema {asked.schema}")
    return 0


def fill(connection: Connection) -> int:
    """Put rows into every table that is there; gives how many tables."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        connection.execute(table.insert(), list(_rows(list(table.columns))))
    return len(tables)


def _rows(columns: list[Column[Any]]) -> Iterator[dict[str, Any]]:
    for number in range(1, ROWS + 1):
        yield {column.name: _value(column, number) for column in columns}


def _value(column: Column[Any], number: int) -> Any:
    """Something of the column's type, other in each row; nothing in the last row where nothing is allowed."""
    if column.nullable and number == ROWS:
        return None
    kinds: list[tuple[type, Any]] = [
        (Boolean, number % 2 == 0),
        (Date, BEGAN.date() + timedelta(days=number)),
        (DateTime, (BEGAN + timedelta(hours=number)).replace(tzinfo=None)),
        (Integer, number),
        (Float, number / 4),
        (LargeBinary, f"{column.name} å {number}".encode()),
    ]
    return next(
        (value for kind, value in kinds if isinstance(column.type, kind)), f"{column.name} æøå {number}"
    )


if __name__ == "__main__":
    sys.exit(main())

"""A ledger of an earlier schema comes to this one with every value that it held.

`tests/core/ledger/released` has a small ledger of each release, made by `tools/ledger/small_ledger.py`. Before the
first release there is none, and the first schema stands for it.
"""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from udklip.core.ledger import Ledger
from udklip.core.ledger.database import FILE
from udklip.core.ledger.schema import HEAD

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sqlite"))

Held = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def held(file: Path, columns_of: Held | None = None) -> Held:
    """Every row of every table, in the columns that `columns_of` has where it is given."""
    with closing(sqlite3.connect(file)) as connection:
        names = columns_of or [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("alembic_", "sqlite_"))
        ]
        found: Held = {}
        for table in names:
            every = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            columns = columns_of[table][0] if columns_of else every
            listed = ", ".join(f'"{column}"' for column in columns)
            rows = connection.execute(f"SELECT {listed} FROM {table} ORDER BY {listed}")  # noqa: S608
            found[table] = columns, rows.fetchall()
        return found


def schema_of(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


@pytest.fixture(params=["0001", *RELEASED], ids=str)
def earlier(request: pytest.FixtureRequest, tmp_path: Path, root: Path) -> Path:
    """A ledger of an earlier schema."""
    file = tmp_path / FILE
    if isinstance(request.param, Path):
        file.write_bytes(request.param.read_bytes())
    else:
        tool = root / "tools" / "ledger" / "small_ledger.py"
        subprocess.run(
            [sys.executable, tool, file, "--schema", request.param], check=True, capture_output=True
        )
    return file


def test_an_earlier_ledger_is_brought_up_to_date_with_all_that_it_holds(earlier: Path) -> None:
    before = held(earlier)
    assert len(before) > 15
    assert all(len(rows) == 3 for _, rows in before.values())
    assert schema_of(earlier) < HEAD
    Ledger.open(earlier.parent).close()
    assert schema_of(earlier) == HEAD
    assert held(earlier, before) == before


def test_bringing_it_up_to_date_twice_changes_nothing(earlier: Path) -> None:
    Ledger.open(earlier.parent).close()
    before = held(earlier)
    Ledger.open(earlier.parent).close()
    assert held(earlier) == before

"""The migrations make the schema that the tables say, and a ledger that is not ours is refused with a message."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from udklip.core.errors import LedgerError
from udklip.core.ledger import Ledger
from udklip.core.ledger.database import FILE
from udklip.core.ledger.migrations.upgrade import configuration, upgrade
from udklip.core.ledger.schema import HEAD, metadata

OPENERS = 6
OPENER = """
import sys
from pathlib import Path
from udklip.core.ledger import Ledger
Ledger.open(Path(sys.argv[1]))
"""


def test_the_migrations_make_the_tables() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_head_that_is_looked_for() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Ledger.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match=r"newer Udklip \(schema 9999, here \d+\): upgrade"):
        Ledger.open(tmp_path)


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("Kære dagbog, i dag skete der ikke noget særligt. " * 50, "utf-8")
    with pytest.raises(LedgerError, match=FILE):
        Ledger.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file", "utf-8")
    with pytest.raises(LedgerError, match="store"):
        Ledger.open(tmp_path / "store")


def test_several_processes_may_open_a_new_ledger_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPENER, str(tmp_path / "new")]
    openers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(OPENERS)]
    assert [(opener.communicate()[1], opener.returncode) for opener in openers] == [("", 0)] * OPENERS

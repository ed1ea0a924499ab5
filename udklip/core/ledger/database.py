"""Opens the ledger and gives out its books: one for reading, one for writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError

from udklip.core.errors import LedgerError
from udklip.core.ledger.book import Book
from udklip.core.ledger.erasing.key import ErasureKey
from udklip.core.ledger.faults import told
from udklip.core.ledger.schema import HEAD

FILE = "ledger.sqlite"
BUSY_SECONDS = 60
KEPT = 16


class Ledger:
    """One ledger, open. Safe to open from several processes at once (SQLite in WAL mode)."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        """Use `Ledger.open`."""
        self._engine = engine
        self._file = folder / FILE
        self._inode = self._file.stat().st_ino
        self._key = ErasureKey(folder)

    @classmethod
    def open(cls, folder: Path, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Open the ledger in `folder`, made or brought to this version's schema where needed.

        While another process writes, one's own writing waits for `busy_seconds`.

        Raises:
            LedgerError: the file is not a ledger, cannot be written, or is of a newer version.
        """
        file = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            engine = _engine(file, busy_seconds)
            _bring_up_to_date(engine, file)
        except (OSError, DatabaseError) as error:
            cause = getattr(error, "orig", None) or error
            raise LedgerError(f"{file}: the ledger cannot be opened ({cause})") from error
        return cls(engine, folder)

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether a ledger stands in `folder`."""
        return (folder / FILE).exists()

    @contextmanager
    def reading(self) -> Iterator[Book]:
        """A consistent view; never blocks a writer."""
        with told(self._file):
            self._see_that_it_stands()
            with self._engine.connect() as connection:
                yield Book(connection, self._key)

    @contextmanager
    def writing(self) -> Iterator[Book]:
        """One transaction that begins with BEGIN IMMEDIATE. Span no network call with it."""
        with told(self._file):
            self._see_that_it_stands()
            with (
                self._engine.connect().execution_options(udklip_writes=True) as connection,
                connection.begin(),
            ):
                yield Book(connection, self._key)

    def erasure_key(self) -> bytes:
        """The key of the hashes that erasing leaves, made where there is none."""
        return self._key.made()

    def compact(self) -> bool:
        """Write the file anew without what was let go of; gives whether the log of writes was emptied too.

        It is not where another process reads from it at this moment.

        Raises:
            LedgerError: another process writes for longer than one waits.
        """
        with closing(sqlite3.connect(self._file, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            try:
                connection.execute("VACUUM")
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError as error:
                raise LedgerError(
                    f"{self._file}: cannot be written anew ({error}); try again later"
                ) from error
        return not busy

    def copy_to(self, file: Path) -> None:
        """Copy the ledger as it is at this moment, while others go on writing."""
        with closing(sqlite3.connect(self._file)) as here, closing(sqlite3.connect(file)) as there:
            here.backup(there, pages=1_000)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _see_that_it_stands(self) -> None:
        """What is written to a file that was deleted is lost: it is told, and one put in its place is taken."""
        inode = self._file.stat().st_ino
        if inode != self._inode:
            self._engine.dispose()
            self._inode = inode


def _engine(file: Path, busy_seconds: float) -> Engine:
    # Each of the page's threads may need a connection: they are kept, and none waits for another's.
    engine = create_engine(
        f"sqlite:///{file}", connect_args={"timeout": busy_seconds}, pool_size=KEPT, max_overflow=-1
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: SqliteConnection, _record: Any) -> None:
    # The driver's own BEGIN would come late and be deferred: a reader that turns writer fails at once.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # 16 MB instead of 2: with years behind it a page of ours reads more than that.
    connection.execute("PRAGMA cache_size = -16000")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("udklip_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(engine: Engine, file: Path) -> None:
    version = _version(engine)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise LedgerError(f"{file} was written by a newer Udklip (schema {version}, here {HEAD}): upgrade")
    from udklip.core.ledger.migrations.upgrade import upgrade  # noqa: PLC0415 - Alembic is slow to import

    with engine.connect().execution_options(udklip_writes=True) as connection, connection.begin():
        if _version_in(connection) != HEAD:
            upgrade(connection)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return _version_in(connection)


def _version_in(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()

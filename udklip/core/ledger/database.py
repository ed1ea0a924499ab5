"""Opens the ledger and gives out its books: one for reading, one for writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError

from udklip.core.errors import LedgerError
from udklip.core.ledger.addresses import Addresses
from udklip.core.ledger.duty import tables as duty_tables
from udklip.core.ledger.erasing.bars import Bars
from udklip.core.ledger.erasing.everywhere import Everywhere
from udklip.core.ledger.erasing.expiry import Expiry
from udklip.core.ledger.erasing.husks import Husks
from udklip.core.ledger.erasing.key import ErasureKey
from udklip.core.ledger.erasing.letters import Letters
from udklip.core.ledger.erasing.people import People
from udklip.core.ledger.identity import Identity
from udklip.core.ledger.imports import Imports
from udklip.core.ledger.indexing import Indexing
from udklip.core.ledger.items import Items
from udklip.core.ledger.looks import Looks
from udklip.core.ledger.revisions import Revisions
from udklip.core.ledger.rights.reserved_texts import ReservedTexts
from udklip.core.ledger.rights.signals import Signals
from udklip.core.ledger.runs import Runs
from udklip.core.ledger.schema import HEAD
from udklip.core.ledger.sources import Sources
from udklip.core.ledger.stories import Stories
from udklip.core.ledger.telling.outbox import Outbox
from udklip.core.ledger.twins import Twins
from udklip.core.ledger.visits import Visits
from udklip.core.ledger.watching import tables as watching_tables

FILE = "ledger.sqlite"
TABLES = (duty_tables, watching_tables)
"""Modules whose tables no book names yet: the schema is whole once they are loaded."""
BUSY_SECONDS = 60


class Book:
    """The ledger within one transaction."""

    def __init__(self, connection: Connection, key: ErasureKey) -> None:
        """Read and write through `connection` alone, so that everything here stands or falls together."""
        self._connection = connection
        self._key = key

    @cached_property
    def addresses(self) -> Addresses:
        """Where every address is on its way, and how it came there."""
        return Addresses(self._connection)

    @cached_property
    def items(self) -> Items:
        """The coverage itself."""
        return Items(self._connection)

    @cached_property
    def runs(self) -> Runs:
        """Runs and their sums."""
        return Runs(self._connection)

    @cached_property
    def visits(self) -> Visits:
        """Visits to the ways of sources."""
        return Visits(self._connection)

    @cached_property
    def sources(self) -> Sources:
        """What the ledger knows of each source: its addresses by way, warnings, reports."""
        return Sources(self._connection)

    @cached_property
    def stories(self) -> Stories:
        """Which items are the same story."""
        return Stories(self._connection)

    @cached_property
    def identity(self) -> Identity:
        """Which items are one, and which left the coverage."""
        return Identity(self._connection)

    @cached_property
    def revisions(self) -> Revisions:
        """The texts items had before their pages changed."""
        return Revisions(self._connection)

    @cached_property
    def twins(self) -> Twins:
        """Addresses of one page."""
        return Twins(self._connection)

    @cached_property
    def imports(self) -> Imports:
        """Archives that are taken in."""
        return Imports(self._connection)

    @cached_property
    def looks(self) -> Looks:
        """Pages to be looked at again."""
        return Looks(self._connection)

    @cached_property
    def signals(self) -> Signals:
        """What sites ask of us and what they reserve."""
        return Signals(self._connection)

    @cached_property
    def reserved_texts(self) -> ReservedTexts:
        """Texts that were reserved and go."""
        return ReservedTexts(self._connection)

    @cached_property
    def bars(self) -> Bars:
        """What was erased and may not come in again."""
        return Bars(self._connection, self._key)

    @cached_property
    def husks(self) -> Husks:
        """Items and addresses that go."""
        return Husks(self._connection)

    @cached_property
    def expiry(self) -> Expiry:
        """What is older than it may be."""
        return Expiry(self._connection)

    @cached_property
    def letters(self) -> Letters:
        """Letters whose words go."""
        return Letters(self._connection)

    @cached_property
    def people(self) -> People:
        """People that we write to or search for."""
        return People(self._connection)

    @cached_property
    def everywhere(self) -> Everywhere:
        """Every table there is."""
        return Everywhere(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """Letters, and what became of each sending."""
        return Outbox(self._connection)

    @cached_property
    def indexing(self) -> Indexing:
        """What waits to be indexed."""
        return Indexing(self._connection)


class Ledger:
    """One ledger, open. Safe to open from several processes at once (SQLite in WAL mode)."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        """Use `Ledger.open`."""
        self._engine = engine
        self._file = folder / FILE
        self._key = ErasureKey(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the ledger in `folder`, made or brought to this version's schema where needed.

        Raises:
            LedgerError: the file is not a ledger, cannot be written, or is of a newer version.
        """
        file = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            engine = _engine(file)
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
        with self._engine.connect() as connection:
            yield Book(connection, self._key)

    @contextmanager
    def writing(self) -> Iterator[Book]:
        """One transaction that begins with BEGIN IMMEDIATE. Span no network call with it."""
        with self._engine.connect().execution_options(udklip_writes=True) as connection, connection.begin():
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


def _engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: SqliteConnection, _record: Any) -> None:
    # The driver's own BEGIN would come late and be deferred: a reader that turns writer fails at once.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


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

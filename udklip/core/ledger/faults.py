"""What the database says is wrong, as our own errors: a full disk or a busy ledger is no fault of the program's."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

from udklip.core.errors import LedgerBusy, LedgerError, LedgerUnwritable

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNWRITABLE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Turn what goes wrong with the ledger in `file` into a LedgerError that says what."""
    try:
        yield
    except DatabaseError as error:
        # Those of our own making (a row that must not be) are told as they are.
        if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
            raise
        raise _error(file, error) from error
    except FileNotFoundError as error:
        if error.filename is None or Path(error.filename) != file:
            raise
        raise LedgerError(f"{file}: the ledger is gone; `udklip restore` brings back a backup") from error


def _error(file: Path, error: DatabaseError) -> LedgerError:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return LedgerBusy(f"{file}: others write to the ledger ({error.orig}); try again later")
    if code in _UNWRITABLE:
        return LedgerUnwritable(
            f"{file}: the ledger cannot be written ({error.orig}); see to room on the disk and to its rights"
        )
    return LedgerError(f"{file}: the ledger cannot be used ({error.orig})")

"""The key of the hashes that erasing leaves: a file in the store that only its owner can read."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from udklip.core.errors import LedgerError

FILE = "erasure.key"
_BYTES = 32


class ErasureKey:
    """The key in `folder`, made when the first thing is erased."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet."""
        self._file = folder / FILE
        self._key: bytes | None = None

    def read(self) -> bytes:
        """The key.

        Raises:
            LedgerError: it is not there: what was erased could come in again.
        """
        if self._key is None:
            try:
                self._key = bytes.fromhex(self._file.read_text("ascii").strip())
            except (OSError, ValueError) as error:
                raise LedgerError(
                    f"{self._file}: the key of what was erased cannot be read ({error}), so it could come in "
                    "again: bring the file back from a backup"
                ) from error
        return self._key

    def made(self) -> bytes:
        """The key, made where there is none."""
        if not self._file.exists():
            self._make()
        return self.read()

    def _make(self) -> None:
        scratch = self._file.with_name(f".{FILE}.{os.getpid()}")
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:  # noqa: PTH123 - it is a descriptor
            file.write(secrets.token_hex(_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # Another process may have made it at this moment: then that one holds.
        with suppress(FileExistsError):
            os.link(scratch, self._file)
        scratch.unlink()

"""One run at a time on a ledger. The lock goes with the process, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from udklip.core.errors import RunBusy


@contextmanager
def run_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of the store in `folder`.

    Raises:
        RunBusy: another run holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "run.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RunBusy(f"another run works on {folder}; wait for it to end") from error
        yield

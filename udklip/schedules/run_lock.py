"""One run at a time on a ledger. The lock goes with the process, however it ends."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from udklip.core.errors import RunBusy

_LOOK_SECONDS = 0.5


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


@contextmanager
def waited_lock(folder: Path, seconds: float, told: Callable[[], None]) -> Iterator[None]:
    """As `run_lock`, waiting up to `seconds` for a run to end; `told` is called once where there is one.

    Raises:
        RunBusy: it goes on for longer.
    """
    late = time.monotonic() + seconds
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(run_lock(folder))
                break
            except RunBusy:
                if time.monotonic() > late:
                    raise
            told()
            told = _nothing
            time.sleep(_LOOK_SECONDS)
        yield


def _nothing() -> None:
    """It was told."""

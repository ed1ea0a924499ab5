"""Holding the lease: whoever holds it does the service's work, alone, and renews it for as long as it lives."""

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import IO

from udklip.core.errors import LedgerError
from udklip.core.ledger import Ledger
from udklip.core.times import Clock

LASTS = timedelta(seconds=60)
RENEWED_EVERY = 10.0
LOCK_FILE = "service.lock"


class Hold:
    """One holder's part of the lease. `lost` is set once another has it."""

    def __init__(self, ledger: Ledger, store: Path, clock: Clock) -> None:
        """Hold nothing yet."""
        self.lost = Event()
        self.holder = f"{_here()}{os.getpid()}:{secrets.token_hex(4)}"
        self._ledger = ledger
        self._store = store
        self._clock = clock
        self._lock: IO[str] | None = None
        self._ended = Event()
        self._renewing: Thread | None = None

    def take(self) -> bool:
        """Take the lease if nobody holds it, and keep it from then on. What earlier holders left open is stopped.

        Nobody holds it without the lock of its machine, which goes with its process. So where we have the lock, whoever
        held the lease on this machine is no more, and needs not be waited for.
        """
        self._lock = self._lock or _locked(self._store / LOCK_FILE)
        taken = self._lock is not None and self._taken()
        if taken:
            self._renewing = Thread(target=self._renew, name="lease", daemon=True)
            self._renewing.start()
        else:
            self._unlock()
        return taken

    def give_back(self) -> None:
        """Let others have it."""
        self._ended.set()
        if self._renewing:
            self._renewing.join()
            with self._ledger.writing() as book:
                book.lease.give_back(self.holder)
        self._unlock()

    def _taken(self) -> bool:
        with self._ledger.reading() as book:
            held = book.lease.held(self._clock())
        if held and not held.holder.startswith(_here()):
            return False
        with self._ledger.writing() as book:
            now = self._clock()
            taken = book.lease.take(self.holder, now, now + LASTS, gone=_here())
            if taken:
                book.jobs.close(now)
        return taken

    def _renew(self) -> None:
        while not self._ended.wait(RENEWED_EVERY):
            try:
                with self._ledger.writing() as book:
                    kept = book.lease.renew(self.holder, self._clock() + LASTS)
            except LedgerError:
                # Tried again: if it lapses meanwhile, no run begins, and whoever takes it is heard of here.
                continue
            if not kept:
                self.lost.set()
                return

    def _unlock(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None


@contextmanager
def holding(ledger: Ledger, store: Path, clock: Clock) -> Iterator[Hold | None]:
    """The lease for as long as something is done; None where another holds it."""
    hold = Hold(ledger, store, clock)
    if not hold.take():
        yield None
        return
    try:
        yield hold
    finally:
        hold.give_back()


def _here() -> str:
    """How the names of this machine's holders begin."""
    return f"{socket.gethostname()}:"


def _locked(file: Path) -> IO[str] | None:
    opened = file.open("w")
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        opened.close()
        return None
    return opened

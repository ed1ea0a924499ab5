"""Ctrl-C goes to everybody at the terminal; a run sends its own processes home, in its own time."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def deaf_children() -> Iterator[None]:
    """Processes started within do not hear Ctrl-C, from their first moment on; ours comes when it ends."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def heard() -> Iterator[Callable[[], None]]:
    """Ctrl-C raises KeyboardInterrupt, and what is given raises it again.

    Where it comes while Python tidies up (a finaliser, a weak reference's callback) it is printed and lost.
    """
    rung = False

    def ring(_signal: int, _frame: FrameType | None) -> None:
        nonlocal rung
        rung = True
        raise KeyboardInterrupt

    def listen() -> None:
        if rung:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield listen
        return
    before = signal.signal(signal.SIGINT, ring)
    try:
        yield listen
    finally:
        signal.signal(signal.SIGINT, before)

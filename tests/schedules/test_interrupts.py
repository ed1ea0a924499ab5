"""Ctrl-C that Python loses in a finaliser is heard all the same."""

import os
import signal

import pytest

from udklip.schedules.interrupts import heard


class Finalised:
    """Rings while it is being taken down."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_a_finaliser_swallowed_is_raised_again() -> None:
    with heard() as listen:
        Finalised()
        with pytest.raises(KeyboardInterrupt):
            listen()


def test_the_handler_before_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with heard() as listen:
        listen()
    assert signal.getsignal(signal.SIGINT) is before

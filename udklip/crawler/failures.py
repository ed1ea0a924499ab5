"""What Scrapy's and the network's failures are called in the ledger."""

from collections.abc import Iterator

from OpenSSL.SSL import Error as SslError
from scrapy import exceptions
from service_identity import VerificationError
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.web._newclient import ParseError

from udklip.core.outcomes import Outcome


class Turned(exceptions.IgnoreRequest):
    """A request of ours that one of our own components turned away, with its outcome."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        """Keep the outcome for the ledger."""
        super().__init__(reason)
        self.outcome = outcome


class HeadTooLong(Exception):
    """The status line and headers of an answer do not end."""


# The first that fits counts; None for the words means the error's own.
_BY_ERROR: tuple[tuple[type[BaseException], Outcome, str | None], ...] = (
    (exceptions.DownloadTimeoutError, Outcome.TIMED_OUT, None),
    (exceptions.CannotResolveHostError, Outcome.UNREACHABLE, None),
    (exceptions.DownloadConnectionRefusedError, Outcome.UNREACHABLE, "the host refuses the connection"),
    (exceptions.DownloadCancelledError, Outcome.TOO_LARGE, None),
    (exceptions.ResponseDataLossError, Outcome.HTTP_ERROR, "less came than was promised"),
    (exceptions.UnsupportedURLSchemeError, Outcome.UNKNOWN_FORMAT, None),
    (HeadTooLong, Outcome.TOO_LARGE, None),
    (SslError, Outcome.UNREACHABLE, "no trusted connection (TLS)"),
    (VerificationError, Outcome.UNREACHABLE, "its certificate is for another host"),
    (ParseError, Outcome.HTTP_ERROR, "the answer is not HTTP"),
    (ConnectionLost, Outcome.UNREACHABLE, "the host hung up in the middle"),
    (ConnectionDone, Outcome.UNREACHABLE, "the host hung up before it answered"),
    (OSError, Outcome.HTTP_ERROR, None),
    (ValueError, Outcome.HTTP_ERROR, None),
)

_BY_STATUS = {
    **dict.fromkeys((401, 403, 451), Outcome.FORBIDDEN),
    **dict.fromkeys((404, 410), Outcome.DEAD_LINK),
    **dict.fromkeys((429, 503), Outcome.NOT_NOW),
}


def of_error(error: BaseException) -> tuple[Outcome, str]:
    """The outcome and the reason of an exception that ended a request."""
    if isinstance(error, Turned):
        return error.outcome, str(error)
    if isinstance(error, exceptions.IgnoreRequest):
        return _of_ignored(str(error))
    for each in (error, *_behind(error)):
        for kind, outcome, words in _BY_ERROR:
            if isinstance(each, kind):
                return outcome, words or _first_line(each)
    lost = isinstance(error, exceptions.DownloadFailedError)
    return Outcome.UNREACHABLE if lost else Outcome.HTTP_ERROR, _first_line(error)


def of_status(status: int) -> tuple[Outcome, str] | None:
    """The outcome of an HTTP status that brings no page, or None."""
    if 200 <= status < 300:
        return None
    return _BY_STATUS.get(status, Outcome.HTTP_ERROR), f"the server answered {status}"


def _of_ignored(reason: str) -> tuple[Outcome, str]:
    if "robots" in reason.lower():
        return Outcome.ROBOTS, "robots.txt forbids it"
    if "redirect" in reason.lower():
        return Outcome.REDIRECT_LOOP, reason
    if "DOWNLOAD_MAXSIZE" in reason:
        return Outcome.TOO_LARGE, "unpacked, it is larger than max_bytes"
    return Outcome.HTTP_ERROR, reason


def _behind(error: BaseException) -> Iterator[BaseException]:
    """What Twisted says lies behind an error, the deepest first."""
    for failure in getattr(error.__cause__, "reasons", None) or ():
        yield from _behind(failure.value)
        yield failure.value


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__

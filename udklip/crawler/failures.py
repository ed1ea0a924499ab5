"""What Scrapy's and the network's failures are called in the ledger."""

from scrapy import exceptions

from udklip.core.outcomes import Outcome


class Turned(exceptions.IgnoreRequest):
    """A request of ours that one of our own components turned away, with its outcome."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        """Keep the outcome for the ledger."""
        super().__init__(reason)
        self.outcome = outcome


_BY_ERROR: tuple[tuple[type[Exception], Outcome], ...] = (
    (exceptions.DownloadTimeoutError, Outcome.TIMED_OUT),
    (exceptions.CannotResolveHostError, Outcome.UNREACHABLE),
    (exceptions.DownloadConnectionRefusedError, Outcome.UNREACHABLE),
    (exceptions.DownloadCancelledError, Outcome.TOO_LARGE),
    (exceptions.ResponseDataLossError, Outcome.HTTP_ERROR),
    (exceptions.DownloadFailedError, Outcome.UNREACHABLE),
    (exceptions.UnsupportedURLSchemeError, Outcome.UNKNOWN_FORMAT),
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
    found = (outcome for kind, outcome in _BY_ERROR if isinstance(error, kind))
    return next(found, Outcome.HTTP_ERROR), _first_line(error)


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
        return Outcome.TOO_LARGE, reason
    return Outcome.HTTP_ERROR, reason


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__

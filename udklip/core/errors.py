"""One tree of errors. Each says what, where and what to do, and has an exit code."""

from udklip.core.outcomes import Outcome


class UdklipError(Exception):
    """The root: a failure that a user is told in one line."""

    exit_code = 1


class SettingsError(UdklipError):
    """The settings, or what was asked for, are wrong; the message names the place and what is allowed."""

    exit_code = 2


class QueryError(UdklipError):
    """A search query does not parse. `position` counts characters in the query as typed, from 0.

    `proposal` is the query put right, which does parse; None where only a person can know what was meant.
    """

    exit_code = 2
    proposal: str | None = None

    def __init__(self, message: str, query: str, position: int) -> None:
        """Keep the place, so that a page or a terminal can point at it."""
        super().__init__(message)
        self.query = query
        self.position = position


class Unreadable(UdklipError):
    """Bytes that no Reading can be made of; `outcome` names the reason."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        """Keep the outcome for the ledger and the reason for people."""
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


class LedgerError(UdklipError):
    """The ledger cannot be opened or is of another version."""


class LedgerBusy(LedgerError):
    """Others wrote to the ledger for longer than one waits; nothing of it was kept, and trying again may mend it."""


class LedgerUnwritable(LedgerError):
    """The ledger can be read and not written: the disk is full, or does not let us."""


class ArchiveError(UdklipError):
    """A record of the archive cannot be read back."""


class IndexUnavailable(UdklipError):
    """The index does not answer; what was to be indexed waits in the ledger."""


class IndexBusy(UdklipError):
    """Another process holds the embedded index's writer; what was to be indexed waits in the ledger."""


class KibanaFailed(UdklipError):
    """Kibana does not answer, does not let us, or did not take everything in."""


class RunBusy(UdklipError):
    """Another run works on the same ledger."""


class ScoutingFailed(UdklipError):
    """A site could not be looked at."""


class ExportFailed(UdklipError):
    """A file of hits could not be written to its end; what stood there before stays."""


class BackupFailed(UdklipError):
    """A backup could not be made, or is not whole; those before it stay."""


class Stopped(UdklipError):
    """Someone pressed Ctrl-C."""

    exit_code = 130

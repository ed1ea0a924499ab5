"""Believes an authority of one's own beside those of the system."""

from typing import Any

from OpenSSL import SSL
from twisted.internet._sslverify import OpenSSLDefaultPaths
from twisted.web.client import BrowserLikePolicyForHTTPS


class _OneMore(OpenSSLDefaultPaths):
    def __init__(self, file: str) -> None:
        self._file = file

    def _addCACertsToContext(self, context: SSL.Context) -> None:  # noqa: N802 - Twisted's name
        super()._addCACertsToContext(context)  # type: ignore[no-untyped-call]
        context.load_verify_locations(self._file)


def believing(file: str) -> Any:
    """Checks certificates as browsers do, and believes the authorities in `file` too."""
    return BrowserLikePolicyForHTTPS(_OneMore(file))  # type: ignore[no-untyped-call]

"""Whose clock may be set."""

from datetime import datetime

from udklip.core.errors import SettingsError
from udklip.core.settings import Settings


def check_clock(settings: Settings, now: datetime | None) -> None:
    """A clock may be given only where nothing but loopback and an inbox is read.

    Raises:
        SettingsError: a source is on the live press.
    """
    if now is not None and not settings.only_loopback:
        raise SettingsError(
            "--now is for a demo press on loopback: a source of these settings is on the live press"
        )

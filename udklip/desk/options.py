"""Options that several commands share."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from udklip.core.errors import SettingsError
from udklip.core.ledger import BUSY_SECONDS, Ledger
from udklip.core.settings import Settings, load_settings
from udklip.core.times import aware

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The settings; default: udklip.toml here, else the defaults."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def settings_of(config: Path | None) -> Settings:
    """The settings a command goes by."""
    return load_settings(config)


def ledger_of(settings: Settings, busy_seconds: float = BUSY_SECONDS) -> Ledger:
    """The ledger that a reading command looks into; see `Ledger.open`.

    Raises:
        SettingsError: nothing was collected yet.
    """
    if not Ledger.exists(settings.store_folder):
        raise SettingsError(f"nothing was collected yet in {settings.store_folder}: `udklip run --once` does")
    return Ledger.open(settings.store_folder, busy_seconds)


def moment(value: str | None, option: str) -> datetime | None:
    """A time as typed, ISO 8601; without an offset it is Copenhagen's.

    Raises:
        SettingsError: it is not one.
    """
    try:
        return aware(datetime.fromisoformat(value)) if value else None
    except ValueError as error:
        raise SettingsError(f"{option}: {value!r} is not a time such as 2020-11-25T06:30+01:00") from error


def day(value: str | None, option: str) -> date | None:
    """A day as typed.

    Raises:
        SettingsError: it is not one.
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise SettingsError(f"{option}: {value!r} is not a day such as 2020-11-24") from error

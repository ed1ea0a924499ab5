"""`udklip doctor`: what is there, what is missing, and what mends it."""

from collections.abc import Callable
from dataclasses import asdict

import typer

from udklip.core.errors import UdklipError
from udklip.core.settings import Settings
from udklip.desk.checks import CHECKS, Check
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Look at every part: settings, register, model, OCR, ledger, index, inbox and disk."""
    settings = settings_of(config)
    for part, check in CHECKS.items():
        result = _looked_at(part, check, settings)
        if as_json:
            emit(asdict(result))
        else:
            plain(
                f"{result.state:8} {part}: {result.detail}{'; mend: ' + result.mend if result.mend else ''}"
            )


def _looked_at(part: str, check: Callable[[Settings], Check], settings: Settings) -> Check:
    try:
        return check(settings)
    except (UdklipError, OSError) as error:
        return Check(part, "broken", str(error), None)

"""`udklip init`: a commented settings file to begin with."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from udklip.core.errors import SettingsError
from udklip.core.settings import DEFAULT_FILE
from udklip.desk.output import say

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    file: Annotated[Path, typer.Argument(help="Where to write it.")] = DEFAULT_FILE,
) -> None:
    """Write a commented settings file with one example source."""
    text = files("udklip.desk").joinpath("udklip.template.toml").read_text("utf-8")
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError as error:
        raise SettingsError(f"{file} is there already and was left as it is; give another name") from error
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}") from error
    say(f"Wrote {file}. Name your sources in it, then: udklip run --once --config {file}")

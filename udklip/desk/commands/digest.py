"""`udklip digest`: the overview of a day, as page, text, mail and JSON."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from udklip.core.errors import SettingsError, UdklipError
from udklip.core.times import system_clock
from udklip.desk.options import ConfigOption, JsonOption, day, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.schedules.overview.from_ledger import overview_of
from udklip.schedules.overview.rendering.as_json import as_object
from udklip.schedules.overview.rendering.message import to_message
from udklip.schedules.overview.rendering.render import to_html, to_text
from udklip.schedules.overview.rendering.summary import summary
from udklip.schedules.overview.values import Overview
from udklip.schedules.overview.window import sending_moment
from udklip.schedules.overview.working_days import is_working_day

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    when: Annotated[str, typer.Option("--for", metavar="DATE", help="The day on whose morning it goes out.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write it into.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the overview that goes out at 07:00 on a day: digest.html, digest.txt, digest.eml, digest.json."""
    settings = settings_of(config)
    chosen = day(when, "--for")
    if chosen is None:
        raise SettingsError("--for: name a day such as 2020-11-25")
    ledger = ledger_of(settings)
    overview = overview_of(chosen, settings, ledger)
    ledger.close()
    written = write(overview, out)
    _warn(chosen)
    if as_json:
        emit(as_object(overview))
        return
    plain(summary(overview))
    for file in written:
        plain(f"  {file}")


def write(overview: Overview, folder: Path) -> list[Path]:
    """Write the four files into `folder`; gives their paths.

    Raises:
        UdklipError: the folder cannot be written.
    """
    files = {
        "digest.html": to_html(overview).encode(),
        "digest.txt": to_text(overview).encode(),
        "digest.eml": to_message(overview),
        "digest.json": (json.dumps(as_object(overview), ensure_ascii=False, indent=2) + "\n").encode(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise UdklipError(f"{folder}: cannot be written ({error.strerror}); name another --out") from error
    return [folder / name for name in files]


def _warn(chosen: date) -> None:
    if not is_working_day(chosen):
        say(f"udklip: {chosen} is no working day: no overview goes out, and the next one holds this too")
    if sending_moment(chosen) > system_clock():
        say(f"udklip: the window of {chosen} is still open; what comes before 07:00 is not in this yet")

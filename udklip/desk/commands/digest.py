"""`udklip digest`: the overview of a day, as page, text, mail and JSON, and what its editor wants of it."""

import getpass
import json
import tempfile
import webbrowser
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from udklip.core.errors import SettingsError
from udklip.core.rights import Audience
from udklip.core.settings import Settings
from udklip.core.times import system_clock
from udklip.desk.editing import Asked, carry_out, listed
from udklip.desk.options import ConfigOption, JsonOption, day, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.desk.written import write_into
from udklip.schedules.overview.editions import Edition, edition_named
from udklip.schedules.overview.from_ledger import overview_of
from udklip.schedules.overview.rendering.as_json import as_object
from udklip.schedules.overview.rendering.message import to_message
from udklip.schedules.overview.rendering.render import to_html, to_text
from udklip.schedules.overview.rendering.summary import summary
from udklip.schedules.overview.values import Overview

app = typer.Typer(rich_markup_mode=None)

ForOption = Annotated[
    str | None, typer.Option("--for", metavar="DATE", help="The day on whose morning it goes out.")
]
GroupOption = Annotated[
    str | None,
    typer.Option("--group", metavar="NAME", help="The overview of this group; default: the daily one."),
]


@app.callback(invoke_without_command=True)
def command(
    context: typer.Context,
    when: ForOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="The folder to write it into.")
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Write it into a temporary folder and open it in the browser.")
    ] = False,
    group: GroupOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the overview that goes out on the morning of a day: digest.html, digest.txt, digest.eml, digest.json.

    udklip digest --for 2020-11-25 --out overblik

    udklip digest --for 2020-11-25 --preview
    """
    if context.invoked_subcommand:
        return
    settings, chosen, edition = _chosen(config, when, group)
    folder = _folder(out, preview=preview)
    ledger = ledger_of(settings)
    block = settings.group(group) if group else None
    audience = block.audience if block else Audience.STAFF
    overview = overview_of(chosen, settings, ledger, edition=edition, audience=audience)
    ledger.close()
    written = write(overview, folder)
    _warn(chosen, edition)
    if preview and not webbrowser.open(written[0].as_uri()):
        say(f"udklip: no browser was found: open {written[0].as_uri()}")
    if as_json:
        emit(as_object(overview))
        return
    plain(summary(overview))
    for file in written:
        plain(f"  {file}")


@app.command("edit")
def edit(
    when: ForOption = None,
    leave_out: Annotated[
        str | None, typer.Option("--leave-out", metavar="STORY", help="Leave a story out.")
    ] = None,
    move_up: Annotated[
        str | None, typer.Option("--move-up", metavar="STORY", help="Put a story first in its section.")
    ] = None,
    comment: Annotated[
        tuple[str, str] | None,
        typer.Option("--comment", metavar="STORY WORDS", help="Say something about a story."),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last edit back.")] = False,
    show: Annotated[bool, typer.Option("--list", help="Show the stories and the edits so far.")] = False,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who edits; default: who is logged in.")
    ] = None,
    group: GroupOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Leave out, move up or comment on stories of an overview, until the hour it is sent. Unedited it goes by itself.

    udklip digest edit --for 2020-11-25 --list

    udklip digest edit --for 2020-11-25 --leave-out 00000004

    udklip digest edit --for 2020-11-25 --comment 00000001 "Se også vores egen udmelding"
    """
    settings, chosen, edition = _chosen(config, when, group)
    asked = Asked(leave_out, move_up, comment, undo=undo)
    if asked.count + show != 1:
        raise SettingsError("digest edit: say one of --leave-out, --move-up, --comment, --undo and --list")
    ledger = ledger_of(settings)
    try:
        if not show:
            carry_out(ledger, settings, edition, chosen, asked, by or _who(), system_clock())
        state = listed(ledger, settings, edition, chosen)
    finally:
        ledger.close()
    if as_json:
        emit(state.as_object())
        return
    for line in state.as_lines():
        plain(line)


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
    return write_into(folder, files)


def _chosen(config: Path | None, when: str | None, group: str | None) -> tuple[Settings, date, Edition]:
    settings = settings_of(config)
    chosen = day(when, "--for")
    if chosen is None:
        raise SettingsError("--for: name a day such as 2020-11-25")
    return settings, chosen, edition_named(group, settings)


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "-"


def _folder(out: Path | None, *, preview: bool) -> Path:
    if out:
        return out
    if not preview:
        raise SettingsError("--out: name the folder to write into, or say --preview")
    return Path(tempfile.mkdtemp(prefix="udklip-overblik-"))


def _warn(chosen: date, edition: Edition) -> None:
    if not edition.comes_out_on(chosen):
        say(f"udklip: {chosen} is no working day: no overview goes out, and the next one holds this too")
    if edition.moment(chosen) > system_clock():
        hour = f"{edition.hour:%H:%M}"
        say(f"udklip: the window of {chosen} is still open; what comes before {hour} is not in this yet")

"""`udklip import`: pages out of WARC files, the same way as pages from the press."""

from pathlib import Path
from typing import Annotated

import typer

from udklip.crawler.foreign_archives.wish import Wish
from udklip.desk.commands.run import as_object, progress, show, what_failed
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, say
from udklip.schedules.collecting.archives import Archives
from udklip.schedules.run import RunOptions, run

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="WARC files, gzipped or not; CC-NEWS too.")
    ],
    host: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="Only pages of this host and those beneath it.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only pages in this language, such as da.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="File pages of hosts that no source has under this name."),
    ] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take pages out of archives in: read, analyse, group and index them as if they had just been fetched.

    A page of a source's host is filed under that source, with its type and rights. Every other host is a source of
    its own, of which a link is shown and no text. robots.txt says nothing about bytes that are here already; a page
    that reserves its text from text and data mining is not read. Ended in the middle, the same command goes on from
    there; what is known already is not taken twice.

    For example: udklip import CC-NEWS-20201124.warc.gz --language da --host avisen.dk
    """
    settings = settings_of(config)
    archives = Archives(tuple(files), Wish(tuple(host or ()), tuple(language or ()), source))
    archives.check()
    with progress() as watch:
        summary = run(settings, RunOptions(archives=archives), watch)
    if as_json:
        emit(as_object(summary))
        for line in what_failed(summary):
            say(line)
    else:
        show(summary, settings)

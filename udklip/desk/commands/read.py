"""`udklip read`: what a reader makes of files."""

from pathlib import Path
from typing import Annotated, Any

import typer

from udklip.core.errors import SettingsError, Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import Hints, Reading
from udklip.core.times import shown, system_clock
from udklip.crawler.reading import read
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain, say

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    files: Annotated[list[Path], typer.Argument(help="HTML, PDF, scans, e-mail or text; gzip is unpacked.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
    url: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Where a single file came from.")] = None,
) -> None:
    """Read files and print title, lead, body, date and what else they say of themselves."""
    settings_of(config)
    if url and len(files) > 1:
        raise SettingsError("--url gives the address of a single file; several were named")
    failed = 0
    for file in files:
        outcome, reading, reason = read_file(file, url)
        failed += reading is None
        if as_json:
            emit(as_object(file, outcome, reading, reason))
        else:
            _show(file, outcome, reading, reason)
    if failed:
        say(f"udklip: {failed} of {len(files)} files could not be read")
        raise typer.Exit(1)


def read_file(file: Path, url: str | None = None) -> tuple[Outcome, Reading | None, str | None]:
    """Read one file; the outcome and the reason say why where there is no reading."""
    try:
        content = file.read_bytes()
    except OSError as error:
        return Outcome.NOT_FOUND, None, f"cannot be opened: {error.strerror}"
    try:
        return Outcome.OK, read(content, Hints(url=url, filename=file.name, fetched_at=system_clock())), None
    except Unreadable as error:
        return error.outcome, None, error.reason


def as_object(file: Path, outcome: Outcome, reading: Reading | None, reason: str | None) -> dict[str, Any]:
    """One file as `--json` prints it; the same keys whether it could be read or not."""
    return {
        "file": str(file),
        "title": reading.title if reading else None,
        "lead": reading.lead if reading else None,
        "body": reading.body if reading else "",
        "authors": list(reading.authors) if reading else [],
        "published": shown(reading.published) if reading else None,
        "published_origin": reading.published_origin if reading else "none",
        "published_raw": reading.published_raw if reading else None,
        "language": reading.language if reading else None,
        "kind": reading.kind if reading else None,
        "access": reading.access if reading else None,
        "ocr": reading.ocr if reading else False,
        "ocr_confidence": reading.ocr_confidence if reading else None,
        "uncertain": reading.uncertain if reading else False,
        "page_starts": list(reading.page_starts) if reading else [],
        "url": reading.url if reading else None,
        "outcome": outcome,
        "reason": reason,
    }


def _show(file: Path, outcome: Outcome, reading: Reading | None, reason: str | None) -> None:
    if reading is None:
        plain(f"{file}: {outcome}: {reason}")
        return
    plain(f"{file}: {reading.kind}, {reading.access}, {reading.language or 'language unknown'}")
    plain(f"  published {shown(reading.published) or 'unknown'} ({reading.published_origin})")
    if reading.uncertain:
        plain(f"  hard to read (confidence {reading.ocr_confidence:.2f}): look at the page itself")
    plain()
    plain(reading.text)
    plain()

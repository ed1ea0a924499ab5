"""`udklip analyse`: who is named in files, what is said, how much."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from udklip.core.analysis import Analysis, Mention
from udklip.core.reading import Kind
from udklip.crawler.readers.language import language_of
from udklip.desk.commands.read import read_file
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain, say
from udklip.nlp.analyser import Analyser
from udklip.nlp.register import load_register

app = typer.Typer(rich_markup_mode=None)
BATCH = 64


@app.command()
def command(
    files: Annotated[list[Path], typer.Argument(help="Files of any kind that `udklip read` reads.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="Each line of a text file is a document of its own.")
    ] = False,
    register: Annotated[Path | None, typer.Option(metavar="FILE", help="The register of names.")] = None,
    no_register: Annotated[bool, typer.Option("--no-register", help="Use no register of names.")] = False,
) -> None:
    """Find organisations, people, places, quotes, amounts and contacts in files."""
    settings = settings_of(config)
    names = None if no_register else load_register(register or settings.register_path)
    analyser = Analyser(names, settings.nlp.model)
    failed = sum(not _analyse(file, analyser, as_json=as_json, lines=lines) for file in files)
    if failed:
        say(f"udklip: {failed} of {len(files)} files could not be read")
        raise typer.Exit(1)


def _analyse(file: Path, analyser: Analyser, *, as_json: bool, lines: bool) -> bool:
    if lines:
        return _analyse_lines(file, analyser, as_json=as_json)
    outcome, reading, reason = read_file(file)
    if reading is None:
        say(f"{file}: {outcome}: {reason}")
        if as_json:
            emit({"file": str(file), **as_object(Analysis("", Kind.ARTICLE, None)), "outcome": outcome})
        return False
    kind = reading.kind if reading.kind is not Kind.ARTICLE else None
    analysis = analyser.analyse([reading.text], [kind], [reading.language])[0]
    _print(file, analysis, {}, as_json=as_json)
    return True


def _analyse_lines(file: Path, analyser: Analyser, *, as_json: bool) -> bool:
    try:
        numbered = enumerate(_lines(file), start=1)
        while batch := list(islice(numbered, BATCH)):
            texts = [text for _, text in batch]
            analyses = analyser.analyse(texts, languages=[language_of(text, None) for text in texts])
            for (number, _), analysis in zip(batch, analyses, strict=True):
                _print(file, analysis, {"line": number}, as_json=as_json)
    except (OSError, UnicodeDecodeError) as error:
        say(f"{file}: cannot be read as UTF-8 text: {error}")
        return False
    return True


def _lines(file: Path) -> Iterator[str]:
    """The lines of a text; they end at a line feed only, and every one is exactly what stands in the file."""
    with file.open(encoding="utf-8", newline="\n") as text:
        for line in text:
            yield line.removesuffix("\n")


def as_object(analysis: Analysis) -> dict[str, Any]:
    """An analysis as `--json` prints it."""
    return {
        "text": analysis.text,
        "kind": analysis.kind,
        "language": analysis.language,
        "organisations": [_mention(mention) for mention in analysis.organisations],
        "people": [
            _mention(mention) | {"titles": [asdict(role) for role in mention.titles]}
            for mention in analysis.people
        ],
        "places": [_mention(mention) for mention in analysis.places],
        "quotes": [asdict(quote) for quote in analysis.quotes],
        "amounts": [asdict(amount) for amount in analysis.amounts],
        "contacts": [asdict(contact) for contact in analysis.contacts],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "name": mention.name,
        "partner": mention.partner,
    }


def _print(file: Path, analysis: Analysis, extra: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        emit({"file": str(file), **extra, **as_object(analysis)})
        return
    plain(f"{file}{':' + str(extra['line']) if extra else ''}: {analysis.kind}, {analysis.language or '?'}")
    for label, found in (
        ("organisations", analysis.organisations),
        ("people", analysis.people),
        ("places", analysis.places),
    ):
        names = dict.fromkeys(mention.name for mention in found)
        if names:
            plain(f"  {label}: {', '.join(names)}")
    for quote in analysis.quotes:
        plain(f"  {quote.speaker or 'unknown'}: “{quote.text}”")
    for amount in analysis.amounts:
        plain(f"  amount: {amount.text} ({amount.value:g} {amount.currency})")

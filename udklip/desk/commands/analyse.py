"""`udklip analyse`: who is named in files, what is said, how much."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from udklip.core.analysis import Analysis
from udklip.core.reading import Kind
from udklip.crawler.readers.language import language_of
from udklip.desk.analyses import as_object, told, with_explanations
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
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what found each thing, and why it is called so.")
    ] = False,
) -> None:
    """Find organisations, people, places, quotes, amounts and contacts in files."""
    settings = settings_of(config)
    names = None if no_register else load_register(register or settings.register_path)
    analyser = Analyser(names, settings.nlp.model, explain=explain)
    output = _Output(as_json=as_json, explain=explain)
    failed = sum(not _analyse(file, analyser, output, lines=lines) for file in files)
    if failed:
        say(f"udklip: {failed} of {len(files)} files could not be read")
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Output:
    """How analyses are printed."""

    as_json: bool
    explain: bool

    def put(self, file: Path, analysis: Analysis, extra: Mapping[str, Any]) -> None:
        if self.as_json:
            found = as_object(analysis)
            emit(
                {
                    "file": str(file),
                    **extra,
                    **(with_explanations(found, analysis) if self.explain else found),
                }
            )
        else:
            for line in told(
                f"{file}{':' + str(extra['line']) if extra else ''}", analysis, explain=self.explain
            ):
                plain(line)


def _analyse(file: Path, analyser: Analyser, output: _Output, *, lines: bool) -> bool:
    if lines:
        return _analyse_lines(file, analyser, output)
    outcome, reading, reason = read_file(file)
    if reading is None:
        say(f"{file}: {outcome}: {reason}")
        if output.as_json:
            emit({"file": str(file), **as_object(Analysis("", Kind.ARTICLE, None)), "outcome": outcome})
        return False
    kind = reading.kind if reading.kind is not Kind.ARTICLE else None
    analysis = analyser.analyse([reading.text], [kind], [reading.language])[0]
    output.put(file, analysis, {})
    return True


def _analyse_lines(file: Path, analyser: Analyser, output: _Output) -> bool:
    try:
        numbered = enumerate(_lines(file), start=1)
        while batch := list(islice(numbered, BATCH)):
            texts = [text for _, text in batch]
            analyses = analyser.analyse(texts, languages=[language_of(text, None) for text in texts])
            for (number, _), analysis in zip(batch, analyses, strict=True):
                output.put(file, analysis, {"line": number})
    except (OSError, UnicodeDecodeError) as error:
        say(f"{file}: cannot be read as UTF-8 text: {error}")
        return False
    return True


def _lines(file: Path) -> Iterator[str]:
    """The lines of a text; they end at a line feed only, and every one is exactly what stands in the file."""
    with file.open(encoding="utf-8", newline="\n") as text:
        for line in text:
            yield line.removesuffix("\n")

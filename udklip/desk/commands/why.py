"""`udklip why`: an address's way in words; of an address never seen why not."""

from dataclasses import asdict, replace
from typing import Annotated, Any

import typer

from udklip import __version__
from udklip.core.ledger import Book, Change, Ledger, StepRow
from udklip.core.outcomes import Outcome, Step
from udklip.core.settings import Settings
from udklip.core.times import COPENHAGEN, shown, system_clock
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain
from udklip.schedules.sources.missed import history_of, never_seen

app = typer.Typer(rich_markup_mode=None)

Changes = tuple[Change, ...]

ERASED = "it was erased, and is not collected again"
WORDS = {
    Step.DISCOVERED: "found",
    Step.FETCHED: "fetched",
    Step.READ: "read",
    Step.SIEVED: "sieved",
    Step.ANALYSED: "analysed",
    Step.GROUPED: "grouped",
    Step.INDEXED: "indexed",
    Step.NEVER_SEEN: "never seen",
}


@app.command()
def command(
    url: Annotated[
        str,
        typer.Argument(metavar="URL", help="An address, a file of the inbox, or the id of an item or story."),
    ],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what became of an address: every step, its outcome, the reason and the time.

    Where the page changed, the sentences that name the cluster or a partner are shown as they were and as they are.
    """
    settings = settings_of(config)
    for step, changes in _steps(url, settings):
        if as_json:
            emit(_as_object(step, changes))
        else:
            _show(step, changes)


def _steps(url: str, settings: Settings) -> list[tuple[StepRow, Changes]]:
    if not Ledger.exists(settings.store_folder):
        return [(never_seen(url, settings, None, system_clock()), ())]
    ledger = Ledger.open(settings.store_folder)
    try:
        with ledger.reading() as book:
            steps = (
                history_of(book, url)
                or _erased(book, url)
                or _of_story(book, url)
                or [never_seen(url, settings, book, system_clock())]
            )
            return [(step, _changes(book, step)) for step in steps]
    finally:
        ledger.close()


def _erased(book: Book, url: str) -> list[StepRow]:
    """The way of an address that was erased: its steps without reasons, and that it is not collected again."""
    if (token := book.bars.token(url)) is None:
        return []
    steps = [replace(step, url=url) for step in book.addresses.history(token)]
    at = book.bars.since(url)
    if steps and steps[-1].outcome is Outcome.ERASED:
        return [*steps[:-1], replace(steps[-1], reason=ERASED if at else f"{ERASED}; that was lifted since")]
    return [StepRow(url, Step.DISCOVERED, Outcome.ERASED, ERASED, at, __version__)] if at else []


def _of_story(book: Book, identity: str) -> list[StepRow]:
    """The way of the item with this id, which is a story's id too; where the story became part of another, that."""
    item = book.items.get(identity)
    steps = history_of(book, item.url) if item else []
    if item and steps and item.story != identity:
        reason = f"story {identity} is part of story {item.story}"
        steps.append(
            replace(steps[-1], step=Step.GROUPED, outcome=Outcome.UNCHANGED, reason=reason, revision=None)
        )
    return steps


def _changes(book: Book, step: StepRow) -> Changes:
    return book.revisions.changes(step.url, step.revision) if step.revision else ()


def _as_object(step: StepRow, changes: Changes) -> dict[str, Any]:
    told = {
        "step": step.step,
        "outcome": step.outcome,
        "reason": step.reason,
        "at": shown(step.at),
        "version": step.version,
    }
    return told | ({"changes": [asdict(change) for change in changes]} if step.revision else {})


def _show(step: StepRow, changes: Changes) -> None:
    when = step.at.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M:%S")
    how = "" if step.outcome in (Outcome.OK, Outcome.NEVER_SEEN) else f" {step.outcome}"
    plain(f"{when}  {WORDS[step.step]}{how}{': ' + step.reason if step.reason else ''}")
    for change in changes:
        plain(f"    before: {change.before or '(not there)'}")
        plain(f"    after:  {change.after or '(gone)'}")

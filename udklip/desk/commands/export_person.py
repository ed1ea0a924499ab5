"""`udklip export-person`: what is held on somebody."""

from dataclasses import asdict
from typing import Annotated

import typer

from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain
from udklip.schedules.keeping.person import Held, OnItem, held_on
from udklip.schedules.keeping.wish import Person

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Somebody, by the full name.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give what is held on a person: items with the sentences that name them, titles, quotes, and every other row.

    The names are found as `udklip erase --person` finds them. Letters, recipients and watches are there too.
    """
    person = Person(name)
    ledger = ledger_of(settings_of(config))
    try:
        held = held_on(ledger, person)
    finally:
        ledger.close()
    if as_json:
        emit(asdict(held))
    else:
        _show(held)


def _show(held: Held) -> None:
    plain(f"{held.name}: {len(held.items)} items")
    for item in held.items:
        _show_item(item)
    for what, values in (
        ("address", held.addresses),
        ("gets mail at", held.recipient),
        ("account", held.accounts),
        ("watch", held.watches),
    ):
        for value in values:
            plain(f"{what}: {value}")
    for table, rows in held.elsewhere.items():
        plain(f"\n{table}: {len(rows)} rows")
        for row in rows:
            plain(f"  {'; '.join(f'{name}: {value}' for name, value in row.items())}")


def _show_item(item: OnItem) -> None:
    plain(f"\n{item.when[:10]}  {item.source}  {item.title or item.url}\n  {item.url}")
    if item.is_author:
        plain("  named as author")
    for what, lines in (("is", item.titles), ("says", item.quotes), ("contact", item.contacts)):
        for line in lines:
            plain(f"  {what}: {line}")
    for sentence in item.sentences:
        plain(f"  {sentence}")
    if item.earlier_texts:
        plain(f"  and {item.earlier_texts} earlier texts")

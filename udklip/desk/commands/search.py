"""`udklip search`: the coverage that a query finds."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from udklip.core.errors import SettingsError
from udklip.core.ledger import Ledger
from udklip.core.rights import Audience
from udklip.desk import searching
from udklip.desk.export.order import Order
from udklip.desk.options import ConfigOption, JsonOption, day, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.indexer.facets import Facet
from udklip.indexer.grammar.slips import slip
from udklip.indexer.index import MOST_HITS, Counts, Index, SearchOptions, Sort
from udklip.indexer.query import parse

app = typer.Typer(rich_markup_mode=None)

PREVIEW_DAYS = 30
SHOWN = 20


@app.command()
def command(
    query: Annotated[str, typer.Argument(help='For example: klynge AND titel:"life science"')],
    config: ConfigOption = None,
    as_json: JsonOption = False,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, max=MOST_HITS, help="At most so many hits; unless said, 20, or all with --export."
        ),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day, in Copenhagen.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, included.")] = None,
    sort: Annotated[Sort, typer.Option(help="Best first or newest first.")] = Sort.RELEVANCE,
    all_copies: Annotated[
        bool, typer.Option("--all-copies", help="Every copy of a story, not the best one.")
    ] = False,
    count: Annotated[
        bool, typer.Option("--count", help="Only how many articles, outlets and stories.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only how many the last 30 days would have had.")
    ] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Only what the hits are made of: sources, names, kinds, months.")
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write all hits, newest first, to a .xlsx, .csv, .docx, .json or .rss."
        ),
    ] = None,
    audience: Annotated[Audience, typer.Option(help="Who the exported file is for.")] = Audience.STAFF,
) -> None:
    """Search the coverage; copies of one story are folded into the best of them."""
    settings = settings_of(config)
    options = SearchOptions(
        limit=limit or SHOWN,
        first=day(first, "--from"),
        last=day(last, "--to"),
        sort=sort,
        all_copies=all_copies,
    )
    _check(query)
    if export and (count or preview or facets):
        raise SettingsError("--export writes the hits: leave --count, --preview and --facets out")
    ledger = ledger_of(settings)
    with searching.open_for_reading(settings) as index:
        if count or preview:
            asked = searching.of_last_days(query, PREVIEW_DAYS) if preview else query
            _print_count(searching.count(asked, options, index, ledger), as_json=as_json)
            return
        if facets:
            _print_facets(searching.facets(query, options, index, ledger), as_json=as_json)
            return
        if export:
            _export(Order(query, options, export, audience, limit), index, ledger, as_json=as_json)
            return
        _print_hits(searching.search(query, options, index, ledger), as_json=as_json)


def _check(query: str) -> None:
    """See that `query` parses, and say where it was probably meant otherwise."""
    parse(query)
    if meant := slip(query):
        say(f"udklip: {meant.english}")


def _print_hits(rows: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    for row in rows:
        if as_json:
            emit(row)
        else:
            _show(row)
    if not as_json and not rows:
        say("No hits.")


def _export(order: Order, index: Index, ledger: Ledger, *, as_json: bool) -> None:
    # The libraries that write Excel and Word are loaded only where a file is asked for.
    from udklip.desk.export.exporting import export  # noqa: PLC0415

    rows = export(order, index, ledger)
    say(f"Wrote {rows} {'row' if rows == 1 else 'rows'} to {order.path}, newest first.")
    if as_json:
        emit({"file": str(order.path), "rows": rows})


def _print_count(counts: Counts, *, as_json: bool) -> None:
    if as_json:
        emit(asdict(counts))
    else:
        plain(f"{counts.articles} articles in {counts.outlets} outlets, {counts.stories} stories")


def _print_facets(facets: Sequence[Facet], *, as_json: bool) -> None:
    for facet in facets:
        if as_json:
            emit({"facet": facet.name, "exact": facet.exact, "values": [asdict(one) for one in facet.values]})
            continue
        plain(facet.name if facet.exact else f"{facet.name} (stories are estimates)")
        for one in facet.values:
            plain(f"    {one.value}: {one.articles} articles, {one.outlets} outlets, {one.stories} stories")


def _show(row: dict[str, Any]) -> None:
    copies = f", {row['copies']} copies in {row['outlets']} outlets" if row["copies"] > 1 else ""
    published = row["published"]
    when = published[:16].replace("T", " ") if published else "undated"
    plain(f"{when}  {row['source']}  {row['title'] or ''}  [{row['kind']}, {row['access']}{copies}]")
    if row["snippet"]:
        plain(f"    {row['snippet']}")
    plain(f"    {row['url']}")

"""`udklip stories`: which items are the same story, and what was taken from which press release."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from udklip.core.ledger import StoryMember
from udklip.core.reading import Reading
from udklip.core.settings import Settings
from udklip.crawler.inbox import SCHEME
from udklip.desk.commands.read import read_file
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.schedules.grouping import FileStory, group_readings

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    files: Annotated[list[Path] | None, typer.Argument(help="Group these files alone.")] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the stories, single items too; with files, group those alone."""
    settings = settings_of(config)
    stories, failed = _of_files(files) if files else (_of_ledger(settings), 0)
    for story in stories:
        if as_json:
            emit(story)
        else:
            _show(story)
    if failed:
        raise typer.Exit(1)


def _of_ledger(settings: Settings) -> list[dict[str, Any]]:
    ledger = ledger_of(settings)
    with ledger.reading() as book:
        return [_as_object(story, members) for story, members in book.stories.all().items()]


def _as_object(story: str, members: Sequence[StoryMember]) -> dict[str, Any]:
    release = next((member.release for member in members if member.release), None)
    return {
        "story": story,
        "items": [{"id": member.id, **_where(member.url), "source": member.source} for member in members],
        "release": release,
        "pickups": [{"id": m.id, "share": m.release_share} for m in members if m.release],
    }


def _where(url: str) -> dict[str, str]:
    return {"file": url.removeprefix(SCHEME)} if url.startswith(SCHEME) else {"url": url}


def _of_files(files: Sequence[Path]) -> tuple[list[dict[str, Any]], int]:
    readings: dict[str, Reading] = {}
    failed = 0
    for file in files:
        outcome, reading, reason = read_file(file)
        if reading is None:
            say(f"{file}: {outcome}: {reason}")
            failed += 1
        else:
            readings[str(file)] = reading
    return [_file_story(group) for group in group_readings(readings)], failed


def _file_story(group: FileStory) -> dict[str, Any]:
    return {
        "story": group.keys[0],
        "items": [{"id": key, "file": key, "source": None} for key in group.keys],
        "release": group.release,
        "pickups": [{"id": key, "share": share} for key, share in group.pickups],
    }


def _show(story: dict[str, Any]) -> None:
    shares = {pickup["id"]: pickup["share"] for pickup in story["pickups"]}
    plain(f"story {story['story']}: {len(story['items'])} item{'s' if len(story['items']) > 1 else ''}")
    for item in story["items"]:
        note = "  the release" if item["id"] == story["release"] else ""
        share = f"  {shares[item['id']]:.0%} from the release" if item["id"] in shares else ""
        plain(f"  {item['source'] or ''}  {item.get('url') or item.get('file')}{note}{share}")

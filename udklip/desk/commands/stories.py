"""`udklip stories`: which items are the same story, and what was taken from which press release."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from udklip.core.ledger import Book, StoryMember
from udklip.core.reading import Reading
from udklip.core.rights import Showing
from udklip.core.settings import Settings
from udklip.core.source import Rights
from udklip.crawler.inbox import SCHEME
from udklip.desk.commands.read import read_file
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.nlp.stories.pickups import Sentence, takeover
from udklip.schedules.file_stories import FileStory, Pickup, group_readings
from udklip.schedules.grouping import article_text

app = typer.Typer(rich_markup_mode=None)

Texts = Mapping[str, tuple[Reading, Rights]]


@app.command()
def command(
    files: Annotated[list[Path] | None, typer.Argument(help="Group these files alone.")] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the stories, single items too; with files, group those alone.

    A story with a press release says what each pickup took from it (the share of the pickup's words that stand in
    sentences taken over), how many words it added and how many of the release's it cut, and where both may be shown
    in full also which sentences.
    """
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
        return [_as_object(book, story, members) for story, members in book.stories.all().items()]


def _as_object(book: Book, story: str, members: Sequence[StoryMember]) -> dict[str, Any]:
    taken = [Pickup(m.id, m.release, m.release_share) for m in members if m.release and m.release_share]
    wanted = {identity for pickup in taken for identity in (pickup.key, pickup.release)}
    texts = {id_: (item.reading, item.rights) for id_, item in book.items.many(sorted(wanted)).items()}
    named = Counter(pickup.release for pickup in taken).most_common(1)
    return {
        "story": story,
        "items": [{"id": member.id, **_where(member.url), "source": member.source} for member in members],
        "release": named[0][0] if named else None,
        "pickups": [_pickup(pickup, texts) for pickup in taken if pickup.release in texts],
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
    texts = {key: (reading, Rights.FULL) for key, reading in readings.items()}
    return [_file_story(group, texts) for group in group_readings(readings)], failed


def _file_story(group: FileStory, texts: Texts) -> dict[str, Any]:
    return {
        "story": group.keys[0],
        "items": [{"id": key, "file": key, "source": None} for key in group.keys],
        "release": group.release,
        "pickups": [_pickup(pickup, texts) for pickup in group.pickups],
    }


def _pickup(pickup: Pickup, texts: Texts) -> dict[str, Any]:
    """What was taken over; sentences only where the rights allow the whole text they are from."""
    (article, rights), (release, release_rights) = texts[pickup.key], texts[pickup.release]
    compared = takeover(article_text(article), article_text(release))
    return {
        "id": pickup.key,
        "share": pickup.share,
        "release": pickup.release,
        "added_words": sum(sentence.words for sentence in compared.added),
        "cut_words": sum(sentence.words for sentence in compared.cut),
        "added": _shown(compared.added, rights),
        "cut": _shown(compared.cut, release_rights),
    }


def _shown(sentences: Sequence[Sentence], rights: Rights) -> list[str] | None:
    if rights is not Rights.FULL:
        return None
    showing = Showing(rights)
    return [passage for sentence in sentences if (passage := showing.passage(sentence.text))]


def _show(story: dict[str, Any]) -> None:
    pickups = {pickup["id"]: pickup for pickup in story["pickups"]}
    plain(f"story {story['story']}: {len(story['items'])} item{'s' if len(story['items']) > 1 else ''}")
    for item in story["items"]:
        note = "  the release" if item["id"] == story["release"] else ""
        taken = _told(pickups[item["id"]]) if item["id"] in pickups else ""
        plain(f"  {item['source'] or ''}  {item.get('url') or item.get('file')}{note}{taken}")


def _told(pickup: dict[str, Any]) -> str:
    share, added, cut = pickup["share"], pickup["added_words"], pickup["cut_words"]
    return f"  {share:.0%} from the release, {added} words added, {cut} cut"

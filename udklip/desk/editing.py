"""What an editor does to the overview of a day, and how it stands after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from udklip.core.errors import SettingsError, UdklipError
from udklip.core.ledger import Book, Edit, EditAction, Ledger
from udklip.core.ledger.people.values import AuditRow
from udklip.core.settings import Settings
from udklip.core.times import COPENHAGEN, shown
from udklip.schedules.overview.editing import standing_edits
from udklip.schedules.overview.editions import Edition
from udklip.schedules.overview.entries import one_line
from udklip.schedules.overview.from_ledger import gathered
from udklip.schedules.overview.values import Overview

MOST_WORDS = 600
_SAID = {
    EditAction.LEAVE_OUT: "left out",
    EditAction.MOVE_UP: "moved up",
    EditAction.COMMENT: "commented",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line: one of these."""

    leave_out: str | None = None
    move_up: str | None = None
    comment: tuple[str, str] | None = None
    undo: bool = False

    @property
    def count(self) -> int:
        """How many things were asked for."""
        return sum([*(each is not None for each in (self.leave_out, self.move_up, self.comment)), self.undo])

    def as_edit(self, who: str, at: datetime) -> Edit:
        """The edit that this is."""
        if self.undo:
            return Edit(EditAction.UNDO, None, None, who, at)
        if self.comment:
            return Edit(EditAction.COMMENT, self.comment[0], _comment(self.comment[1]), who, at)
        action = EditAction.LEAVE_OUT if self.leave_out else EditAction.MOVE_UP
        return Edit(action, self.leave_out or self.move_up, None, who, at)


@dataclass(frozen=True, slots=True)
class Listed:
    """The stories of an overview as it stands, and the edits that made it so; `version` counts all there ever were."""

    overview: Overview
    edits: tuple[Edit, ...]
    version: int = 0

    def as_object(self) -> dict[str, Any]:
        """As JSON knows it."""
        return {
            "day": self.overview.day.isoformat(),
            "stories": [
                {
                    "story": story.id,
                    "title": story.lead.title,
                    "relevance": story.relevance,
                    "comment": story.comment,
                }
                for story in self.overview.stories
            ],
            "left_out": self.overview.left_out,
            "edits": edits_as_objects(self.edits),
        }

    def as_lines(self) -> Iterator[str]:
        """As people read it."""
        for story in self.overview.stories:
            yield f"{story.id}  {story.lead.source}: {story.lead.title}"
        for edit in self.edits:
            words = f": {edit.words}" if edit.words else ""
            yield f"  {edit.story} {_SAID[edit.action]} by {edit.who}, {edit.at.astimezone(COPENHAGEN):%H:%M}{words}"


def edits_as_objects(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """Edits as JSON knows them."""
    return [
        {
            "action": edit.action,
            "story": edit.story,
            "words": edit.words,
            "who": edit.who,
            "at": shown(edit.at),
        }
        for edit in edits
    ]


class Overtaken(UdklipError):
    """Somebody else edited the overview since it was looked at."""


def carry_out(
    ledger: Ledger,
    settings: Settings,
    edition: Edition,
    day: date,
    asked: Asked,
    who: str,
    now: datetime,
    *,
    seen: int | None = None,
) -> None:
    """Keep what the editor wants; `seen` is how many edits there were when they looked, where that is known.

    Raises:
        SettingsError: the overview was sent, has no such story, or there is nothing to take back.
        Overtaken: there are more edits by now.
    """
    edit = asked.as_edit(one_line(who), now)
    with ledger.writing() as book:
        _refuse_what_was_sent(book, edition, day)
        edits = book.overviews.edits(edition.id, day)
        if seen is not None and seen != len(edits):
            who_did = edits[-1].who if edits else None
            raise Overtaken(f"the overview of {day} was edited by {who_did or 'somebody'} in the meantime")
        standing = standing_edits(edits)
        if edit.action is EditAction.UNDO and not standing:
            raise SettingsError(f"--undo: nothing was edited in the overview of {day}")
        if edit.story is not None:
            _refuse_unknown(book, settings, edition, day, edit.story)
        book.overviews.edit(edition.id, day, edit)
        about = " ".join(filter(None, (edit.action, edit.story)))
        book.decisions.note_change(AuditRow(now, edit.who or "", "overview", day.isoformat(), about))


def listed(ledger: Ledger, settings: Settings, edition: Edition, day: date) -> Listed:
    """How the overview stands."""
    with ledger.reading() as book:
        every = book.overviews.edits(edition.id, day)
        found = gathered(book, settings, edition, day)
    return Listed(found.composed(settings.profile.name), tuple(standing_edits(every)), len(every))


def _refuse_what_was_sent(book: Book, edition: Edition, day: date) -> None:
    last = book.overviews.last(edition.id)
    if last is None or last.day < day:
        return
    if row := book.overviews.of_day(edition.id, day):
        sent = row.made.astimezone(COPENHAGEN)
        raise SettingsError(
            f"the overview of {day} went out at {sent:%H:%M} on {sent:%Y-%m-%d}: too late to edit it"
        )
    raise SettingsError(f"no overview goes out for {day} any more: that of {last.day} held what there was")


def _refuse_unknown(book: Book, settings: Settings, edition: Edition, day: date, story: str) -> None:
    found = gathered(book, settings, edition, day)
    if book.stories.current(story) not in {item.story for item in found.coverage.items}:
        raise SettingsError(
            f"{story!r} is no story of the overview of {day}: `udklip digest edit --for {day} --list` names them"
        )


def _comment(words: str) -> str:
    said = one_line(words)
    if not said or len(said) > MOST_WORDS:
        raise SettingsError(f"--comment: say something in at most {MOST_WORDS} characters")
    return said

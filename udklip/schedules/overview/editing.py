"""What an editor wants of an overview: stories left out, moved up, commented on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from udklip.core.ledger import Edit, EditAction
from udklip.schedules.overview.values import SECTIONS, Story

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wishes:
    """The edits of one overview taken together, by the ids that its stories have now.

    A story that is moved up comes first in its section; of two the one moved last.
    """

    left_out: frozenset[str] = frozenset()
    raised: tuple[str, ...] = ()
    comments: Mapping[str, str] = field(default_factory=lambda: _NONE)
    editors: tuple[str, ...] = ()

    def arrange(self, stories: Iterable[Story]) -> tuple[Story, ...]:
        """Stories in the order that is wanted, with what the editor says of them."""
        said = [replace(story, comment=self.comments.get(story.id)) for story in stories]
        return tuple(sorted(said, key=self._place))

    def _place(self, story: Story) -> tuple[int, int]:
        height = self.raised.index(story.id) + 1 if story.id in self.raised else 0
        return (SECTIONS.index(story.relevance), -height)


AS_IT_COMES = Wishes()


def standing_edits(edits: Sequence[Edit]) -> list[Edit]:
    """The edits that were not taken back."""
    standing: list[Edit] = []
    for edit in edits:
        if edit.action is not EditAction.UNDO:
            standing.append(edit)
        elif standing:
            standing.pop()
    return standing


def wishes_of(edits: Sequence[Edit], current: Callable[[str], str | None]) -> Wishes:
    """What the edits come to; `current` gives the story that a story is part of by now."""
    standing = [(edit, current(edit.story or "") or "") for edit in standing_edits(edits)]
    raised = [story for edit, story in standing if edit.action is EditAction.MOVE_UP]
    return Wishes(
        left_out=frozenset(story for edit, story in standing if edit.action is EditAction.LEAVE_OUT),
        raised=tuple(dict.fromkeys(reversed(raised)))[::-1],
        comments={
            story: edit.words for edit, story in standing if edit.action is EditAction.COMMENT and edit.words
        },
        editors=tuple(
            dict.fromkeys(
                edit.who for edit, _ in standing if edit.who and edit.action is EditAction.LEAVE_OUT
            )
        ),
    )

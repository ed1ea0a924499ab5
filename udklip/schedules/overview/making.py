"""Makes the overviews that are due: row, items, mark and letters in one transaction, or nothing of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from udklip.core.errors import UdklipError
from udklip.core.ledger import Book, Edit, OverviewRow
from udklip.core.letter import Letter, Recipient
from udklip.core.rights import Audience
from udklip.core.settings import Group
from udklip.schedules.overview.building import overview_id
from udklip.schedules.overview.editions import Edition, editions_of
from udklip.schedules.overview.gathering import Gathered, gather_coming
from udklip.schedules.overview.rendering.letter import to_letter
from udklip.schedules.service.job import JobOutcome, Report, Workplace

ATTEMPTS = 5

RecipientsOf = Callable[[Book, Group], Sequence[Recipient]]
"""The people of a group, as the ledger knows them."""


def nobody(book: Book, group: Group) -> Sequence[Recipient]:  # noqa: ARG001 - it has the type of its likes
    """Where no list of people is kept, groups are empty."""
    return ()


def make_due_overviews(workplace: Workplace, recipients_of: RecipientsOf = nobody) -> Report:
    """Make the overview of every edition that is due and was not made yet.

    After days without a service each edition makes one, which holds everything since its last.

    Raises:
        UdklipError: the ledger changed again and again while an overview was built.
    """
    now = workplace.clock()
    editions = editions_of(workplace.settings).items()
    made = [
        one for edition, groups in editions if (one := _make(workplace, edition, groups, now, recipients_of))
    ]
    if not made:
        return Report(JobOutcome.NOTHING)
    counts = {
        "overviews": len(made),
        "items": sum(one.items for one in made),
        "letters": sum(one.letters for one in made),
        "recipients": sum(one.recipients for one in made),
    }
    return Report(JobOutcome.DONE, counts)


def due_day(book: Book, edition: Edition, now: datetime) -> date | None:
    """The day whose overview is due and was not made; None where there is none.

    The first one of an edition is due once something was collected before its hour.
    """
    day = edition.last_due(now)
    if last := book.overviews.last(edition.id):
        return day if last.day < day else None
    began = book.runs.first_began()
    return day if began and began <= edition.moment(day) else None


@dataclass(frozen=True, slots=True)
class _Made:
    items: int
    letters: int
    recipients: int


@dataclass(frozen=True, slots=True)
class _State:
    """What an overview rests on: while this is the same, what was built still holds."""

    last: OverviewRow | None
    edits: list[Edit]
    revisions: dict[str, int]


def _make(
    workplace: Workplace, edition: Edition, groups: list[Group], now: datetime, recipients_of: RecipientsOf
) -> _Made | None:
    """Built while others write, for that takes seconds; kept only if what it was built of still stands."""
    for _ in range(ATTEMPTS):
        with workplace.ledger.reading() as book:
            day = due_day(book, edition, now)
            if day is None:
                return None
            found = gather_coming(book, workplace.settings, edition, day, now)
            state = _state(book, found)
        letters = _letters(workplace, found, groups)
        with workplace.ledger.writing() as book:
            if _state(book, found) == state:
                return _keep(book, workplace, found, letters, groups, now, recipients_of)
    raise UdklipError(
        f"{edition.id}: the ledger changed {ATTEMPTS} times while the overview was built; run it again"
    )


def _state(book: Book, found: Gathered) -> _State:
    taken = {item.id for item in found.coverage.items}
    lowest = min((item.ready for item in found.coverage.items), default=found.mark)
    revisions = book.overviews.revisions_above(lowest - 1)
    return _State(
        last=book.overviews.last(found.edition.id),
        edits=book.overviews.edits(found.edition.id, found.day),
        revisions={item: revision for item, revision in revisions.items() if item in taken},
    )


def _letters(workplace: Workplace, found: Gathered, groups: list[Group]) -> dict[Audience, Letter]:
    """A letter for each audience that the groups have; staff first, who are shown more."""
    wanted = {group.audience for group in groups}
    profile = workplace.settings.profile.name
    return {
        audience: to_letter(found.composed(profile, audience)) for audience in Audience if audience in wanted
    }


def _keep(
    book: Book,
    workplace: Workplace,
    found: Gathered,
    letters: dict[Audience, Letter],
    groups: list[Group],
    now: datetime,
    recipients_of: RecipientsOf,
) -> _Made:
    """Write the overview and post its letters; whoever stands in several groups gets one letter."""
    items = found.coverage.items
    row = OverviewRow(
        id=overview_id(found.edition.id, found.day, workplace.settings.profile.name),
        edition=found.edition.id,
        day=found.day,
        made=now,
        after=found.window.after,
        upto=found.window.upto,
        mark=found.mark,
        certificate={name: (line.state, line.tally) for name, line in found.certificate.sources.items()},
    )
    left_out = {item.id for item in items if item.story in found.wishes.left_out}
    book.overviews.add(row, [item.id for item in items], left_out)
    told: set[str] = set()
    for audience, letter in letters.items():
        people = [
            person
            for group in groups
            if group.audience is audience
            for person in recipients_of(book, group)
            if person.address not in told
        ]
        told.update(person.address for person in people)
        book.outbox.post(letter, people, now)
    return _Made(len(items), len(letters), len(told))

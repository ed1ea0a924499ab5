"""Who gets the alerts of a watch: the groups that name it, and single addresses."""

from collections.abc import Iterator, Mapping, Sequence

from udklip.core.ledger import Book
from udklip.core.ledger.watching.values import Watch
from udklip.core.letter import Recipient
from udklip.core.rights import Audience
from udklip.core.settings import Group, Rhythm
from udklip.schedules.recipients import RecipientsOf


def alerted(watch: str, groups: Sequence[Group]) -> list[Group]:
    """The groups that are told at once of what `watch` hits."""
    return [group for group in groups if group.rhythm is Rhythm.AT_ONCE and watch in group.watches]


def addressees(
    watch: Watch, groups: Sequence[Group], book: Book, whom: RecipientsOf
) -> Mapping[Audience, Sequence[Recipient]]:
    """Everybody once, by what they may be shown; who is in two groups is told what staff is.

    Nothing is known of single addresses: they are shown what members outside are.
    """
    found: dict[Audience, list[Recipient]] = {}
    told: set[str] = set()
    for audience, recipient in sorted(_all(watch, groups, book, whom), key=_staff_first):
        if recipient.address.casefold() not in told:
            told.add(recipient.address.casefold())
            found.setdefault(audience, []).append(recipient)
    return found


def _all(
    watch: Watch, groups: Sequence[Group], book: Book, whom: RecipientsOf
) -> Iterator[tuple[Audience, Recipient]]:
    for group in alerted(watch.name, groups):
        yield from ((group.audience, recipient) for recipient in whom(book, group.name))
    yield from ((Audience.MEMBERS, Recipient(address)) for address in watch.addresses)


def _staff_first(each: tuple[Audience, Recipient]) -> bool:
    return each[0] is not Audience.STAFF

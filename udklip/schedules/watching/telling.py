"""Makes alerts of what watches hit, where their cool-down and quiet hours allow it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from udklip.core.item import PressItem
from udklip.core.ledger import Book
from udklip.core.ledger.watching.values import Untold, Watch
from udklip.schedules.recipients import RecipientsOf
from udklip.schedules.service.job import Workplace
from udklip.schedules.watching.addressees import addressees
from udklip.schedules.watching.alert import Found, alert_id, build_alert
from udklip.schedules.watching.asking import node_now
from udklip.schedules.watching.letters import alert_letter
from udklip.schedules.watching.pace import earliest

_READ_AT_ONCE = 500

OwnNames = Callable[[], frozenset[str]]
"""The canonical names of the cluster itself, asked for where there is something to tell."""


@dataclass(slots=True)
class Told:
    """How many alerts were made, letters posted for them, and watches that wait with what they hit."""

    alerts: int = 0
    letters: int = 0
    waiting: int = 0


def tell(workplace: Workplace, whom: RecipientsOf, own: OwnNames) -> Told:
    """Tell what waits. An alert, its sendings and that it was told are one transaction: never half, never twice."""
    told = Told()
    now = workplace.clock()
    for watch in _with_news(workplace):
        if earliest(watch, now) > now:
            told.waiting += 1
            continue
        letters = _tell(workplace, watch.name, whom, own(), now)
        if letters is not None:
            told.alerts += 1
            told.letters += letters
    return told


def items_of(book: Book, identities: Collection[str]) -> list[PressItem]:
    """The items with these ids, however many, in that order."""
    wanted = list(identities)
    found: dict[str, PressItem] = {}
    for start in range(0, len(wanted), _READ_AT_ONCE):
        found |= book.items.many(wanted[start : start + _READ_AT_ONCE])
    return [found[each] for each in wanted]


def _with_news(workplace: Workplace) -> list[Watch]:
    with workplace.ledger.reading() as book:
        waiting = set(book.watches.hits.waiting())
        return [watch for watch in book.watches.all() if watch.name in waiting]


def _tell(
    workplace: Workplace, name: str, whom: RecipientsOf, own: frozenset[str], now: datetime
) -> int | None:
    """One alert of the watch called `name`; gives how many letters that took, None where there was nothing."""
    groups = workplace.settings.groups
    with workplace.ledger.writing() as book:
        watch = book.watches.get(name)
        untold = book.watches.hits.untold(name)
        if watch is None or not untold:
            return None
        node = node_now(watch, book, now)
        found = _found(book, name, untold, own)
        people = addressees(watch, groups, book, whom)
        for audience, recipients in people.items():
            letter = alert_letter(build_alert(watch, node, found, now, audience), audience)
            book.outbox.post(letter, recipients, now)
        told = [each.item for each in untold]
        book.watches.hits.tell(name, alert_id(name, told), told)
        book.watches.told(name, now)
    return len(people)


def _found(book: Book, name: str, untold: list[Untold], own: frozenset[str]) -> Found:
    items = items_of(book, [each.item for each in untold])
    earlier = book.watches.hits.told_in(name, {item.story for item in items})
    return Found(tuple(items), earlier, min(each.at for each in untold), own)

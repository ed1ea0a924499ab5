"""Omtale: one item, what the rights allow of it, who is in it, its copies, and how it came here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from udklip.core.analysis import Amount, Mention, Quote
from udklip.core.item import PressItem
from udklip.core.ledger import Book, Revision, StepRow
from udklip.core.ledger.people.values import MarkKind, Note
from udklip.core.outcomes import Outcome
from udklip.core.rights import Showing, mask_contacts
from udklip.core.source import Rights
from udklip.desk.page.gate import person_of
from udklip.desk.page.item.text import Paragraph, Piece, paragraphs_of
from udklip.desk.page.office import EVER, Office, office_of
from udklip.desk.page.rendering import answer
from udklip.schedules.overview.building import Coverage, stories_of
from udklip.schedules.overview.entries import entry_of
from udklip.schedules.overview.values import Entry

MOST_COPIES = 200


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something named in an item: `note` is a title, `mark` says klyngen or partner."""

    name: str
    note: str | None
    mark: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as its page shows it; `paragraphs`, `quotes` and `changes` are what the rights allow.

    `further` counts the other addresses under which the same text stands; `earlier` are the texts it had before.
    """

    item: PressItem
    entry: Entry
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Quote, ...]
    organisations: tuple[Named, ...]
    people: tuple[Named, ...]
    amounts: tuple[Amount, ...]
    copies: tuple[Entry, ...]
    pickups: tuple[Entry, ...]
    way: tuple[StepRow, ...]
    further: int
    earlier: tuple[Revision, ...]
    shows_changes: bool
    has_original: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What people decided and wrote of an item, as somebody sees it."""

    marks: frozenset[MarkKind]
    tags: tuple[str, ...]
    all_tags: tuple[str, ...]
    notes: tuple[Note, ...]


def item_page(request: Request) -> Response:
    """`/omtale/ID`; an id that became an alias shows the elder."""
    office, person = office_of(request), person_of(request)
    with office.ledger.reading() as book:
        item = book.items.get(request.path_params["id"])
        if item is None:
            raise HTTPException(404)
        shown = _shown(office, book, item)
        written = _written(book, item.id, person.name if person else "")
    return answer(request, "item.html.j2", shown=shown, written=written)


def _shown(office: Office, book: Book, item: PressItem) -> Shown:
    analysis = item.analysis
    addresses = book.addresses.of_item(item.id)
    own_way = next((way for url in addresses if _made_it(way := book.addresses.history(url))), [])
    copies = _copies(office, book, item)
    return Shown(
        item=item,
        entry=entry_of(item, EVER, office.own),
        paragraphs=_paragraphs(item),
        quotes=_quotes(item),
        organisations=_named(analysis.organisations, office.own),
        people=_named(analysis.people, office.own),
        amounts=_amounts(analysis.amounts),
        copies=tuple(copy for copy in copies if copy.release != item.id),
        pickups=tuple(copy for copy in copies if copy.release == item.id),
        way=tuple(own_way),
        further=max(len(addresses) - 1, 0),
        earlier=tuple(book.revisions.of(item.id)),
        shows_changes=item.rights is Rights.FULL,
        has_original=book.addresses.record_of(item.id) is not None,
    )


def _written(book: Book, item: str, who: str) -> Written:
    decisions = book.decisions
    return Written(
        marks=decisions.marks([item], who).get(item, frozenset()),
        tags=decisions.tags([item]).get(item, ()),
        all_tags=tuple(decisions.all_tags()),
        notes=tuple(decisions.notes(item)),
    )


def _paragraphs(item: PressItem) -> tuple[Paragraph, ...]:
    """Names are marked where all of the text may be shown; of an extract there is one piece, without the title."""
    if item.rights is Rights.FULL:
        return paragraphs_of(item.analysis, item.reading.title)
    passage = Showing(item.rights).passage(item.reading.below)
    return ((Piece(passage),),) if passage else ()


def _amounts(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """Each sum once, the largest first."""
    once = {(amount.value, amount.currency): amount for amount in amounts}
    return tuple(sorted(once.values(), key=lambda amount: -amount.value))


def _made_it(way: Iterable[StepRow]) -> bool:
    """Whether the item was made of this address, not found to be one already there."""
    return any(step.outcome is Outcome.READY for step in way)


def _quotes(item: PressItem) -> tuple[Quote, ...]:
    """Quotations stand in the text: only where all of it may be shown, contact details masked as there."""
    if item.rights is not Rights.FULL:
        return ()
    return tuple(replace(quote, text=mask_contacts(quote.text)) for quote in item.analysis.quotes)


def _named(mentions: Iterable[Mention], own: frozenset[str]) -> tuple[Named, ...]:
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_name.setdefault(mention.name, []).append(mention)
    return tuple(Named(name, _note(same), _mark(same[0], own)) for name, same in by_name.items())


def _mark(mention: Mention, own: frozenset[str]) -> str | None:
    if mention.name in own:
        return "klyngen"
    return "partner" if mention.partner else None


def _note(mentions: Iterable[Mention]) -> str | None:
    """The first title that the text gives, with its organisation."""
    roles = (role for mention in mentions for role in mention.titles if role.title or role.organisation)
    first = next(roles, None)
    return ", ".join(filter(None, (first.title, first.organisation))) if first else None


def _copies(office: Office, book: Book, item: PressItem) -> tuple[Entry, ...]:
    members = [member.id for member in book.stories.members(item.story)][:MOST_COPIES]
    others = tuple(other for other in book.items.many(members).values() if other.id != item.id)
    stories = stories_of(others, EVER, Coverage(others, {}, office.own))
    return tuple(entry for story in stories for entry in story.entries)

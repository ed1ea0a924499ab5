"""An article beside the press release it was taken from: what it kept, what it added, and what it cut."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from udklip.core.item import PressItem
from udklip.core.rights import mask_contacts
from udklip.core.source import Rights
from udklip.desk.page.office import EVER, Office, office_of
from udklip.desk.page.rendering import answer
from udklip.nlp.stories.pickups import Sentence, compare
from udklip.schedules.grouping import article_text
from udklip.schedules.overview.entries import entry_of
from udklip.schedules.overview.values import Entry


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: its sentences where all of it may be shown, and its words in both and in it alone."""

    entry: Entry
    sentences: tuple[Sentence, ...]
    shared_words: int
    own_words: int

    @property
    def share(self) -> float:
        """The share (0 to 1) of its words that the other has too."""
        total = self.shared_words + self.own_words
        return self.shared_words / total if total else 0.0


def comparison_page(request: Request) -> Response:
    """`/omtale/ID/sammenlign`: beside the release it was taken from."""
    office = office_of(request)
    with office.ledger.reading() as book:
        article = book.items.get(request.path_params["id"])
        release = book.items.get(article.release) if article and article.release else None
    if article is None or release is None:
        raise HTTPException(404)
    return answer(
        request,
        "comparison.html.j2",
        article=_side(office, article, release),
        release=_side(office, release, article),
    )


def _side(office: Office, item: PressItem, other: PressItem) -> Side:
    sentences = compare(article_text(item.reading), article_text(other.reading))
    shown = item.rights is Rights.FULL
    return Side(
        entry=entry_of(item, EVER, office.own),
        sentences=tuple(map(_masked, sentences)) if shown else (),
        shared_words=sum(each.words for each in sentences if each.in_both),
        own_words=sum(each.words for each in sentences if not each.in_both),
    )


def _masked(sentence: Sentence) -> Sentence:
    return Sentence(mask_contacts(sentence.text), sentence.words, sentence.in_both)

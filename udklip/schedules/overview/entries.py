"""Makes the entry of one item. What leaves here went through the gate of rights."""

import unicodedata
from collections.abc import Iterator

from udklip.core.analysis import Mention, Quote, Relevance
from udklip.core.item import PressItem
from udklip.core.reading import Kind
from udklip.core.rights import Audience, Showing, mask_contacts
from udklip.core.source import Rights
from udklip.indexer.document import is_earned
from udklip.indexer.sentences import sentences
from udklip.indexer.texts import title_length
from udklip.schedules.overview.values import Entry, Origin, Quoted
from udklip.schedules.overview.window import Window

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def entry_of(
    item: PressItem, window: Window, own: frozenset[str], audience: Audience = Audience.STAFF
) -> Entry:
    """The entry of `item` for `audience`; `own` are the canonical names of the cluster itself."""
    partners = (mention.name for mention in item.analysis.organisations if mention.partner)
    return Entry(
        id=item.id,
        url=item.url,
        source=item.source,
        title=shown_title(item),
        when=item.when,
        published=item.reading.published,
        kind=item.analysis.kind,
        access=item.reading.access,
        origin=origin_of(item),
        relevance=item.relevance,
        ocr=item.reading.ocr,
        late=item.reading.published is not None and item.reading.published <= window.after,
        partners=tuple(dict.fromkeys(one_line(name) for name in partners if name not in own)),
        quoted=tuple(dict.fromkeys(_quoted(item.analysis.quotes))),
        sentence=_shown_naming(item, own, audience),
        release=item.release,
        share=item.release_share,
    )


def shown_title(item: PressItem) -> str:
    """The title as it may be shown, or the address of what has none."""
    return one_line(mask_contacts(item.reading.title or "")) or item.url


def origin_of(item: PressItem) -> Origin:
    """Paid for, telegram, earned, or an organisation's own words: what it counts as."""
    kind = item.analysis.kind
    if kind is Kind.SPONSORED:
        return Origin.SPONSORED
    if kind is Kind.WIRE:
        return Origin.WIRE
    return Origin.EARNED if is_earned(kind, item.source_type) else Origin.OWN


def naming_sentence(item: PressItem, own: frozenset[str]) -> str | None:
    """The first sentence after the title that names the cluster, else a partner, else has a term of the field."""
    text, after_title = item.analysis.text, title_length(item)
    if item.relevance is Relevance.FIELD:
        return _with_a_term(text[after_title:], item.matched)
    partners = [m for m in item.analysis.organisations if m.partner and m.start >= after_title]
    us = next((mention for mention in partners if mention.name in own), None)
    naming = us or next(iter(partners), None)
    return _sentence_around(text, naming) if naming else None


def _shown_naming(item: PressItem, own: frozenset[str], audience: Audience) -> str | None:
    """That sentence as the audience may be shown it; not looked for where the gate would say no."""
    showing = Showing(item.rights, audience)
    naming = None if showing.allowed is Rights.LINK else naming_sentence(item, own)
    return showing.passage(one_line(naming)) if naming else None


def one_line(text: str) -> str:
    """`text` without line breaks, control characters and characters that turn the direction of reading."""
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    return "".join(char for char in spaced if unicodedata.category(char) not in _UNSEEN)


def _sentence_around(text: str, mention: Mention) -> str | None:
    end = 0
    for sentence in sentences(text):
        begin = text.index(sentence, end)
        end = begin + len(sentence)
        if begin <= mention.start < end:
            return sentence
    return None


def _with_a_term(text: str, terms: tuple[str, ...]) -> str | None:
    if not terms:
        return None
    folded = [term.casefold() for term in terms]
    found = (sentence for sentence in sentences(text) if any(term in sentence.casefold() for term in folded))
    return next(found, None)


def _quoted(quotes: tuple[Quote, ...]) -> Iterator[Quoted]:
    """Everybody quoted, once, with the title of the quote that gives one."""
    titled: dict[str, Quoted] = {}
    for quote in quotes:
        if quote.speaker and (quote.speaker not in titled or not titled[quote.speaker].title):
            titled[quote.speaker] = Quoted(
                one_line(quote.speaker), quote.title and one_line(quote.title), quote.organisation
            )
    return iter(titled.values())

"""An item's text as title, lead and body without contact details: what is cut into words."""

import re
from dataclasses import dataclass

from udklip.core.item import PressItem
from udklip.core.rights import mask_contacts

_MASKS = re.compile(r"\[(?:e-mail|telefon)\]")


@dataclass(frozen=True, slots=True)
class Texts:
    """Title, lead and body, each possibly empty."""

    title: str
    lead: str
    body: str


def texts_of(item: PressItem) -> Texts:
    """Take the analysed text apart again (it is mended where the reading is damaged), contact details blanked."""
    reading = item.reading
    title, rest = _title_and_rest(item)
    lead, body = _taken(rest, reading.lead, mended=reading.ocr)
    return Texts(_masked(title or reading.title or ""), _masked(lead), _masked(body))


def title_length(item: PressItem) -> int:
    """How many characters of the analysed text are its title."""
    return len(_title_and_rest(item)[0])


def _title_and_rest(item: PressItem) -> tuple[str, str]:
    text = item.analysis.text or item.reading.text
    return _taken(text, item.reading.title, mended=item.reading.ocr)


def _taken(text: str, part: str | None, *, mended: bool) -> tuple[str, str]:
    """The part at the beginning of `text` and what follows it; a mended part is the first paragraph."""
    if not part:
        return "", text
    if text.startswith(part):
        return part, text[len(part) :].lstrip()
    if mended:
        first, _, rest = text.partition("\n\n")
        return first, rest
    return "", text


def _masked(text: str) -> str:
    return _MASKS.sub(" ", mask_contacts(text))

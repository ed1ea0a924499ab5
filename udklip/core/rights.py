"""The one gate that everything leaving the system goes through: what may be shown of a text, and to whom.

`link` allows title, outlet, time, link and our own facts; `extract` also at most `extract_words` consecutive
words of an item; `full` everything. Ten words by default: eleven needed consent in Infopaq (C-5/08).

That is for staff. Members outside the organisation are another public: an extract that a monitoring organisation may
read itself it may not hand on, so they get what `link` allows of such a source, and the text of `full` ones.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from udklip.core.analysis import Analysis
from udklip.core.source import Rights

EXTRACT_WORDS = 10
SNIPPET_CHARACTERS = 280

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.,])(?:\(?\+45\)?[ \xa0]?)?(?:\d{2}(?:[ \xa0]?\d{2}){3}|\d{2}(?:-\d{2}){3})(?![\w]|[.,]\d)"
)


class Audience(StrEnum):
    """Who looks: staff of the organisation, or members outside it."""

    STAFF = "staff"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Showing:
    """What one audience may be shown of a source's texts, after the source's rights."""

    rights: Rights
    audience: Audience = Audience.STAFF
    extract_words: int = EXTRACT_WORDS

    @property
    def allowed(self) -> Rights:
        """What the audience gets of the source's rights."""
        handed_on = self.rights is Rights.EXTRACT and self.audience is Audience.MEMBERS
        return Rights.LINK if handed_on else self.rights

    def passage(self, sentence: str) -> str | None:
        """The sentence cut to what the rights allow, contact details masked; None where they forbid one."""
        if self.allowed is Rights.LINK:
            return None
        masked = mask_contacts(" ".join(sentence.split()))
        if self.allowed is Rights.FULL:
            return _cut(masked, SNIPPET_CHARACTERS)
        return first_words(masked, self.extract_words)

    def text(self, analysis: Analysis) -> str | None:
        """The text that may be shown, or None where only the link may."""
        if self.rights is Rights.FULL:
            return mask_contacts(analysis.text)
        return self.passage(analysis.text)


def mask_contacts(text: str) -> str:
    """`text` with e-mail addresses and Danish telephone numbers blanked."""
    # Without the question, the search for an address costs more than cutting the words of the text.
    masked = _EMAIL.sub("[e-mail]", text) if "@" in text else text
    return _PHONE.sub("[telefon]", masked)


def contact_places(text: str) -> list[tuple[int, int]]:
    """Where `mask_contacts` would blank something: start and end in characters."""
    return [match.span() for pattern in (_EMAIL, _PHONE) for match in pattern.finditer(text)]


def first_words(text: str, count: int) -> str:
    """At most `count` consecutive words, an ellipsis where something was left out."""
    words = text.split()
    return text if len(words) <= count else " ".join(words[:count]) + " …"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"

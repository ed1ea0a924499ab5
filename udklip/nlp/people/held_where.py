"""The body that an office is held in, where the words beside the person do not name it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from udklip.nlp.finds import ORG, Find
from udklip.nlp.people.role_patterns import GENERIC_OWNER
from udklip.nlp.well_known import bystanders

# Offices of one body: a text that gives them speaks of that body. Doctors, professors and politicians are left alone.
_OFFICE = re.compile(
    r".*(?:direktør|chef|chefen|direktøren|stifter|stifteren|grundlægger|partner|partneren|leder|lederen|(?<!pl)ejer|rektor|dekan"
    r"|sekretær|talsmand|talskvinde|talsperson|konsulent|manager|officer|founder|president|ceo|cfo|coo|cto|cso|cmo"
    r"|(?<!udvalgs)(?<!gruppe)(?<!råds)(?:formand|formanden|forkvinde|forperson))(?:\b.*)?",
    re.IGNORECASE,
)
_NEVER = re.compile(r".*(?:kommunal|minister|parti|stats|borgmester)", re.IGNORECASE)
_SCHOOL = re.compile(r"[Uu]niversitet|[Hh]øjskole|University")
_AT = re.compile(r"\s*(?:Hos|På|Ved|I)\s(?:[a-zæøå]+\s){0,2}")
LONGEST_SENTENCE = 300
PARAGRAPHS_BACK = 4
LOOK_BACK_FOR_TITLE = 80
LEADS_BY = 2
FINDS_BACK = 200
FURTHEST_BACK = 8_000


def body_of(text: str, finds: Sequence[Find], place: int, title: str | None) -> str | None:
    """The organisation that `title` of the person `finds[place]` belongs to; None where the text leaves a doubt.

    "Fondens partner" holds office in the organisation named last. Otherwise it is the only organisation that the
    paragraph names before the person, or the nearest paragraph before it that names any; else the one that the
    text names twice as often as any other.
    """
    if not title or _NEVER.match(title):
        return None
    start = finds[place].start
    near = finds[max(0, place - FINDS_BACK) : place]
    before = [find for find in near if find.label == ORG and not _stands_by(find.name)]
    if before and _OFFICE.fullmatch(title) and (owner := _owner(text, start, title)):
        return next((find.name for find in reversed(before) if owner in find.name.lower()), before[-1].name)
    if before and _opens_its_sentence(text, before, start):
        return before[-1].name
    if not _OFFICE.fullmatch(title):
        return None
    for paragraph in _paragraphs_before(text, start):
        named = {find.name for find in before if paragraph <= find.start}
        if named:
            return named.pop() if len(named) == 1 else _leading(finds)
    return _leading(finds)


def _stands_by(name: str) -> bool:
    """Whether it is named for another reason: where somebody was trained, what wrote about it."""
    return name in bystanders() or _SCHOOL.search(name) is not None


def _opens_its_sentence(text: str, before: Sequence[Find], start: int) -> bool:
    """Whether the sentence begins with the one body that it names so far: "Hos Fjordtek er udvikler Karen Holm …"."""
    sentence = max(
        text.rfind(mark, max(0, start - LONGEST_SENTENCE), start) + 1 for mark in (". ", "\n", "? ", "! ")
    )
    inside = [find for find in before if find.start >= sentence]
    return len(inside) == 1 and _AT.fullmatch(text, sentence, inside[0].start) is not None


def _owner(text: str, start: int, title: str) -> str | None:
    """The noun of "fondens formand" that names share with it: "fond"."""
    head = text[max(0, start - LOOK_BACK_FOR_TITLE) : start]
    match = GENERIC_OWNER.search(head[: max(0, head.lower().rfind(title.lower()))])
    return match["noun"].lower() if match else None


def _paragraphs_before(text: str, start: int) -> Iterator[int]:
    """Where the paragraph of `start` begins, and those before it."""
    end = start
    for _ in range(1 + PARAGRAPHS_BACK):
        end = text.rfind("\n\n", max(0, start - FURTHEST_BACK), end)
        yield max(0, end)
        if end < 0:
            return


def _leading(finds: Sequence[Find]) -> str | None:
    """The organisation that the text is about: named more than once, and twice as often as any other."""
    names = [find.name for find in finds[:FINDS_BACK] if find.label == ORG]
    counts = Counter(names).most_common(2)
    first = names[0] if names else None
    if not counts or counts[0][1] < LEADS_BY or counts[0][0] != first:
        return None
    return first if len(counts) == 1 or counts[0][1] >= LEADS_BY * counts[1][1] else None

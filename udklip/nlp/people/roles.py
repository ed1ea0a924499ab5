"""People's titles and organisations, as the words beside their names give them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from udklip.core.analysis import Role
from udklip.nlp.danish_words import PARTY_LETTERS, is_title
from udklip.nlp.finds import ORG, PER, Find
from udklip.nlp.people import role_patterns as patterns
from udklip.nlp.people.held_where import body_of

Roles = Mapping[str, tuple[Role, ...]]
WINDOW = 260
WINDOW_OF_PRONOUNS = 500
FINDS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class _Window:
    text: str
    organisations: Sequence[str]

    def organisation(self, marks: str) -> str:
        """The name behind the last mark before a bracket: of "DTU's Institut for …" the institute."""
        numbers = re.findall(r"\d+", marks.partition(" (")[0])
        return self.organisations[int(numbers[-1])]


def find_roles(text: str, finds: Sequence[Find]) -> Roles:
    """Each person's titles and organisations over the whole text, by canonical name, each once."""
    found: dict[str, dict[Role, None]] = {}
    for place, find in enumerate(finds):
        if find.label == PER:
            here = (*roles_at(text, finds, place), *_roles_of_pronoun(text, finds, place))
            found.setdefault(find.name, {}).update(dict.fromkeys(here))
    return {name: _without_poorer(tuple(roles)) for name, roles in found.items()}


def roles_at(text: str, finds: Sequence[Find], place: int) -> list[Role]:
    """The roles that stand beside the person `finds[place]`: before the name, and after it.

    A title of a body's office that names no body is held in the one that the text speaks of.
    """
    roles = roles_beside(text, finds, place)
    if any(role.organisation for role in roles):
        return roles
    return [_held(text, finds, place, role) for role in roles]


def _held(text: str, finds: Sequence[Find], place: int, role: Role) -> Role:
    return role if role.organisation else Role(role.title, body_of(text, finds, place, role.title))


def parties_in(text: str, finds: Sequence[Find]) -> Mapping[str, str]:
    """The letters of politicians' parties that stand right behind their names ("(S)"), by canonical name."""
    matches = ((find.name, patterns.PARTY.match(text, find.end)) for find in finds if find.label == PER)
    return {name: match["party"] for name, match in matches if match and match["party"] in PARTY_LETTERS}


def roles_beside(text: str, finds: Sequence[Find], place: int) -> list[Role]:
    """As `roles_at`, with the bodies alone that stand beside the person."""
    person = finds[place]
    leading = _roles_before(_window(text, finds, max(0, person.start - WINDOW), person.start))
    trailing = _roles_after(_window(text, finds, person.end, min(len(text), person.end + WINDOW)))
    is_body_behind = bool(trailing) and trailing[0].title is None
    if is_body_behind and leading and not any(role.organisation for role in leading):
        return [Role(role.title, trailing[0].organisation) for role in leading]
    if is_body_behind and leading and leading[-1].organisation is None:
        return [*leading[:-1], Role(leading[-1].title, trailing[0].organisation)]
    return [*leading, *trailing]


def _window(text: str, finds: Sequence[Find], start: int, end: int) -> _Window:
    """The text between two places, its line breaks made spaces, the names in it marked; a paragraph ends it."""
    pieces, organisations, reached = [], list[str](), start
    for find in _within(finds, start, end):
        pieces.append(text[reached : find.start])
        if find.label == ORG:
            pieces.append(f"⟨{len(organisations)}⟩{_title_within(text, find)}")
            organisations.append(find.name)
        else:
            pieces.append(patterns.PERSON_MARK if find.label == PER else text[find.start : find.end])
        reached = find.end
    pieces.append(text[reached:end])
    return _Window("".join(pieces), organisations)


def _title_within(text: str, find: Find) -> str:
    """The title that a compound ends in: of "Fjordtek-direktør" what follows the name."""
    title = text[find.start : find.end].rpartition("-")[2]
    return f" {title}" if title != text[find.start : find.end] and is_title(title) else ""


def _within(finds: Sequence[Find], start: int, end: int) -> Iterator[Find]:
    first = bisect_left(finds, start, key=lambda find: find.start)
    return takewhile(lambda find: find.end <= end, (finds[place] for place in range(first, len(finds))))


def _roles_after(window: _Window) -> list[Role]:
    if line := patterns.AFFILIATION_LINE.match(window.text):
        return [Role(None, window.organisation(line["org"]))]
    text = window.text.split("\n\n")[0].replace("\n", " ")
    for beside in (patterns.PARTY, patterns.AGE):
        if match := beside.match(text):
            text = text[match.end() :]
    if match := patterns.BECOMES.match(text):
        return _chain(window, text, match.end())
    if text.startswith((", ", " - ", " – ", " (")):
        chain = _chain(window, text, 3 if text[1] in "-–" else 2)
        if chain:
            return chain
    affiliation = patterns.AFFILIATION.match(text)
    return [Role(None, window.organisation(affiliation["org"]))] if affiliation else []


def _roles_of_pronoun(text: str, finds: Sequence[Find], place: int) -> list[Role]:
    """What the person named last is said to be by a sentence that begins with "Han" or "Hun"."""
    start = finds[place].end
    following = next(
        (find.start for find in finds[place + 1 : place + FINDS_AHEAD] if find.label == PER), len(text)
    )
    end = min(following, start + WINDOW_OF_PRONOUNS, len(text))
    if not any(pronoun in text[start:end] for pronoun in ("Han ", "Hun ")):
        return []
    window = _window(text, finds, start, end)
    plain = window.text.replace("\n", " ")
    roles = [
        role for match in patterns.PRONOUN_IS.finditer(plain) for role in _chain(window, plain, match.end())
    ]
    return [_held(text, finds, place, role) for role in roles]


def _chain(window: _Window, text: str, place: int) -> list[Role]:
    """Roles one after another: "institutdirektør på DTU og næstformand i DLSC"."""
    roles: list[Role] = []
    while match := patterns.ROLE.match(text, place):
        roles.append(_role(window, match))
        joined = patterns.JOINED.match(text, match.end())
        if not joined:
            break
        place = joined.end()
    return _sharing(roles)


def _roles_before(window: _Window) -> list[Role]:
    """The chain of roles that ends right before the name, with or without a comma; "SSI's direktør" is one too."""
    text = window.text.rpartition("\n\n")[2].replace("\n", " ")
    for start in _chain_starts(text):
        roles = _chain_to_the_end(window, text, start)
        if roles:
            owner = patterns.OWNER.search(text[:start])
            if owner and roles[0].organisation is None:
                roles[0] = Role(roles[0].title, window.organisation(owner[0]))
            return _sharing(roles)
    return []


def _chain_to_the_end(window: _Window, text: str, place: int) -> list[Role]:
    roles: list[Role] = []
    while match := patterns.ROLE.match(text, place):
        roles.append(_role(window, match))
        if not text[match.end() :].strip(" ,"):
            return roles
        joined = patterns.JOINED.match(text, match.end())
        if not joined:
            break
        place = joined.end()
    return []


def _chain_starts(text: str) -> Iterator[int]:
    """Where a chain of roles may begin, with what goes before its first title's noun."""
    if not any(is_title(word.strip(".,;")) for word in text.split()):
        return iter(())
    return (match.start() for match in patterns.TITLES.finditer(text))


def _role(window: _Window, match: re.Match[str]) -> Role:
    title = " ".join((match["title"] + (match["field"] or match["field2"] or "")).split())
    marks = match["org"] or match["org2"] or match["listed"] or match["owner"]
    return Role(_mended(title), window.organisation(marks) if marks else None)


def _mended(title: str) -> str:
    return patterns.GARBLED.sub(r"\1ktør", title)


def _sharing(roles: list[Role]) -> list[Role]:
    """Titles that stand together share the body that the last of them names: "direktør og medstifter af X"."""
    if len(roles) > 1 and roles[-1].organisation and not any(role.organisation for role in roles[:-1]):
        return [Role(role.title, roles[-1].organisation) for role in roles]
    return roles


def _without_poorer(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Without affiliations and titles that another role says more fully."""

    def is_poorer(role: Role) -> bool:
        if role.title is None:
            return any(other.title and other.organisation == role.organisation for other in roles)
        title = role.title.lower()
        return role.organisation is None and any(
            other.organisation and (other.title or "").lower() == title for other in roles
        )

    return tuple(role for role in roles if not is_poorer(role))

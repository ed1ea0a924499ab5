"""People's titles and organisations, as the words beside their names give them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from udklip.core.analysis import Role
from udklip.nlp.danish_words import TITLE, is_title
from udklip.nlp.finds import ORG, PER, Find

Roles = Mapping[str, tuple[Role, ...]]
WINDOW = 260

# In the window around a name every organisation stands as ⟨number⟩ and every other person as ⟦⟧.
_ORG = r"⟨\d+⟩"
_UNIT = rf"{_ORG}(?:(?:['’]s|s)?\s{_ORG})?(?:\s\({_ORG}\))?"
_BEFORE_TITLE = (
    r"(?:(?:adm\.|administrerende|interim|konstitueret|daglig|teknisk|kommerciel|medicinsk|faglig|politisk|fungerende"
    r"|tidligere|afgående|kommende|ny|nyvalgt|nuværende|senior|global|ledende|klinisk|økonomisk|uddannet|assisterende|vice"
    r"|chief|managing|executive|general|deputy)\s)*"
)
_AFTER_TITLE = (
    r"(?:\s(?:for|i)\s(?:bestyrelsen|formandskabet|direktionen|repræsentantskabet|foreningen)"
    r"|\s(?:executive|operating|financial|scientific|medical|technology)\sofficer)?"
)
_FIRST_PART = r"(?:[a-zæøå]+-(?:,\s[a-zæøå]+-)*\sog\s)?"
_TITLE = rf"(?P<title>{_BEFORE_TITLE}{_FIRST_PART}\b{TITLE}{_AFTER_TITLE})"
_BETWEEN = r"(?:(?:den|det|de)\s[a-zæøå-]+(?:\s[a-zæøå-]+){0,3}\s|[a-zæøå-]+en\s|[a-zæøå-]+et\s)?"
_HELD_IN = rf"\s(?:i|for|på|hos|ved|af|fra|of|at)\s{_BETWEEN}(?P<org>{_UNIT})"
_FIELD = r"(?:\s(?:of|for|i)\s[a-zæøå]+(?:\s(?:og|and)?\s?[a-zæøå]+){0,3})"
_ROLE = re.compile(
    rf"{_TITLE}(?:{_HELD_IN}|(?P<field>{_FIELD})?(?:[,.]\s(?P<listed>{_UNIT})|(?=[,.;]|\s⟦|$)))?",
    re.IGNORECASE,
)
_GARBLED = re.compile(r"(dire|reda|inspe)kt(?:g|o|oe)r")
_TITLES = re.compile(_TITLE, re.IGNORECASE)
_OWNER = re.compile(rf"{_ORG}\s$")
_JOINED = re.compile(r"(?:,?\s(?:og|samt|and)\s|,\s)", re.IGNORECASE)
_PARTY = re.compile(r"\s\([A-ZÆØÅ]{1,3}\)")
_AFFILIATION = re.compile(rf"(?:,\s|\s(?:fra|hos|ved)\s|\s\()(?P<org>{_UNIT})(?=[,.;)\n]|\s*$|\s)")
_BECOMES = re.compile(
    r"(?:,?\s(?:der|som))?\s(?:er|var|bliver|blev|tiltræder|fortsætter|fungerer|ansættes|er\s(?:blevet\s)?(?:ansat|udnævnt|valgt|udpeget))"
    r"\s(?:(?:til\sdaglig|som|til|ny|den\snye|i\sdag)\s)*",
    re.IGNORECASE,
)


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
            found.setdefault(find.name, {}).update(dict.fromkeys(roles_at(text, finds, place)))
    return {name: _without_poorer(tuple(roles)) for name, roles in found.items()}


def roles_at(text: str, finds: Sequence[Find], place: int) -> list[Role]:
    """The roles that stand beside the person `finds[place]`: after the name, else before it."""
    person = finds[place]
    before = _window(text, finds, max(0, person.start - WINDOW), person.start)
    after = _window(text, finds, person.end, min(len(text), person.end + WINDOW))
    leading = _roles_before(before)
    trailing = _roles_after(after)
    if leading and leading[-1].organisation is None and trailing and trailing[0].title is None:
        return [*leading[:-1], Role(leading[-1].title, trailing[0].organisation)]
    return [*leading, *trailing]


def _window(text: str, finds: Sequence[Find], start: int, end: int) -> _Window:
    """The text between two places, its line breaks made spaces, the names in it marked; a paragraph ends it."""
    pieces, organisations, reached = [], list[str](), start
    for find in _within(finds, start, end):
        pieces.append(text[reached : find.start])
        if find.label == ORG:
            pieces.append(f"⟨{len(organisations)}⟩")
            organisations.append(find.name)
        else:
            pieces.append("⟦⟧" if find.label == PER else text[find.start : find.end])
        reached = find.end
    pieces.append(text[reached:end])
    return _Window("".join(pieces), organisations)


def _within(finds: Sequence[Find], start: int, end: int) -> Iterator[Find]:
    first = bisect_left(finds, start, key=lambda find: find.start)
    return takewhile(lambda find: find.end <= end, (finds[place] for place in range(first, len(finds))))


def _roles_after(window: _Window) -> list[Role]:
    text = window.text.split("\n\n")[0].replace("\n", " ")
    text = _PARTY.sub("", text, count=1) if _PARTY.match(text) else text
    place = _BECOMES.match(text)
    if place:
        return _chain(window, text, place.end())
    if text.startswith((", ", " - ", " – ")):
        chain = _chain(window, text, 3 if text[1] in "-–" else 2)
        if chain:
            return chain
    affiliation = _AFFILIATION.match(text)
    return [Role(None, window.organisation(affiliation["org"]))] if affiliation else []


def _chain(window: _Window, text: str, place: int) -> list[Role]:
    """Roles one after another: "institutdirektør på DTU og næstformand i DLSC"."""
    roles: list[Role] = []
    while match := _ROLE.match(text, place):
        roles.append(_role(window, match))
        joined = _JOINED.match(text, match.end())
        if not joined:
            break
        place = joined.end()
    return roles


def _roles_before(window: _Window) -> list[Role]:
    """The chain of roles that ends right before the name, with or without a comma; "SSI's direktør" is one too."""
    text = window.text.rpartition("\n\n")[2].replace("\n", " ")
    for start in _chain_starts(text):
        roles = _chain_to_the_end(window, text, start)
        if roles:
            owner = _OWNER.search(text[:start])
            if owner and roles[0].organisation is None:
                roles[0] = Role(roles[0].title, window.organisation(owner[0]))
            return roles
    return []


def _chain_to_the_end(window: _Window, text: str, place: int) -> list[Role]:
    roles: list[Role] = []
    while match := _ROLE.match(text, place):
        roles.append(_role(window, match))
        if not text[match.end() :].strip(" ,"):
            return roles
        joined = _JOINED.match(text, match.end())
        if not joined:
            break
        place = joined.end()
    return []


def _chain_starts(text: str) -> Iterator[int]:
    """Where a chain of roles may begin, with what goes before its first title's noun."""
    if not any(is_title(word.strip(".,;")) for word in text.split()):
        return iter(())
    return (match.start() for match in _TITLES.finditer(text))


def _role(window: _Window, match: re.Match[str]) -> Role:
    title = " ".join((match["title"] + (match["field"] or "")).split())
    marks = match["org"] or match["listed"]
    return Role(_mended(title), window.organisation(marks) if marks else None)


def _mended(title: str) -> str:
    return _GARBLED.sub(r"\1ktør", title)


def _without_poorer(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Without affiliations and titles that another role says more fully."""

    def is_poorer(role: Role) -> bool:
        if role.title is None:
            return any(other.title and other.organisation == role.organisation for other in roles)
        return role.organisation is None and any(o.organisation and o.title == role.title for o in roles)

    return tuple(role for role in roles if not is_poorer(role))

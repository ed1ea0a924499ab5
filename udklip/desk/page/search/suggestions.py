"""What may be meant while somebody types: fields, sources, organisations and people that begin so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from udklip.core import danish
from udklip.core.errors import IndexUnavailable, QueryError
from udklip.desk.page.office import Office, office_of
from udklip.desk.page.rendering import answer
from udklip.indexer.fields import FIELD_NAMES, TEXT_NAMES
from udklip.indexer.index import Index
from udklip.nlp.register import load_register

MOST = 8
LEAST_LETTERS = 2
_LAST_WORD = re.compile(r"[^\s()\"]+$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The whole query with a proposal in place of what is being typed, and what the proposal is."""

    query: str
    label: str
    what: str


def suggestions_page(request: Request) -> Response:
    """`/forslag`: a list for the page's script."""
    query = request.query_params.get("q", "")
    return answer(request, "suggestions.html.j2", suggestions=list(_suggested(office_of(request), query)))


def suggestions_json(request: Request) -> Response:
    """`/forslag.json`: the same."""
    found = _suggested(office_of(request), request.query_params.get("q", ""))
    return JSONResponse([{"query": one.query, "label": one.label, "what": one.what} for one in found])


def _suggested(office: Office, query: str) -> Iterator[Suggestion]:
    match = _LAST_WORD.search(query)
    if match is None or len(match[0]) < LEAST_LETTERS or query.count('"') % 2:
        return iter(())
    before, typed = query[: match.start()], match[0].casefold()
    return islice(_every(office, before, typed), MOST)


def _every(office: Office, before: str, typed: str) -> Iterator[Suggestion]:
    yield from _fields(before, typed)
    sources = (source.name for source in office.settings.sources)
    yield from _named(before, typed, sources, "kilde", "medie")
    known = _register_names(office.settings.register_path)
    yield from _named(before, typed, known, "organisationsnavn", "organisation")
    yield from _from_index(office, before, typed, frozenset(known))


def _fields(before: str, typed: str) -> Iterator[Suggestion]:
    for name in sorted({*TEXT_NAMES, *FIELD_NAMES}):
        if name.startswith(typed) and ":" not in typed:
            yield Suggestion(f"{before}{name}:", f"{name}:", "felt")


def _named(before: str, typed: str, names: Iterable[str], field: str, what: str) -> Iterator[Suggestion]:
    for name in names:
        if _begins(name, typed):
            asked = f'{field}:"{name.replace(chr(34), "")}"'
            yield Suggestion(f"{before}{asked} ", danish.outlet(name), what)


def _from_index(office: Office, before: str, typed: str, known: frozenset[str]) -> Iterator[Suggestion]:
    """Names of the coverage itself, the most frequent first; none where the index does not answer."""
    try:
        people = _facet(office.index, "person", typed)
        organisations = [name for name in _facet(office.index, "organisation", typed) if name not in known]
    except (IndexUnavailable, QueryError):
        return
    yield from _named(before, typed, people, "personnavn", "person")
    yield from _named(before, typed, organisations, "organisationsnavn", "organisation")


def _facet(index: Index, field: str, typed: str) -> list[str]:
    letters = "".join(char for char in typed if char.isalnum())
    if len(letters) < LEAST_LETTERS:
        return []
    facets = {facet.name: facet for facet in index.facets(f"{field}:{letters}*")}
    return [value.value for value in facets[field].values] if field in facets else []


def _begins(name: str, typed: str) -> bool:
    return any(word.startswith(typed) for word in (name.casefold(), *name.casefold().split()))


@lru_cache(maxsize=4)
def _register_names(path: Path | None) -> tuple[str, ...]:
    return tuple(sorted(block.name for block in load_register(path).organisations))

"""The views as JSON: the same values that a page shows, through the same gates, under stable keys."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from udklip.core.rights import mask_contacts
from udklip.core.times import shown
from udklip.desk.editing import edits_as_objects
from udklip.desk.page.gate import View
from udklip.desk.page.rendering import Page
from udklip.desk.page.search.refining import Refinement
from udklip.schedules.overview.rendering.as_json import as_object, story_as_object

Values = Mapping[str, Any]


def as_json(view: View, made: Callable[[Values], dict[str, Any]]) -> View:
    """The JSON of `view`: what `made` makes of its page's values."""

    def told(request: Request) -> Response:
        request.state.values_alone = True
        page = view(request)
        if not isinstance(page, Page):
            return page
        fault = page.values.get("fault")
        return JSONResponse(fault.as_object() if fault else made(page.values), page.status_code)

    return told


def today(values: Values) -> dict[str, Any]:
    """I dag: the overview as `digest.json` has it, and the newest stories besides."""
    return as_object(values["overview"]) | {"newest": [story_as_object(story) for story in values["newest"]]}


def overviews(values: Values) -> dict[str, Any]:
    """Overblik: the one to come with its edits, and those that were sent."""
    coming = values["coming"]
    return {
        "next": as_object(coming.overview) | {"version": coming.version},
        "edits": edits_as_objects(coming.edits),
        "sent": [asdict(one) | {"at": shown(one.at)} for one in values["posted"]],
    }


def named(values: Values) -> dict[str, Any]:
    """An organisation or a person."""
    coverage = values["coverage"]
    return {
        "name": values["name"],
        "kind": values["kind"],
        "query": values["asked"],
        "counts": asdict(coverage.summary.counts),
        "exact": coverage.summary.exact,
        "facets": [_facet(one) for one in coverage.made_of],
        "quotes": [
            {
                "text": mask_contacts(said.quote.text),
                "speaker": said.quote.speaker,
                "title": said.quote.title,
                "organisation": said.quote.organisation,
                "id": said.item.id,
                "source": said.item.source,
                "published": shown(said.item.reading.published),
            }
            for said in coverage.quotes
        ],
        "newest": coverage.rows,
    }


def _facet(one: Refinement) -> dict[str, Any]:
    return {
        "heading": one.heading,
        "values": [
            {
                "value": choice.label,
                "query": choice.query,
                "articles": choice.articles,
                "outlets": choice.outlets,
                "stories": choice.stories,
            }
            for choice in (*one.first, *one.more)
        ],
    }

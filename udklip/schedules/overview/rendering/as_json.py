"""The overview as `digest.json`: stable keys, described in the interfaces."""

from dataclasses import asdict
from typing import Any

from udklip.core.ledger import VisitState
from udklip.core.times import shown
from udklip.schedules.overview.rendering.summary import summary
from udklip.schedules.overview.values import Certificate, Entry, Overview, Release, Story


def as_object(overview: Overview) -> dict[str, Any]:
    """The overview as JSON knows it; times with Copenhagen's offset."""
    return {
        "id": overview.id,
        "day": overview.day.isoformat(),
        "profile": overview.profile,
        "window": {"after": shown(overview.window.after), "upto": shown(overview.window.upto)},
        "summary": summary(overview),
        "counts": asdict(overview.counts),
        "stories": [story_as_object(story) for story in overview.stories],
        "left_out": overview.left_out,
        "certificate": _certificate(overview.certificate),
    }


def story_as_object(story: Story) -> dict[str, Any]:
    """One story with its articles."""
    return {
        "story": story.id,
        "title": story.lead.title,
        "relevance": story.relevance,
        "earlier": story.earlier,
        "new_outlets": story.new_outlets if story.earlier else None,
        "comment": story.comment,
        "releases": [_release(release) for release in story.releases],
        "items": [entry_as_object(entry) for entry in story.entries],
    }


def entry_as_object(entry: Entry) -> dict[str, Any]:
    """One article, as far as it may be shown."""
    # `when` is published, else first seen: readers of the file get both as `published`, null where there is none.
    value = asdict(entry)
    del value["when"]
    return value | {"published": shown(entry.published)}


def _release(release: Release) -> dict[str, Any]:
    return asdict(release) | {"when": shown(release.when)}


def _certificate(certificate: Certificate) -> dict[str, Any]:
    return {
        "sources": {
            name: {"state": line.state, **asdict(line.tally)} for name, line in certificate.sources.items()
        },
        **{str(state): certificate.count(state) for state in VisitState},
    }

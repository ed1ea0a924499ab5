"""The report as `report.json`: stable keys."""

from dataclasses import asdict
from typing import Any

from udklip.core.times import shown
from udklip.schedules.overview.values import Quoted
from udklip.schedules.reporting import words
from udklip.schedules.reporting.values import (
    Basis,
    Change,
    Pickup,
    PressReport,
    ReleaseLine,
    SliceCounts,
    SourceLine,
    Speaker,
    StoryLine,
    Voice,
)


def as_object(report: PressReport) -> dict[str, Any]:
    """The report as JSON knows it; days as dates, times with Copenhagen's offset."""
    period = report.period
    return {
        "id": report.id,
        "profile": report.profile,
        "period": {
            "id": period.id,
            "kind": period.kind,
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
        },
        "summary": words.summary(report),
        "reservations": words.reservations(report),
        "counts": asdict(report.counts),
        "before": {
            "from": period.before.first.isoformat(),
            "to": period.before.last.isoformat(),
            "counts": None if report.before is None else asdict(report.before),
        },
        "undated": report.undated,
        "by": "day" if period.by_day else "week",
        "slices": [_slice(part) for part in report.slices],
        "stories": [_story(story) for story in report.stories],
        "partners": [_voice(voice) for voice in report.voices],
        "people": {
            "known": [_speaker(speaker) for speaker in report.speakers.known],
            "others": report.speakers.others,
            "articles": report.speakers.articles,
        },
        "releases": {
            "brought": [_release(line) for line in report.releases.brought],
            "not_brought": report.releases.not_brought,
        },
        "sources": [_source(line) for line in report.sources],
        "coverage": _basis(report.basis),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "now": change.now,
        "before": change.before,
        "difference": change.difference,
        "share": _rounded(change.share),
    }


def _slice(part: SliceCounts) -> dict[str, Any]:
    days = {"from": part.slice.first.isoformat(), "to": part.slice.last.isoformat()}
    return days | asdict(part.counts) | {"known": part.known}


def _story(story: StoryLine) -> dict[str, Any]:
    value = asdict(story) | {"story": story.id, "when": shown(story.when)}
    del value["id"]
    return value


def _voice(voice: Voice) -> dict[str, Any]:
    return {
        "name": voice.name,
        "own": voice.own,
        "articles": _change(voice.articles),
        "earned": voice.earned,
        "stories": _change(voice.stories),
        "share_of_articles": _rounded(voice.share_of_articles),
        "share_of_stories": _rounded(voice.share_of_stories),
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    person: Quoted = speaker.person
    return {
        **asdict(person),
        "articles": _change(speaker.articles),
        "outlets": speaker.outlets,
        "stories": speaker.stories,
    }


def _release(line: ReleaseLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "url": line.url,
        "source": line.source,
        "day": line.day.isoformat(),
        "outlets": len(line.pickups),
        "share": _rounded(line.share),
        "days_until": line.days_until,
        "pickups": [_pickup(pickup) for pickup in line.pickups],
    }


def _pickup(pickup: Pickup) -> dict[str, Any]:
    return asdict(pickup) | {"share": _rounded(pickup.share)}


def _source(line: SourceLine) -> dict[str, Any]:
    since = line.since and line.since.isoformat()
    return {"name": line.name, "news": line.news, "since": since, "articles": _change(line.articles)}


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "sources": {name: asdict(days) for name, days in basis.sources.items()},
        "whole": basis.whole,
        "since": shown(basis.since),
        "upto": shown(basis.upto),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)

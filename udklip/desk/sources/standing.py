"""How a source stands, as JSON and in words."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from udklip.core.ledger import VisitState
from udklip.core.times import COPENHAGEN, shown
from udklip.schedules.sources.standing import SourceState, Standing, spoken


def as_object(one: Standing) -> dict[str, Any]:
    """A source as `udklip sources status --json` prints it. Spans of time are minutes."""
    return {
        "source": one.source.name,
        "type": one.source.type,
        "region": one.source.region,
        "state": one.state,
        "reason": one.reason,
        "visited": shown(one.visited),
        "complete": shown(one.complete),
        "last_item": _last_item(one),
        "rhythm_minutes": _minutes(one.usual),
        "silent_after_minutes": _minutes(one.silent_after),
        "asked_every_minutes": _minutes(one.every),
        "due": shown(one.due),
        "ways": [_way(one, way, urls) for way, urls in one.source.ways_in().items()],
        "compared": one.recapture.compared,
        "missed_at_least": one.recapture.missed_at_least,
        "missed_at_least_why": one.recapture.why_not,
        "recall": {"found": one.recall.found, "missed": one.recall.missed, "share": one.recall.share},
        "warnings": [
            {"kind": warned.kind, "url": warned.url, "text": warned.text, "at": shown(warned.at)}
            for warned in one.warnings
        ],
    }


def in_words(one: Standing) -> Iterator[str]:
    """A source as people read it: a line, and what belongs to it indented."""
    yield f"{one.source.name}: {one.state}{f' ({one.reason})' if one.reason else ''}"
    if one.state in (SourceState.OFF, SourceState.NEVER_VISITED):
        return
    yield f"  last item {_when(one)}; {_rhythm(one)}; asked every {spoken(one.every)}"
    yield from _ways_in_words(one)
    if one.recall.share is not None:
        told = one.recall.found + one.recall.missed
        yield f"  measured recall {one.recall.share:.0%}: {one.recall.found} of {told} that people told of"
    yield from (f"  warning: {warned.url}: {warned.text}" for warned in one.warnings)


def _last_item(one: Standing) -> dict[str, Any] | None:
    return {"url": one.last.url, "title": one.last.title, "at": shown(one.last.when)} if one.last else None


def _way(one: Standing, way: str, urls: tuple[str, ...]) -> dict[str, Any]:
    counted = one.recapture.by_way[way]
    visits = [visit for visit in one.visits if visit.way == way]
    return {
        "way": way,
        "urls": list(urls),
        "found": counted.found,
        "missed": counted.missed,
        "visits": [
            {"url": visit.url, "state": visit.state, "outcome": visit.outcome, "reason": visit.reason}
            for visit in visits
        ],
    }


def _minutes(span: timedelta | None) -> int | None:
    return round(span.total_seconds() / 60) if span is not None else None


def _when(one: Standing) -> str:
    return one.last.when.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M") if one.last else "never"


def _rhythm(one: Standing) -> str:
    return f"usually one every {spoken(one.usual)}" if one.usual else "its rhythm is not known yet"


def _ways_in_words(one: Standing) -> Iterator[str]:
    for way, counted in one.recapture.by_way.items():
        failed = sum(visit.way == way and visit.state is VisitState.FAILED for visit in one.visits)
        named = f"named {counted.found} of {one.recapture.compared}"
        alone = f", alone would have missed {counted.missed}" if len(one.recapture.by_way) > 1 else ""
        yield f"  {way}: {named}{alone}{f'; {failed} failed' if failed else ''}"
    if one.recapture.missed_at_least is not None:
        yield f"  missed by all of them: at least {one.recapture.missed_at_least}"
    elif one.recapture.why_not:
        yield f"  missed by all of them: not known: {one.recapture.why_not}"

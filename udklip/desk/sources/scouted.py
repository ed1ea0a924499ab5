"""What scouting found, as JSON and in words."""

import tomllib
from collections.abc import Iterator
from typing import Any

from udklip.core.times import shown
from udklip.crawler.scouting.values import Reported, SourceTried, WayTried


def proposal_as_object(reported: Reported) -> dict[str, Any]:
    """A proposal as `udklip sources try --json` prints it; `toml` and `block` are null where no way was found."""
    scouted = reported.scouted
    if scouted is None:
        return {"toml": None, "block": None}
    block = tomllib.loads(reported.toml)["source"][0] if reported.toml else None
    return {
        "home": scouted.home,
        "name": scouted.name,
        "language": scouted.language,
        "toml": reported.toml,
        "block": block,
        "ways": [_way(way) for way in scouted.ways],
        "left_out": [_way(way) for way in scouted.left],
        "reserved": list(scouted.signals),
        "delay": scouted.delay,
        "at": shown(scouted.at),
    }


def why_nothing(reported: Reported) -> Iterator[str]:
    """Why no block could be made."""
    scouted = reported.scouted
    if scouted is None:
        return
    yield f"udklip: no feed, sitemap or list of articles was found at {scouted.home}"
    yield from (f"  {way.way} {way.url}: {way.reason}" for way in scouted.left)


def trial_as_object(tried: SourceTried) -> dict[str, Any]:
    """A source as `udklip sources check --json` prints it."""
    return {
        "source": tried.source,
        "state": _state(tried),
        "reserved": tried.reserved,
        "ways": [_way(way) for way in tried.ways],
        "at": shown(tried.at),
    }


def trial_in_words(tried: SourceTried) -> Iterator[str]:
    """A source as people read it: a line, and one for each way."""
    reserved = f"; reserves its texts: {tried.reserved}" if tried.reserved else ""
    yield f"{tried.source}: {_state(tried)}{reserved}"
    for way in tried.ways:
        if not way.ok:
            yield f"  {way.way} {way.url}: {way.outcome}: {way.reason}"
            continue
        of_ours = f", {way.wanted} of them wanted" if way.wanted != way.entries else ""
        newest = f", the newest of {shown(way.newest)}" if way.newest else ", without dates"
        yield f"  {way.way} {way.url}: {way.entries} entries{of_ours}{newest}"


def _state(tried: SourceTried) -> str:
    if tried.working == len(tried.ways):
        return "complete"
    return "partial" if tried.working else "failed"


def _way(way: WayTried) -> dict[str, Any]:
    return {
        "way": way.way,
        "url": way.url,
        "outcome": way.outcome,
        "reason": way.reason,
        "entries": way.entries,
        "wanted": way.wanted,
        "dated": way.dated,
        "newest": shown(way.newest),
        "news": way.is_news,
    }

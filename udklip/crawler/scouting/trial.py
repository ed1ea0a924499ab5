"""Tries every way of a source that the settings have, and says what was seen."""

from datetime import datetime

from udklip.core.source import Source
from udklip.crawler.scouting.asking import Ask, RulesOf
from udklip.crawler.scouting.values import SourceTried
from udklip.crawler.scouting.ways import today_of, try_way


async def try_source(source: Source, ask: Ask, rules_of: RulesOf, now: datetime) -> SourceTried:
    """Ask every way of `source` once."""
    today = today_of(now)
    ways = [
        await try_way(source, way, address, ask, today)
        for way, addresses in source.ways_in().items()
        for address in addresses
    ]
    tried = SourceTried(source.name, now, tuple(ways))
    if not tried.answered:
        return tried
    article = next((url for way in ways for url in way.urls), ways[0].url)
    reserved = rules_of(article).reserves(article)
    return SourceTried(source.name, now, tuple(ways), reserved)

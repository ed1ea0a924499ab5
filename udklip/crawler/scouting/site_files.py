"""What the sites that are looked at say in robots.txt, tdmrep.json and ai.txt: remembered for as long as one looks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from udklip.core.ledger import SignalKind, SignalRow
from udklip.core.source import Source
from udklip.crawler.politeness.robots_txt import parse_robots
from udklip.crawler.reservation.site import SiteRules
from udklip.crawler.reservation.tdmrep import parse_tdmrep


class SitesSeen:
    """Where the files of the sites go: the crawl keeps them in the ledger, scouting in its memory."""

    def __init__(self) -> None:
        """Nothing is known of any site yet."""
        self._sites: defaultdict[str, SiteRules] = defaultdict(SiteRules)

    def rules(self, url: str) -> SiteRules:
        """What the site of `url` says, as far as it was asked."""
        return self._sites[urlsplit(url).netloc]

    def last(self, url: str) -> SignalRow | None:  # noqa: ARG002 - as the crawl asks it
        """Nothing was seen before."""
        return None

    def learn(self, seen: Sequence[SignalRow]) -> None:
        """Take in the files of a host."""
        for row in seen:
            body = row.body if row.status < 300 else b""
            site = self._sites[row.host]
            if row.kind is SignalKind.TDMREP:
                site = replace(site, tdm=parse_tdmrep(body))
            elif row.kind is SignalKind.AI:
                site = replace(site, ai=parse_robots(body) if body else None)
            else:
                site = replace(site, robots=parse_robots(body))
            self._sites[row.host] = site

    def hosts_of(self, source: Source) -> list[str]:  # noqa: ARG002
        """No texts of it are kept."""
        return []


def sitemaps_of(rules: SiteRules) -> list[str]:
    """The sitemaps that robots.txt names."""
    return list(rules.robots.rules.sitemaps) if rules.robots else []

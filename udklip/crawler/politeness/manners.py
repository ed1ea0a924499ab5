"""What all spiders of one crawl share, so that a host is treated alike whichever source it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from udklip.core.ledger import SignalRow
from udklip.core.settings import Crawl
from udklip.core.source import Source
from udklip.core.times import Clock
from udklip.crawler.politeness.paces import Paces
from udklip.crawler.politeness.site_files import SiteFiles
from udklip.crawler.reservation.rights import Rights


@dataclass(frozen=True, slots=True)
class Manners:
    """The files of the sites and the paces of their hosts. A spider has them as `manners`."""

    files: SiteFiles
    paces: Paces


def manners_of(crawl: Crawl, rights: Rights, clock: Clock) -> Manners:
    """The manners of a crawl: what it sees goes to `rights`, and it begins with the rests that runs were told of."""
    files = SiteFiles(rights, clock, obey_robots=crawl.robots)
    return Manners(files, Paces(crawl, rights.rests(), rights.rest))


def passing_manners(crawl: Crawl, clock: Clock) -> Manners:
    """Manners for a look at sites that is no crawl, and keeps nothing."""
    return Manners(SiteFiles(_Unkept(), clock, obey_robots=crawl.robots), Paces(crawl, [], lambda _: None))


class _Unkept:
    def last(self, url: str) -> SignalRow | None:  # noqa: ARG002
        return None

    def learn(self, seen: Sequence[SignalRow]) -> None:
        pass

    def hosts_of(self, source: Source) -> list[str]:  # noqa: ARG002
        return []

"""What all spiders of one crawl share, so that a host is treated alike whichever source it is asked for."""

from dataclasses import dataclass

from udklip.core.settings import Crawl
from udklip.core.times import Clock
from udklip.crawler.politeness.paces import Paces
from udklip.crawler.politeness.site_files import Seen, SiteFiles
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


def passing_manners(crawl: Crawl, seen: Seen, clock: Clock) -> Manners:
    """Manners for a look at sites that is no crawl: what it sees goes to `seen`, and no rest is remembered."""
    return Manners(SiteFiles(seen, clock, obey_robots=crawl.robots), Paces(crawl, [], lambda _: None))

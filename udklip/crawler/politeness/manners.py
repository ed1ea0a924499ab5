"""What all spiders of one crawl share, so that a host is treated alike whichever source it is asked for."""

from dataclasses import dataclass

from udklip.core.ledger import Ledger
from udklip.core.settings import Crawl
from udklip.core.times import Clock
from udklip.crawler.politeness.paces import Paces
from udklip.crawler.politeness.site_files import SiteFiles
from udklip.crawler.reservation.rights import Rights


@dataclass(frozen=True, slots=True)
class Manners:
    """The files of the sites, what they reserve, and the paces of their hosts."""

    files: SiteFiles
    rights: Rights
    paces: Paces


def manners_of(ledger: Ledger, run: int, clock: Clock, crawl: Crawl) -> Manners:
    """The manners of a crawl that begins."""
    rights = Rights(ledger, run, clock)
    return Manners(
        files=SiteFiles(rights, clock, obey_robots=crawl.robots),
        rights=rights,
        paces=Paces(crawl, rights.rests(), rights.rest),
    )

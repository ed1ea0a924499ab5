"""What the files of a site reserve, together."""

from dataclasses import dataclass

from udklip.crawler.politeness.robots_txt import RobotsTxt
from udklip.crawler.reservation import ai_txt
from udklip.crawler.reservation.tdmrep import TdmRule, rule_for


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The files by which a site may reserve its texts, as far as it has them."""

    tdm: tuple[TdmRule, ...] = ()
    ai: RobotsTxt | None = None
    robots: RobotsTxt | None = None

    def reserves(self, url: str) -> str | None:
        """The words by which the text at `url` is reserved, or None."""
        rule = rule_for(self.tdm, url)
        if rule and rule.reserved:
            policy = f" (policy: {rule.policy})" if rule.policy else ""
            return f"tdmrep.json reserves {rule.location}{policy}"
        if self.ai and ai_txt.reserves(self.ai, url):
            return "ai.txt forbids it"
        return self._by_robots(url)

    @property
    def reserves_anything(self) -> bool:
        """Whether there is anything to look for among what was kept earlier."""
        by_robots = self.robots is not None and (self.robots.named or self.robots.signal is not None)
        return self.ai is not None or by_robots or any(rule.reserved for rule in self.tdm)

    def _by_robots(self, url: str) -> str | None:
        """A rule for everybody says who may ask; one with our name in it, or a content signal, reserves."""
        if self.robots and self.robots.signal:
            return f"robots.txt says {self.robots.signal}"
        if self.robots and self.robots.named and not self.robots.allows(url):
            return "robots.txt forbids it to us by name"
        return None

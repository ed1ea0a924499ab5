"""robots.txt by RFC 9309, on Protego's rules.

Protego is handed the lines that matter and nothing else, because an unknown line closes a group for it
(2.2.4 of the RFC says that it must not), and with product tokens cut and compared as 2.2.1 says, because
Protego looks for them anywhere in the User-Agent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from protego import Protego

PRODUCT = "udklip"
"""Our product token, as a group of a robots.txt would name us."""

MOST_BYTES = 500 * 1024
"""What is parsed of a file; the RFC asks for at least 500 KiB (2.5)."""

_SOMEONE_ELSE = "someone-else"
_AGENT, _SIGNAL = "user-agent", "content-signal"
# The spellings are those that Google's parser takes too.
_FIELDS = {
    "user-agent": _AGENT,
    "useragent": _AGENT,
    "user agent": _AGENT,
    "allow": "allow",
    **dict.fromkeys(("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"), "disallow"),
    "crawl-delay": "crawl-delay",
    "crawl delay": "crawl-delay",
    "request-rate": "request-rate",
    "sitemap": "sitemap",
    "site-map": "sitemap",
    "content-signal": _SIGNAL,
    "content-usage": _SIGNAL,
}
_NAMES = "|".join(sorted(map(re.escape, _FIELDS), key=len, reverse=True))
_LINE = re.compile(rf"[ \t\f\v]*({_NAMES})(?:[ \t]*:|[ \t])[ \t]*([^#]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+|\*", re.IGNORECASE)
_MINING = re.compile(r"\b(search|tdm|bots)\s*=\s*n(?:o)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RobotsTxt:
    """What a robots.txt says to us.

    `named` is true where a group names us and not only everybody. `delay` is seconds between two requests.
    `signal` is the line of `Content-Signal` or `Content-Usage` that refuses search or text and data mining.
    """

    rules: Protego
    named: bool
    signal: str | None

    @property
    def delay(self) -> float:
        """Crawl-delay, or Request-rate as seconds a request, the slower of the two."""
        rate = self.rules.request_rate(PRODUCT)
        return max(self.rules.crawl_delay(PRODUCT) or 0.0, rate.seconds / rate.requests if rate else 0.0)

    def allows(self, url: str) -> bool:
        """Whether `url` may be asked for."""
        return bool(self.rules.can_fetch(url, PRODUCT))


def parse_robots(content: bytes) -> RobotsTxt:
    """Read a robots.txt, or another file of its form; what is no rule is left."""
    lines = list(_rules(_first(content)))
    named = any(field == _AGENT and value == PRODUCT for field, value in lines)
    rules = Protego.parse("\n".join(f"{field}: {value}" for field, value in lines if field != _SIGNAL))
    return RobotsTxt(rules, named, _signal(lines, PRODUCT if named else "*"))


def _first(content: bytes) -> str:
    """The part that is parsed; a line that is cut off is left out."""
    if len(content) > MOST_BYTES:
        content = content[:MOST_BYTES].rsplit(b"\n", 1)[0]
    return content.decode("utf-8-sig", "replace")


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Field and value of every line that counts."""
    for line in re.split(r"\r\n|\r|\n", text):
        if match := _LINE.match(line):
            field, value = _FIELDS[match[1].lower()], match[2].strip()
            yield field, _agent(value) if field == _AGENT else value


def _agent(value: str) -> str:
    """Us, everybody or someone else."""
    token = _TOKEN.match(value)
    if token and token[0] in ("*", PRODUCT):
        return token[0]
    return PRODUCT if token and token[0].lower() == PRODUCT else _SOMEONE_ELSE


def _signal(lines: list[tuple[str, str]], agent: str) -> str | None:
    """The content signal of the groups of `agent` that refuses what we do."""
    agents: list[str] = []
    closed = False
    for field, value in lines:
        if field == _AGENT:
            agents = [value] if closed else [*agents, value]
            closed = False
        elif field == _SIGNAL:
            if agent in agents and _MINING.search(value):
                return value
        elif field != "sitemap":
            closed = True
    return None

"""What a signal says, in words for people."""

from udklip.core.ledger import SignalKind, SignalRow
from udklip.crawler.politeness.robots_txt import RobotsTxt, parse_robots
from udklip.crawler.reservation import ai_txt
from udklip.crawler.reservation.tdmrep import TdmRule, parse_tdmrep

_MOST_RULES = 5


def says(row: SignalRow) -> str:
    """One line."""
    if row.kind is SignalKind.PAGE:
        return (
            "reserves its text" if row.reserved else "frees its text"
        ) + f": {row.body.decode('utf-8', 'replace')}"
    if not row.body:
        return f"there is none (the server answered {row.status})" if row.status >= 300 else "it is empty"
    if row.kind is SignalKind.TDMREP:
        return _of_rules(parse_tdmrep(row.body))
    read = parse_robots(row.body)
    if row.kind is SignalKind.AI:
        return "reserves pages" if ai_txt.reserves(read, f"https://{row.host}/") else "reserves no pages"
    return _of_robots(read, f"https://{row.host}/")


def _of_rules(rules: tuple[TdmRule, ...]) -> str:
    words = [
        f"{'reserves' if rule.reserved else 'frees'} {rule.location}"
        + (f" (policy: {rule.policy})" if rule.policy else "")
        for rule in rules[:_MOST_RULES]
    ]
    more = [f"and {len(rules) - _MOST_RULES} rules more"] if len(rules) > _MOST_RULES else []
    return ", ".join(words + more) or "no rule in it could be understood"


def _of_robots(read: RobotsTxt, root: str) -> str:
    words = ["names us" if read.named else "speaks to everybody"]
    if not read.allows(root):
        words.append("forbids the front page")
    if read.delay:
        words.append(f"asks for {read.delay:g} s between requests")
    if read.signal:
        words.append(f"reserves by {read.signal}")
    return ", ".join(words)

"""`/.well-known/tdmrep.json`: W3C TDM Reservation Protocol, Final Community Group Report of 10 May 2024."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

PATH = "/.well-known/tdmrep.json"
_RESERVES = re.compile(r"[\"']?tdm-reservation[\"']?\s*[:=]\s*[\"']?1\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TdmRule:
    """One rule: paths that match `location` (with `*` and `$` as in robots.txt) are reserved or released."""

    location: str
    reserved: bool
    policy: str | None = None

    def matches(self, path: str) -> bool:
        """Whether the rule speaks of `path`. Takes time in proportion to both, whatever the pattern is."""
        whole = self.location.endswith("$")
        first, *others = self.location.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        if not others:
            return not whole or path == first
        last = others.pop() if whole else ""
        at = _after(path, others, len(first))
        return at is not None and len(path) - at >= len(last) and path.endswith(last)


def parse_tdmrep(content: bytes) -> tuple[TdmRule, ...]:
    """The rules of the file. One that is broken and yet says `tdm-reservation: 1` reserves everything."""
    text = content.decode("utf-8-sig", "replace")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return (TdmRule("/", reserved=True),) if _is_meant(text) else ()
    return tuple(_rules(found if isinstance(found, list) else [found]))


def rule_for(rules: tuple[TdmRule, ...], url: str) -> TdmRule | None:
    """The rule that holds for `url`: the longest location that matches, of two the one that reserves."""
    parts = urlsplit(url)
    path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    matching = [rule for rule in rules if rule.matches(path)]
    return max(matching, key=lambda rule: (len(rule.location), rule.reserved), default=None)


def _rules(found: list[Any]) -> Iterator[TdmRule]:
    for one in found:
        if isinstance(one, dict) and (value := str(one.get("tdm-reservation", "")).strip().lower()):
            policy = one.get("tdm-policy")
            yield TdmRule(
                location=_location(one.get("location")),
                reserved=value in ("1", "true", "1.0"),
                policy=policy if isinstance(policy, str) else None,
            )


def _location(value: Any) -> str:
    """The pattern; a whole address is cut to its path, none at all means everything."""
    text = value.strip() if isinstance(value, str) else ""
    if "://" in text:
        text = urlsplit(text).path
    return _plain(text if text.startswith(("/", "*")) else "/" + text)


def _plain(path: str) -> str:
    return unquote(path, errors="replace")


def _after(path: str, parts: list[str], start: int) -> int | None:
    """Where the last of `parts`, found one after another from `start` on, ends; None where one is missing."""
    for part in parts:
        found = path.find(part, start)
        if found < 0:
            return None
        start = found + len(part)
    return start


def _is_meant(text: str) -> bool:
    """Whether a file that is no JSON is a reservation all the same, and not a page of the site."""
    return _RESERVES.search(text) is not None and "<html" not in text.lower()

"""A page's title: its headline, without the name of the site."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from udklip.crawler.readers.web.page import folded, squeezed

_PARTING = re.compile(r"\s+[|–—·•:»-]{1,2}\s+|\s*\|\s*")
_COLON = re.compile(r":\s+")
"""A title often has one of its own; only what is printed tells."""
_SHORTEST = 4


def title_of(titles: Iterable[str], printed: str | None, site: str | None, url: str | None) -> str | None:
    """The best of `titles` (most trusted first) and the `printed` headline; null where there is none.

    A headline that is printed in full beats the same one cut short or with the site's name behind it.
    """
    names = _names_of(site, url)
    candidates = [squeezed(title) for title in titles if len(squeezed(title)) >= _SHORTEST]
    if not candidates:
        return printed
    title = _without_site(candidates[0], printed, names)
    return printed if printed and _same_headline(title, printed) else title


def _same_headline(title: str, printed: str) -> bool:
    declared, shown = folded(title), folded(printed)
    cut = declared.removesuffix(" …").rstrip()
    return declared == shown or (len(cut) > 40 and shown.startswith(cut))


def _without_site(title: str, printed: str | None, names: set[str]) -> str:
    shown = folded(printed)
    for parting in (*_PARTING.finditer(title), *_COLON.finditer(title)):
        before, after = title[: parting.start()], title[parting.end() :]
        if shown and shown in (folded(before), folded(after)):
            return before if folded(before) == shown else after
        if any(folded(part) in names for part in _PARTING.split(after)) and len(before) >= _SHORTEST:
            return before
        if folded(before) in names and len(after) >= _SHORTEST:
            return after
    return title


def _names_of(site: str | None, url: str | None) -> set[str]:
    host = urlsplit(url or "").netloc.removeprefix("www.").lower()
    labels = [host, host.rsplit(".", 1)[0], host.split(".")[0].replace("-", " ")]
    names = {folded(name) for name in (site, *labels) if name}
    return names | {name.replace(" ", "") for name in names}

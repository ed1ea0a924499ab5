"""Reservations of text and data mining that a response itself makes, of whatever kind."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsel import Selector

from udklip.crawler.politeness.robots_txt import PRODUCT

_NAMES = (b"tdm-reservation", b"noai", b"noml", PRODUCT.encode())
_FOR_ALL = frozenset({"noai", "noml"})
_FOR_US = _FOR_ALL | {"none", "noindex", "noarchive", "nosnippet"}
# Directives with a value after a colon: what stands before the colon is no agent.
_WITH_VALUE = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
_XMP = re.compile(rb"<tdm:reservation>\s*([01])\s*<|\btdm:reservation\s*=\s*[\"']\s*([01])\s*[\"']")


@dataclass(frozen=True, slots=True)
class PageSignal:
    """What a response says of its own text: reserved or expressly free, in the words that say it."""

    reserved: bool
    words: str


def signal_of(headers: Mapping[str, Sequence[str]], body: bytes) -> PageSignal | None:
    """The signal that holds for a response, or None where it makes none.

    The page's own elements go before the header; whoever says `noai` reserves, whatever else is said.

    Args:
        headers: their values by their names in lower case.
        body: the bytes as they came, unpacked.
    """
    found = [*_in_body(body), *_in_headers(headers)]
    refused = [signal for signal in found if signal.reserved and "tdm-reservation" not in signal.words]
    return next(iter([*refused, *found]), None)


def _in_headers(headers: Mapping[str, Sequence[str]]) -> Iterator[PageSignal]:
    for value in headers.get("tdm-reservation", ()):
        yield from _reservation(value, f"tdm-reservation: {value.strip()}")
    for value in headers.get("x-robots-tag", ()):
        if _refuses(value):
            yield PageSignal(reserved=True, words=f"X-Robots-Tag: {value.strip()}")


def _in_body(body: bytes) -> Iterator[PageSignal]:
    if body[:5] == b"%PDF-":
        yield from _in_pdf(body)
        return
    small = body.lower()
    if b"<meta" not in small or not any(name in small for name in _NAMES):
        return
    for meta in Selector(body=body, type="html").xpath("//meta[@name and @content]"):
        yield from _in_meta(meta.attrib["name"].strip().lower(), meta.attrib["content"], meta.get())


def _in_meta(name: str, content: str, element: str) -> Iterator[PageSignal]:
    if name == "tdm-reservation":
        yield from _reservation(content, element)
    elif (name == "robots" and _refuses(content)) or (name == PRODUCT and _refuses(f"{PRODUCT}: {content}")):
        yield PageSignal(reserved=True, words=element)


def _in_pdf(body: bytes) -> Iterator[PageSignal]:
    for match in _XMP.finditer(body):
        value = (match[1] or match[2]).decode()
        yield from _reservation(value, f"tdm-reservation in the document's metadata: {value}")


def _reservation(value: str, words: str) -> Iterator[PageSignal]:
    if value.strip() in ("0", "1"):
        yield PageSignal(value.strip() == "1", words)


def _refuses(directives: str) -> bool:
    """Whether a value of `X-Robots-Tag` refuses what we do: for everybody, or with our name before it."""
    return any(
        directive in (_FOR_US if agent == PRODUCT else _FOR_ALL if not agent else ())
        for agent, directive in _by_agent(directives)
    )


def _by_agent(directives: str) -> Iterator[tuple[str, str]]:
    """Each directive with the agent it is for; nobody's name means everybody."""
    agent = ""
    for each in directives.lower().split(","):
        before, colon, after = each.partition(":")
        if colon and before.strip() not in _WITH_VALUE:
            agent = before.strip()
        yield agent, (after if colon else each).strip()

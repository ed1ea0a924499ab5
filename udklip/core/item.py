"""An item of coverage on its way from the ledger to indexes, overviews and pages."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from udklip.core.analysis import Analysis, Mention, Relevance
from udklip.core.reading import Reading
from udklip.core.source import Rights, SourceType


@dataclass(frozen=True, slots=True)
class PressItem:
    """One item as the ledger knows it now. `id` and `ready` are given once and never change.

    `matched` holds the register names and profile terms that made it relevant. `story` is the id of
    the story's first item; `release` the id of the press release whose pickup this is, `release_share`
    (0 to 1) the share of its body words taken over from it. `watches` are the names of those that hit it, on its
    way to an index.
    """

    id: str
    url: str
    source: str
    source_type: SourceType
    rights: Rights
    first_seen: datetime
    reading: Reading
    analysis: Analysis
    relevance: Relevance
    matched: tuple[str, ...] = ()
    region: str | None = None
    story: str = ""
    release: str | None = None
    release_share: float | None = None
    ready: int = 0
    reader_version: int = 0
    nlp_version: int = 0
    tags: tuple[str, ...] = field(default=())
    watches: tuple[str, ...] = ()

    @property
    def when(self) -> datetime:
        """Published, else first seen: what coverage is sorted and counted by."""
        return self.reading.published or self.first_seen

    def without_text(self) -> "PressItem":
        """The item of a page whose text is reserved: address, title and date, and nothing read out of the text."""
        said = self.reading
        reading = Reading(
            title=said.title,
            lead=None,
            body="",
            published=said.published,
            published_origin=said.published_origin,
            published_raw=said.published_raw,
            language=said.language,
            kind=said.kind,
            access=said.access,
            url=said.url,
            media_type=said.media_type,
            reserved=True,
        )
        analysis = Analysis(said.title or "", self.analysis.kind, said.language)
        return replace(self, reading=reading, analysis=analysis, matched=(), rights=Rights.LINK)

    def without_body(self) -> "PressItem":
        """The item once its text's time is over: title and our own facts stay, at no place outside the title."""
        title, found = self.reading.title or "", self.analysis
        reading = replace(self.reading, lead=None, body="", page_starts=())
        analysis = Analysis(
            title,
            found.kind,
            found.language,
            organisations=_placeless(found.organisations, len(title)),
            people=_placeless(found.people, len(title)),
            places=_placeless(found.places, len(title)),
        )
        return replace(self, reading=reading, analysis=analysis)


def _placeless(mentions: tuple[Mention, ...], end: int) -> tuple[Mention, ...]:
    return tuple(one if one.end <= end else replace(one, start=end, end=end, why="") for one in mentions)

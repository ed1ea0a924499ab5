"""Reported speech: what somebody is said to have said, without a word of it quoted."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from udklip.core.analysis import Quote, Report
from udklip.nlp.danish_words import is_title
from udklip.nlp.finds import LOC, PER, Find
from udklip.nlp.speech.sayings import Attribution
from udklip.nlp.speech.speakers import Names, role_beside

_VERB = (
    r"(?P<verb>siger|sagde|fortæller|fortalte|udtaler|udtalte|forklarer|forklarede|mener|mente|oplyser|oplyste"
    r"|understreger|understregede|tilføjer|tilføjede|fastslår|fastslog|skriver|skrev|vurderer|vurderede|påpeger"
    r"|påpegede|pointerer|bemærker|erkender|erkendte|lover|lovede|beretter|advarer|advarede|anslår|meddeler|meddelte"
    r"|melder|hævder|peger på|konstaterer|says|said|[Ii]følge|[Aa]ccording to)"
)
_SOURCE_AFTER = re.compile(rf"\b{_VERB}\s(?P<between>(?:[a-zæøå-]+\s){{0,7}})(?=[A-ZÆØÅ0-9])")
_AFTER_SOURCE = re.compile(
    rf"(?:\s\([^)\n]{{1,20}}\))?(?:,\s[^.\n]{{3,110}},)?\s{_VERB}\b(?=[^.\n:\"»“”]{{0,70}}\b(?:at|hvordan|hvorfor|that)\b)"
)
_OF_A_BODY = re.compile(r"\s(?:fra|i|hos|ved|på|for)\s")
_OPENS = re.compile(r"(?:^|[,.!?\n])\s*(?:(?:det|sådan|således|heri|her|dog|så)\s)?$|\n\s*$", re.IGNORECASE)
_SAID_THAT = re.compile(r"[^.\n:\"»“”]{0,90}\bat\b")
_CLAUSE = re.compile(r"[.;:\n]|,\s(?:at|der|som|men|og)\b")
LOOK_BACK = 16
REACH = 140


def find_reports(names: Names, quotes: Sequence[tuple[Quote, Attribution | None]]) -> tuple[Report, ...]:
    """What the text ascribes to somebody by name ("ifølge X", "oplyser X", "X mener, at …") outside its quotes."""
    taken = sorted(_spoken_for(quotes))
    found = {report.start: report for report in (*_before_source(names), *_behind_source(names))}
    starts = [start for start, _ in taken]
    return tuple(report for start, report in sorted(found.items()) if not _is_taken(report, taken, starts))


def _spoken_for(quotes: Sequence[tuple[Quote, Attribution | None]]) -> Iterator[tuple[int, int]]:
    for quote, attribution in quotes:
        ends = (quote.end, attribution.end) if attribution else (quote.end,)
        starts = (quote.start, attribution.start) if attribution else (quote.start,)
        yield min(starts), max(ends)


def _is_taken(report: Report, taken: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    place = bisect_right(starts, report.end) - 1
    return place >= 0 and taken[place][1] > report.start


def _before_source(names: Names) -> Iterator[Report]:
    """The verb first: "ifølge X", "…, oplyser direktør NN fra X", "Heri skriver X, at …"."""
    text = names.text
    for match in _SOURCE_AFTER.finditer(text):
        source = _first_source(names, match.end()) if _leads_on(match["between"].split()) else None
        verb = match["verb"].lower()
        if source is None or (verb not in ("ifølge", "according to") and not _is_saying(text, match, source)):
            continue
        yield _report(names, verb, match.start(), source.end, source)


def _leads_on(words: Sequence[str]) -> bool:
    """Whether the words between verb and name belong to the name: a title with what follows it, "patientforeningen"."""
    return (len(words) <= 2 and words[-1:] not in (["til"], ["i"], ["om"], ["for"])) or any(
        map(is_title, words)
    )


def _is_saying(text: str, match: re.Match[str], source: Find) -> bool:
    """Whether a clause begins with the verb, or "at" follows the source."""
    opens = _OPENS.search(text[max(0, match.start() - LOOK_BACK) : match.start()])
    return opens is not None or _SAID_THAT.match(text, source.end) is not None


def _first_source(names: Names, start: int) -> Find | None:
    """The person of the clause that begins at `start` with a name, else the body that it begins with."""
    end = _CLAUSE.search(names.text, start, start + REACH)
    named = [
        find for _, find in names.within(start, end.start() if end else start + REACH) if find.label != LOC
    ]
    if not named or named[0].start != start:
        return None
    return next((find for find in named if find.label == PER), named[0])


def _behind_source(names: Names) -> Iterator[Report]:
    """The source first: "NN, direktør i X, mener, at …"."""
    before: Find | None = None
    for find in names.finds:
        match = _AFTER_SOURCE.match(names.text, find.end) if find.label != LOC else None
        if match:
            is_body = before is not None and _OF_A_BODY.fullmatch(names.text, before.end, find.start)
            source = before if before and is_body and before.label == PER else find
            yield _report(names, match["verb"].lower(), source.start, match.end("verb"), source)
        before = find


def _report(names: Names, verb: str, start: int, end: int, source: Find) -> Report:
    role = (
        role_beside(names, Attribution(verb, start, end, start), source.name) if source.label == PER else None
    )
    return Report(
        start=start,
        end=end,
        speaker=source.name,
        title=role.title if role else None,
        organisation=role.organisation if role else None,
        verb=verb,
    )

"""An analysis as the command line prints it: as JSON, for people, and with what found each thing and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from udklip.core.analysis import Amount, Analysis, Contact, Mention, Quote, Report

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ»“”\"–-])|\n\s*\n")
_ABBREVIATION = re.compile(r"\b(?:mio|mia|kr|ca|bl\.a|f\.eks|adm|dr|nr|pr|\d|\w)\.$", re.IGNORECASE)
LONGEST_SENTENCE = 600


def as_object(analysis: Analysis) -> dict[str, Any]:
    """An analysis as `--json` prints it."""
    return {
        "text": analysis.text,
        "kind": analysis.kind,
        "language": analysis.language,
        "organisations": [_mention(mention) for mention in analysis.organisations],
        "people": [_person(mention) for mention in analysis.people],
        "places": [_mention(mention) for mention in analysis.places],
        "quotes": [asdict(quote) for quote in analysis.quotes],
        "reported": [asdict(report) for report in analysis.reports],
        "amounts": [
            asdict(amount) | {"sentence": sentence_of(analysis.text, amount)} for amount in analysis.amounts
        ],
        "contacts": [asdict(contact) for contact in analysis.contacts],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "name": mention.name,
        "partner": mention.partner,
    }


def _person(mention: Mention) -> dict[str, Any]:
    party = {"party": mention.party} if mention.party else {}
    return _mention(mention) | {"titles": [asdict(role) for role in mention.titles]} | party


def sentence_of(text: str, amount: Amount) -> str:
    """The sentence that an amount stands in, spaces folded."""
    first = max(0, amount.start - LONGEST_SENTENCE)
    starts = [first, *(match.end() for match in _ends(text, first, amount.start))]
    end = next((match.start() for match in _ends(text, amount.end, amount.end + LONGEST_SENTENCE)), None)
    return " ".join(text[starts[-1] : end or amount.end + LONGEST_SENTENCE].split())


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for match in _SENTENCE_END.finditer(text, start, end):
        if "\n\n" in match[0] or not _ABBREVIATION.search(text[max(0, match.start() - 12) : match.start()]):
            yield match


def with_explanations(printed: dict[str, Any], analysis: Analysis) -> dict[str, Any]:
    """`printed` with an `explain` for each find: what found it, and why it is called what it is called."""
    fields: dict[str, Sequence[Mention | Quote | Report | Amount | Contact]] = {
        "organisations": analysis.organisations,
        "people": analysis.people,
        "places": analysis.places,
        "quotes": analysis.quotes,
        "reported": analysis.reports,
        "amounts": analysis.amounts,
        "contacts": analysis.contacts,
    }
    explained = {
        field: [
            block | {"explain": dict(zip(("found_by", "why"), explanation(find), strict=True))}
            for block, find in zip(printed[field], finds, strict=True)
        ]
        for field, finds in fields.items()
    }
    return printed | explained


def explanation(find: Mention | Quote | Report | Amount | Contact) -> tuple[str, str]:
    """What found it, and why it is what it is said to be."""
    match find:
        case Mention():
            return find.found_by, find.why
        case Quote(verb=None):
            return "quotes", "stands after a colon, or goes on from the speech before"
        case Quote() | Report():
            return ("quotes" if isinstance(find, Quote) else "reports"), f"words of saying: “{find.verb}”"
        case Amount():
            return "amounts", f"a number, and {find.currency} or what stands for it"
        case Contact():
            return "contacts", "a phone number or mail, and the person named last before it"


def told(file: str, analysis: Analysis, *, explain: bool) -> Iterator[str]:
    """An analysis for people, line by line."""
    yield f"{file}: {analysis.kind}, {analysis.language or '?'}"
    for label, found in (
        ("organisations", analysis.organisations),
        ("people", analysis.people),
        ("places", analysis.places),
    ):
        names = dict.fromkeys(mention.name for mention in found)
        if names:
            yield f"  {label}: {', '.join(names)}"
        if explain:
            yield from (f"    “{mention.text}” at {mention.start}: {_because(mention)}" for mention in found)
    for quote in analysis.quotes:
        yield f"  {quote.speaker or 'unknown'}: “{quote.text}”{_explained(quote, explain=explain)}"
    for report in analysis.reports:
        yield f"  reported: {report.speaker} ({report.verb}){_explained(report, explain=explain)}"
    for amount in analysis.amounts:
        yield f"  amount: {amount.text} ({amount.value:g} {amount.currency}){_explained(amount, explain=explain)}"


def _because(mention: Mention) -> str:
    found_by, why = explanation(mention)
    return f"{mention.name}, found by {found_by}; {why}"


def _explained(find: Quote | Report | Amount, *, explain: bool) -> str:
    return f"  [{'; '.join(explanation(find))}]" if explain else ""

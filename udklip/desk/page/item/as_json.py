"""An item as JSON: what its page shows of it, through the same gate."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from udklip.core.ledger import StepRow
from udklip.core.times import shown
from udklip.desk.page.item.comparison import Side
from udklip.desk.page.item.text import Paragraph
from udklip.desk.page.item.view import Shown, Written
from udklip.schedules.overview.rendering.as_json import entry_as_object


def item(values: Mapping[str, Any]) -> dict[str, Any]:
    """`/omtale/ID.json`."""
    told: Shown = values["shown"]
    of = told.item
    return entry_as_object(told.entry) | {
        "first_seen": shown(of.first_seen),
        "published_origin": of.reading.published_origin,
        "matched": list(of.matched),
        "story": of.story,
        "rights": of.rights,
        "text": "\n\n".join(map(_text, told.paragraphs)) or None,
        "organisations": [asdict(one) for one in told.organisations],
        "people": [asdict(one) for one in told.people],
        "quotes": [
            {key: getattr(quote, key) for key in ("text", "speaker", "title", "organisation", "verb")}
            for quote in told.quotes
        ],
        "amounts": [{"value": amount.value, "currency": amount.currency} for amount in told.amounts],
        "copies": [entry_as_object(copy) for copy in told.copies],
        "pickups": [entry_as_object(copy) for copy in told.pickups],
        "way": [_step(step) for step in told.way],
        "further_addresses": told.further,
        "earlier_versions": len(told.earlier),
        **_written(values["written"]),
    }


def comparison(values: Mapping[str, Any]) -> dict[str, Any]:
    """`/omtale/ID/sammenlign.json`."""
    return {side: _side(values[side]) for side in ("article", "release")}


def _written(written: Written) -> dict[str, Any]:
    return {
        "marks": sorted(written.marks),
        "tags": list(written.tags),
        "notes": [{"who": note.who, "at": shown(note.at), "text": note.words} for note in written.notes],
    }


def _text(paragraph: Paragraph) -> str:
    return "".join(piece.text for piece in paragraph)


def _step(step: StepRow) -> dict[str, Any]:
    """As `udklip why --json` has it."""
    return {
        "step": step.step,
        "outcome": step.outcome,
        "reason": step.reason,
        "at": shown(step.at),
        "version": step.version,
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "item": entry_as_object(side.entry),
        "share": side.share,
        "sentences": [{"text": one.text, "in_both": one.in_both} for one in side.sentences],
    }

"""What changed in the sentences of a text that name the cluster or its partners."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from udklip.core.analysis import Analysis
from udklip.core.ledger import Change
from udklip.indexer.sentences import sentences

ALIKE = 0.4
"""The share of words (difflib's ratio) from which two sentences are one that was edited."""


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts are the same words, however they are set."""
    return one.split() == other.split()


def changes_about_us(before: Analysis, after: Analysis) -> tuple[Change, ...]:
    """Sentences that name the cluster or a partner and were edited, came or went; one that only moved is none."""
    old, new = _sentences(before.text), _sentences(after.text)
    gone = [sentence for sentence in old if sentence not in new]
    come = [sentence for sentence in new if sentence not in old]
    names = _names(before) | _names(after)
    pairs = _paired(gone, come)
    return tuple(change for change in pairs if _names_us(change, names))


def _sentences(text: str) -> list[str]:
    return [" ".join(sentence.split()) for sentence in sentences(text)]


def _paired(gone: Sequence[str], come: Sequence[str]) -> list[Change]:
    """Each sentence that went beside the one it became, then those that are new."""
    left = list(come)
    pairs = []
    for sentence in gone:
        after = max(left, key=lambda other: _alike(sentence, other), default=None)
        if after is not None and _alike(sentence, after) >= ALIKE:
            left.remove(after)
            pairs.append(Change(sentence, after))
        else:
            pairs.append(Change(sentence, None))
    return pairs + [Change(None, sentence) for sentence in left]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _names(analysis: Analysis) -> set[str]:
    return {mention.text for mention in analysis.organisations if mention.partner}


def _names_us(change: Change, names: set[str]) -> bool:
    return any(name in (change.before or "") or name in (change.after or "") for name in names)

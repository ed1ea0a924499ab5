"""Whether two texts are the same story's text: containment of word 3-grams, OCR damage seen through.

Containment (Broder 1997) rather than resemblance: a notice cut from a long release shares all of its own shingles
and few of the release's. What only shares a form or a closing passage about the sender is another story.
"""

from collections.abc import Callable, Mapping, Sequence

from udklip.nlp.stories.alignment import Stretch, Told, stretches, told
from udklip.nlp.stories.form_letters import is_form_letter
from udklip.nlp.stories.postings import Postings
from udklip.nlp.stories.shingles import sketch

SAME_TEXT = 0.3
FEWEST_SHARED = 8
PASSAGE = 6
OWN_BEGINNING = 0.4
CLOSING = 0.6


def is_same_text(one: str, other: str) -> bool:
    """Whether either text stands, for the better part, in the other."""
    smaller, larger = sorted((told(one), told(other)), key=lambda text: len(text.words))
    shared = len(smaller.places.keys() & larger.places.keys())
    if shared < FEWEST_SHARED or shared < SAME_TEXT * min(len(smaller.places), len(larger.places)):
        return False
    both = list(stretches(smaller, larger))
    return not is_form_letter(smaller, larger, both) and not _share_only_a_closing(smaller, larger, both)


def _share_only_a_closing(one: Told, other: Told, shared: Sequence[Stretch]) -> bool:
    """Whether each text begins with words of its own and both close with the same: "About us", "How to apply"."""
    passages = [stretch for stretch in shared if stretch.length >= PASSAGE]
    if not passages:
        return False
    begins_here = min(stretch.here for stretch in passages)
    begins_there = min(stretch.there for stretch in passages)
    if begins_here < OWN_BEGINNING * len(one.words) or begins_there < OWN_BEGINNING * len(other.words):
        return False
    closing = sum(stretch.length for stretch in passages)
    return closing >= CLOSING * max(len(one.words) - begins_here, len(other.words) - begins_there)


def group(
    texts: Mapping[str, str], may_join: Callable[[str, str], bool] = lambda _one, _other: True
) -> list[list[str]]:
    """Group keys whose texts are the same and that may join, in the order given, each group's first text first."""
    keys, postings = list(texts), Postings()
    story = list(range(len(keys)))
    for number, text in enumerate(texts.values()):
        own = sketch(text)
        candidates = [candidate - 1 for candidate in postings.candidates(own)]
        same = [
            other
            for other in candidates
            if may_join(keys[other], keys[number]) and is_same_text(text, texts[keys[other]])
        ]
        postings.post(number + 1, own, [other + 1 for other in same])
        if same:
            joined = {story[other] for other in same} | {number}
            story = [min(joined) if its in joined else its for its in story]
    groups: dict[int, list[str]] = {}
    for number, key in enumerate(keys):
        groups.setdefault(story[number], []).append(key)
    return list(groups.values())

"""The tags a token can have (BILOU: begin, inside, last, outside, unit), and the names that a row of tags spells."""

from collections.abc import Iterator, Sequence

import numpy as np

LABELS = ("LOC", "ORG", "PER")
OUTSIDE = "O"
TAGS = (OUTSIDE, *(f"{part}-{label}" for label in LABELS for part in "BILU"))
NEVER = -1e4
Name = tuple[int, int, str]  # first token, token after the last, label


def tags_from_iob(iob: Sequence[str]) -> list[int]:
    """IOB2 tags as places in `TAGS`; an inside that follows nothing of its label begins a name."""
    around = zip((OUTSIDE, *iob), iob, (*iob[1:], OUTSIDE), strict=False)
    return [TAGS.index(_bilou(before, tag, after)) for before, tag, after in around]


def _bilou(before: str, tag: str, after: str) -> str:
    if tag == OUTSIDE:
        return OUTSIDE
    part, label = tag.split("-")
    begins = part == "B" or before[2:] != label
    goes_on = after == f"I-{label}"
    return f"{('B' if goes_on else 'U') if begins else ('I' if goes_on else 'L')}-{label}"


def names(tags: Sequence[int]) -> Iterator[Name]:
    """The names in a row of tags that keeps to the rules of `MAY_FOLLOW`."""
    start = 0
    for at, tag in enumerate(tags):
        if not tag:
            continue
        part, label = TAGS[tag].split("-")
        if part in "BU":
            start = at
        if part in "LU":
            yield start, at + 1, label


def _may_follow(before: str, tag: str) -> bool:
    if before[0] in "BI":
        return tag[0] in "IL" and tag[1:] == before[1:]
    return tag[0] in "OBU"


# What may follow what: 0 where it may, else NEVER; (from, to). Texts begin and end as if an outside tag stood there.
MAY_FOLLOW = np.array(
    [[0.0 if _may_follow(before, tag) else NEVER for tag in TAGS] for before in TAGS], "float32"
)
MAY_BEGIN = MAY_FOLLOW[0]
MAY_END = np.ascontiguousarray(MAY_FOLLOW[:, 0])

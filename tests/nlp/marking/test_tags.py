"""Tags and the names they spell."""

import pytest

from udklip.nlp.marking.tags import MAY_FOLLOW, NEVER, TAGS, names, tags_from_iob


@pytest.mark.parametrize(
    ("iob", "expected"),
    [
        ("O B-PER I-PER O", "O B-PER L-PER O"),
        ("B-ORG", "U-ORG"),
        ("B-ORG B-ORG I-ORG I-ORG", "U-ORG B-ORG I-ORG L-ORG"),
        ("O I-LOC I-LOC", "O B-LOC L-LOC"),
        ("B-PER I-ORG", "U-PER U-ORG"),
    ],
)
def test_tags_from_iob(iob: str, expected: str) -> None:
    assert [TAGS[tag] for tag in tags_from_iob(iob.split())] == expected.split()


def test_names_come_back_from_their_tags() -> None:
    tags = tags_from_iob("B-PER I-PER O B-ORG B-LOC I-LOC I-LOC".split())
    assert list(names(tags)) == [(0, 2, "PER"), (3, 4, "ORG"), (4, 7, "LOC")]


def test_a_name_goes_on_under_its_own_label_only() -> None:
    allowed = {
        (before, after)
        for row, before in enumerate(TAGS)
        for column, after in enumerate(TAGS)
        if MAY_FOLLOW[row, column] > NEVER
    }
    assert ("B-PER", "L-PER") in allowed
    assert ("L-PER", "B-PER") in allowed
    assert allowed.isdisjoint(
        {("B-PER", "L-ORG"), ("B-PER", "O"), ("O", "I-PER"), ("U-LOC", "L-LOC"), ("I-ORG", "U-ORG")}
    )

"""Shingles: the same everywhere, blind to OCR damage, sampled alike in texts of every length."""

import random

from hypothesis import given
from hypothesis import strategies as st
from story_texts import story

from udklip.nlp.stories.shingles import containment, estimated_containment, rate, shingles, sketch


def test_hashes_are_the_same_everywhere() -> None:
    assert sorted(sketch("En ny klynge for sundhed er født i dag").hashes) == [99614259798362]


def test_notice_cut_from_a_long_text_is_contained_in_it() -> None:
    text = story(2, 2_000)
    notice = " ".join(text.split()[300:360])
    assert containment(shingles(notice), shingles(text)) == 1.0


def test_scan_without_danish_letters() -> None:
    text = story(3)
    scanned = text.replace("æ", "ae").replace("ø", "g").replace("å", "a")
    assert containment(shingles(scanned), shingles(text)) > 0.95


def test_texts_without_words() -> None:
    assert shingles("") == shingles("…!") == frozenset()
    assert containment(frozenset(), shingles(story(6))) == 0.0
    assert sketch("").hashes == sketch("to ord").hashes == ()


def test_sketches_tell_how_much_of_a_notice_stands_in_a_long_text() -> None:
    chance = random.Random(1)
    for length in (200, 700, 3_000, 20_000):
        long = [f"ordet{chance.randrange(10**6)}" for _ in range(length)]
        whole, part = sketch(" ".join(long)), sketch(" ".join(long[50:150]))
        shared = len(set(whole.hashes) & set(part.hashes))
        assert 0.4 < estimated_containment(shared, whole.size, part.size) < 1.6, length


def test_sketches_stay_small() -> None:
    chance = random.Random(2)
    book = " ".join(f"ordet{chance.randrange(10**6)}" for _ in range(200_000))
    assert len(sketch(book).hashes) < 3_000
    assert rate(10) == 1


@given(st.text(max_size=300))
def test_any_text_contains_itself(text: str) -> None:
    own = shingles(text)
    assert containment(own, own) == (1.0 if own else 0.0)

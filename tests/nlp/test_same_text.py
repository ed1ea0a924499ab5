"""Same text: copies, cut copies and scans belong together, the same topic in other words does not."""

import random

from hypothesis import given
from hypothesis import strategies as st

from udklip.nlp.same_text import StoryIndex, containment, group, is_same_text, rare_shingles, shingles

WORDS = (
    "kommunen åbner et nyt center for ældre borgere hvor unge forskere og læger prøver udstyr af sammen med firmaer "
    "fra hele landet og regionen betaler halvdelen mens en fond giver resten til huse møbler løn og drift gennem fem "
    "år derefter skal stedet selv tjene penge på kurser udlejning og salg af gode råd til andre byer i norden"
).split()


def story(seed: int, length: int = 300) -> str:
    generator = random.Random(seed)
    return " ".join(generator.choices(WORDS, k=length))


def test_hashes_are_the_same_everywhere() -> None:
    assert min(shingles("En ny klynge er født i dag")) == 5318884088292928056


def test_copy_with_a_frame_around_it() -> None:
    text = story(1)
    framed = f"Menu Forside Sport {text} Mest læste Annonce"
    assert is_same_text(shingles(text), shingles(framed))


def test_notice_cut_from_a_long_text() -> None:
    text = story(2, 2_000)
    notice = " ".join(text.split()[300:360])
    assert containment(shingles(notice), shingles(text)) == 1.0
    assert is_same_text(shingles(notice), shingles(text))
    assert set(rare_shingles(notice)) & set(rare_shingles(text))


def test_scan_without_danish_letters() -> None:
    text = story(3)
    scanned = text.replace("æ", "ae").replace("ø", "g").replace("å", "a")
    assert containment(shingles(scanned), shingles(text)) > 0.95


def test_other_texts_on_the_same_topic() -> None:
    assert not is_same_text(shingles(story(4)), shingles(story(5)))


def test_texts_without_words() -> None:
    assert shingles("") == shingles("…!") == frozenset()
    assert containment(frozenset(), shingles(story(6))) == 0.0
    assert rare_shingles("") == ()


def test_groups_merge_when_a_text_joins_two() -> None:
    one, two = story(7), story(8)
    assert group({"a": one, "x": story(9), "b": two, "both": f"{one} {two}"}) == [["a", "b", "both"], ["x"]]


def test_index_finds_the_copy_among_many() -> None:
    index = StoryIndex()
    for seed in range(100, 300):
        index.add(str(seed), story(seed))
    assert index.add("copy", " ".join(story(150).split()[:120])) == ["150"]


@given(st.text(max_size=300))
def test_any_text_contains_itself(text: str) -> None:
    own = shingles(text)
    assert containment(own, own) == (1.0 if own else 0.0)
    assert set(rare_shingles(text)) <= own

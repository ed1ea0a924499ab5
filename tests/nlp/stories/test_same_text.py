"""Same text: copies, cut copies and scans belong together, the same topic in other words does not."""

from story_texts import story

from udklip.nlp.stories.same_text import group, is_same_text


def test_copy_with_a_frame_around_it() -> None:
    text = story(1)
    assert is_same_text(text, f"Menu Forside Sport {text} Mest læste Annonce")


def test_notice_cut_from_a_long_text() -> None:
    text = story(2, 2_000)
    assert is_same_text(" ".join(text.split()[300:360]), text)


def test_other_texts_on_the_same_topic() -> None:
    assert not is_same_text(story(4), story(5))


def test_groups_merge_when_a_text_joins_two() -> None:
    one, two = story(7), story(8)
    assert group({"a": one, "x": story(9), "b": two, "both": f"{one} {two}"}) == [["a", "b", "both"], ["x"]]


def test_copy_is_found_among_many() -> None:
    texts = {str(seed): story(seed) for seed in range(100, 300)}
    cut = " ".join(story(150).split()[:120])
    assert [group for group in group(texts | {"copy": cut}) if len(group) > 1] == [["150", "copy"]]

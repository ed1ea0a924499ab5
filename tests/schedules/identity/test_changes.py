"""What is told of a change: the sentences that name us, as they were and as they are."""

from udklip.core.analysis import Analysis, Mention
from udklip.core.ledger import Change
from udklip.core.reading import Kind
from udklip.schedules.identity.changes import changes_about_us, says_the_same

US = "Danish Life Science Cluster"
BEFORE = f"{US} får 10 mio. kr. til et nyt hus. Huset ligger ved havnen. Byrådet er enigt med {US} om planen."


def analysis(text: str) -> Analysis:
    """What names us in a text."""
    at = text.find(US)
    mentions = (Mention(US, at, at + len(US), US, partner=True),) if at >= 0 else ()
    return Analysis(text, Kind.ARTICLE, "da", organisations=mentions)


def changed(after: str, before: str = BEFORE) -> tuple[Change, ...]:
    """The changes from one text to another."""
    return changes_about_us(analysis(before), analysis(after))


def test_an_edited_sentence_is_told_before_and_after() -> None:
    (change,) = changed(BEFORE.replace("10 mio. kr.", "12 mio. kr."))
    assert change == Change(f"{US} får 10 mio. kr. til et nyt hus.", f"{US} får 12 mio. kr. til et nyt hus.")


def test_a_sentence_that_does_not_name_us_is_not_told() -> None:
    assert changed(BEFORE.replace("ved havnen", "ved åen")) == ()


def test_a_sentence_that_came_or_went_is_told() -> None:
    more = f"En nabo har klaget over {US} til nævnet."
    assert changed(f"{BEFORE} {more}") == (Change(None, more),)
    assert changed(BEFORE, before=f"{BEFORE} {more}") == (Change(more, None),)


def test_a_sentence_that_lost_our_name_is_told() -> None:
    (change,) = changed(BEFORE.replace(f"enigt med {US}", "enigt med klyngen"))
    assert change.after == "Byrådet er enigt med klyngen om planen."


def test_moved_and_newly_set_sentences_are_no_change() -> None:
    house, us = "Huset ligger ved havnen. ", BEFORE.partition("Huset")[0]
    assert changed(house + us + BEFORE.partition("havnen. ")[2]) == ()
    assert says_the_same(BEFORE, BEFORE.replace(" ", "\n"))
    assert changed(BEFORE.replace("hus. Huset", "hus.\n\nHuset")) == ()

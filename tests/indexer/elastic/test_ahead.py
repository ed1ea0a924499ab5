"""The next thing is made while the one before is used, in order, and what goes wrong in making is raised."""

import threading
from collections.abc import Iterator

import pytest

from udklip.indexer.elastic.ahead import made_ahead

SECONDS = 20


def test_the_next_is_made_while_the_one_before_is_used() -> None:
    second_is_made = threading.Event()

    def things() -> Iterator[str]:
        yield "first"
        second_is_made.set()
        yield "second"

    ahead = made_ahead(things())
    assert next(ahead) == "first"
    assert second_is_made.wait(SECONDS)
    assert list(ahead) == ["second"]


def test_no_more_than_one_is_made_ahead() -> None:
    made: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    ahead = made_ahead(numbers())
    assert [next(ahead), next(ahead)] == [0, 1]
    ahead.close()
    assert made == [0, 1, 2]


def test_what_goes_wrong_in_making_is_raised_where_it_is_used() -> None:
    def things() -> Iterator[int]:
        yield 1
        raise ValueError("spoilt")

    ahead = made_ahead(things())
    assert next(ahead) == 1
    with pytest.raises(ValueError, match="spoilt"):
        next(ahead)

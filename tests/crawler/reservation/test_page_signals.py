"""A reservation of text and data mining is seen where a response makes it, and nowhere else."""

import pytest

from udklip.crawler.reservation import reserved


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("1", b""),
        (" 1 ", b"<p>x</p>"),
        (None, b'<meta name="tdm-reservation" content="1">'),
        (None, b"<META content='1' NAME=tdm-reservation />"),
        ("0", b"<meta name='tdm-reservation' content=' 1'>"),
    ],
)
def test_it_is_reserved_and_says_by_what(header: str | None, body: bytes) -> None:
    assert "tdm-reservation" in (reserved(header, body) or "")


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (None, b"<p>x</p>"),
        ("0", b""),
        (None, b'<meta name="tdm-reservation" content="0">'),
        (None, b'<meta name="tdm-policy" content="1">'),
        (None, b"<p>tdm-reservation content=1</p>"),
        (None, b'<meta name="tdm-reservation" content="10">'),
    ],
)
def test_it_is_not_reserved(header: str | None, body: bytes) -> None:
    assert reserved(header, body) is None

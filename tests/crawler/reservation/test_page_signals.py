"""A reservation of text and data mining is seen where a response makes it, and nowhere else."""

import pytest

from udklip.crawler.reservation.page import PageSignal, signal_of

Headers = dict[str, list[str]]
TDM = "tdm-reservation"


def signal(headers: Headers, body: bytes = b"") -> bool | None:
    """Whether a response reserves its text, frees it, or says nothing."""
    said = signal_of(headers, body)
    return said.reserved if said else None


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({TDM: ["1"]}, b""),
        ({TDM: [" 1 "]}, b"<p>x</p>"),
        ({}, b'<meta name="tdm-reservation" content="1">'),
        ({}, b"<META content='1' NAME=TDM-Reservation />"),
        ({}, b"<p>" * 40_000 + b'<meta name="tdm-reservation" content="1">'),
        ({TDM: ["0"]}, b"<meta name='tdm-reservation' content=' 1'>"),
        ({"x-robots-tag": ["noai, noimageai"]}, b""),
        ({"x-robots-tag": ["max-snippet: 20, NoAI"]}, b""),
        ({"x-robots-tag": ["googlebot: nofollow", "udklip: noindex"]}, b""),
        ({}, b'<meta name="robots" content="index, noai">'),
        ({}, b'<meta name="udklip" content="noarchive">'),
        ({TDM: ["0"]}, b'<meta name="robots" content="noai">'),
        ({}, b"%PDF-1.7 <rdf:Description><tdm:reservation>1</tdm:reservation>"),
        ({}, b'%PDF-1.7 <rdf:Description tdm:reservation="1" tdm:policy="https://x.example"/>'),
    ],
)
def test_it_is_reserved(headers: Headers, body: bytes) -> None:
    assert signal(headers, body) is True


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({TDM: ["0"]}, b""),
        ({}, b'<meta name="tdm-reservation" content="0">'),
        ({TDM: ["1"]}, b'<meta name="tdm-reservation" content="0">'),
        ({}, b'%PDF-1.7 <rdf:Description tdm:reservation="0"/>'),
    ],
)
def test_it_is_expressly_free(headers: Headers, body: bytes) -> None:
    assert signal(headers, body) is False


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"<p>x</p>"),
        ({TDM: ["ja"]}, b""),
        ({}, b'<meta name="tdm-policy" content="1">'),
        ({}, b"<p>tdm-reservation content=1</p>"),
        ({}, b'<meta name="tdm-reservation" content="10">'),
        ({}, b'<!-- <meta name="tdm-reservation" content="1"> -->'),
        ({}, b'<script>\'<meta name="tdm-reservation" content="1">\'</script>'),
        ({"x-robots-tag": ["noindex, noarchive"]}, b""),
        ({"x-robots-tag": ["googlebot: noai"]}, b""),
        ({}, b'<meta name="robots" content="noindex">'),
        ({}, b"%PDF-1.7 tdm:reservation"),
    ],
)
def test_it_says_nothing(headers: Headers, body: bytes) -> None:
    assert signal(headers, body) is None


def test_its_words_are_those_of_the_page() -> None:
    element = b'<meta name="tdm-reservation" content="1">'
    assert signal_of({}, b"<html>" + element) == PageSignal(reserved=True, words=element.decode())

"""The one way in: what bytes are goes by their content, and whatever they are, the answer has a name."""

import gzip
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import Hints, Reading
from udklip.crawler.readers.registry import READERS
from udklip.crawler.reading import read

PAGE = b"<!DOCTYPE html><html><body><h1>Ny klynge</h1><p>En klynge er en gruppe, der arbejder sammen.</p></body></html>"
MAIL = (
    b"From: a@b.example\nTo: c@d.example\nSubject: Nyt om klyngen\n\nHej med dig, klyngen er stiftet i dag.\n"
)
TEXT = "Ny klynge på vej til landet\n\nEn klynge er en gruppe, der arbejder sammen om noget nyt.\n".encode()


def outcome_of(content: bytes) -> Outcome:
    try:
        return Outcome.OK if isinstance(read(content, Hints()), Reading) else Outcome.CRASHED
    except Unreadable as refused:
        return refused.outcome if refused.reason else Outcome.CRASHED


@pytest.mark.parametrize(
    ("content", "media_type"), [(PAGE, "text/html"), (MAIL, "message/rfc822"), (TEXT, "text/plain")]
)
def test_content_and_not_the_name_decides(content: bytes, media_type: str) -> None:
    assert read(content, Hints(filename="kaffe.pdf")).media_type == media_type
    assert read(gzip.compress(content), Hints(filename="kaffe.jpg")).media_type == media_type


def test_each_media_type_has_one_reader() -> None:
    every = [media_type for reader in READERS for media_type in reader.media_types]

    assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (b"", Outcome.EMPTY),
        (b" \n\t \r\n", Outcome.EMPTY),
        (b"\x00" * 5000, Outcome.UNKNOWN_FORMAT),
        (b"PK\x03\x04" + b"x" * 500, Outcome.UNKNOWN_FORMAT),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', Outcome.UNKNOWN_FORMAT),
        (b"QUJD" * 20_000, Outcome.UNKNOWN_FORMAT),
        (gzip.compress(TEXT * 100)[:60], Outcome.DAMAGED),
        (b"\x1f\x8b" + b"x" * 100, Outcome.DAMAGED),
        (b"%PDF-1.7\n%%EOF", Outcome.DAMAGED),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, Outcome.DAMAGED),
        (b"en linje\n" * 30_000, Outcome.TOO_LARGE),
        (b"<html><body><p></p></body></html>", Outcome.NO_TEXT),
    ],
)
def test_what_cannot_be_read_has_its_outcome(content: bytes, outcome: Outcome) -> None:
    assert outcome_of(content) is outcome


def test_fifty_megabytes_of_noise_are_refused() -> None:
    assert outcome_of(os.urandom(50_000_000)) is Outcome.UNKNOWN_FORMAT


def test_a_gzip_bomb_is_refused() -> None:
    assert outcome_of(gzip.compress(bytes(220 * 1024 * 1024), compresslevel=1)) is Outcome.TOO_LARGE


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    assert isinstance(outcome_of(content), Outcome)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([PAGE, MAIL, TEXT]),
    st.lists(st.tuples(st.integers(0, 200), st.binary(max_size=12)), max_size=8),
)
def test_no_mutation_of_a_good_file_raises_anything_else(
    whole: bytes, changes: list[tuple[int, bytes]]
) -> None:
    content = bytearray(whole)
    for place, piece in changes:
        content[place : place + len(piece)] = piece

    assert isinstance(outcome_of(bytes(content)), Outcome)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=40))
def test_no_mutation_of_a_real_pdf_raises_anything_else(shared: Path, place: int, piece: bytes) -> None:
    content = bytearray((shared / "data/pdf/OS2DS-Handout.pdf").read_bytes())
    content[place : place + len(piece)] = piece

    assert isinstance(outcome_of(bytes(content)), Outcome)


def test_nested_elements_by_the_hundred_thousand_are_survived() -> None:
    assert isinstance(outcome_of(b"<html><body>" + b"<div>" * 100_000 + b"dybt"), Outcome)

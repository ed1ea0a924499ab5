"""E-mails: what becomes title, date and text, and what hostile ones do."""

from email.message import EmailMessage

import pytest

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import DateOrigin, Hints, Kind
from udklip.crawler.reading import read

TEXT = (
    "Kære medlem\n\nI dag blev klyngen stiftet, og det betyder en del for os, der arbejder med hjælpemidler.\n\n"
    "Vi ses til mødet torsdag.\n\nMange hilsner\nForeningen\n"
)


def message(
    subject: str = "Nyt fra foreningen", text: str | None = TEXT, page: str | None = None
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Foreningen <nyt@forening.example>"
    mail["To"] = "presse@klynge.example"
    mail["Subject"] = subject
    mail["Date"] = "Tue, 24 Nov 2020 21:05:00 +0100"
    if text is not None:
        mail.set_content(text)
    if page is not None and text is not None:
        mail.add_alternative(page, subtype="html")
    elif page is not None:
        mail.set_content(page, subtype="html")
    return mail


def test_subject_date_and_plain_text_make_the_reading() -> None:
    reading = read(message("Fwd: SV: Nyt om æøå").as_bytes(), Hints())

    assert reading.title == "Nyt om æøå"
    assert reading.published is not None
    assert reading.published.isoformat() == "2020-11-24T20:05:00+00:00"
    assert (reading.published_origin, reading.published_raw) == (
        DateOrigin.META,
        "Tue, 24 Nov 2020 21:05:00 +0100",
    )
    assert reading.body.startswith("Kære medlem\n\nI dag blev klyngen stiftet")
    assert reading.media_type == "message/rfc822"


def test_who_writes_to_one_reader_is_no_author() -> None:
    assert read(message().as_bytes(), Hints()).authors == ()


def test_who_sends_to_a_list_of_readers_is_the_author() -> None:
    newsletter = message()
    newsletter["List-Unsubscribe"] = "<mailto:nej@forening.example>"

    assert read(newsletter.as_bytes(), Hints()).authors == ("Foreningen",)


@pytest.mark.parametrize(
    ("sender", "authors"),
    [
        ('"Foreningen Robotter og Pleje" <p@f.example>', ("Foreningen Robotter og Pleje",)),
        ("=?utf-8?q?Region_S=C3=B8nderjylland?= <p@r.example>", ("Region Sønderjylland",)),
        ("Kobber A/S via Brevdue <p@k.example>", ("Kobber A/S",)),
        ("p@f.example", ()),
        ("Noreply <noreply@f.example>", ()),
    ],
)
def test_the_sender_of_a_release_is_its_author(sender: str, authors: tuple[str, ...]) -> None:
    release = message("PRESSEMEDDELELSE: Robot hjælper på plejehjem")
    del release["From"]
    release["From"] = sender

    assert read(release.as_bytes(), Hints()).authors == authors


def test_a_byline_goes_before_the_sender() -> None:
    release = message("PRESSEMEDDELELSE: Robot hjælper", text=f"Af Ida Holm\n\n{TEXT}")

    assert read(release.as_bytes(), Hints()).authors == ("Ida Holm",)


def test_plain_text_is_preferred_to_html() -> None:
    mail = message(page="<html><body><p>Kun i den anden udgave.</p></body></html>")

    assert "anden udgave" not in read(mail.as_bytes(), Hints()).text


def test_html_alone_is_read_as_a_page() -> None:
    page = f"<html><body><h1>Hilsen</h1>{'<p>Et afsnit om rødgrød med fløde på Ærø.</p>' * 5}</body></html>"

    reading = read(message(text=None, page=page).as_bytes(), Hints())

    assert reading.title == "Nyt fra foreningen"
    assert "rødgrød med fløde" in reading.body


def test_signature_and_earlier_messages_are_out() -> None:
    text = f"{TEXT}\n> det, du skrev før\n\n-- \nUdsendt via Brevdue\n"
    answer = f"{TEXT}\nDen 23. november 2020 kl. 12.00 skrev Ida Holm:\n> gammelt\nældre tekst\n"

    assert "Brevdue" not in read(message(text=text).as_bytes(), Hints()).text
    assert "det, du skrev før" not in read(message(text=text).as_bytes(), Hints()).text
    assert "ældre tekst" not in read(message(text=answer).as_bytes(), Hints()).text


def test_a_press_release_in_the_subject_is_a_kind_and_no_title() -> None:
    reading = read(message("PRESSEMEDDELELSE: Robot hjælper på plejehjem").as_bytes(), Hints())

    assert (reading.title, reading.kind) == ("Robot hjælper på plejehjem", Kind.PRESS_RELEASE)


def test_attachments_are_not_taken_for_the_text() -> None:
    mail = message()
    mail.add_attachment("hemmeligt bilag", filename="bilag.txt")

    assert "bilag" not in read(mail.as_bytes(), Hints()).text


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: =?utf-8?b?/////?=",
        b"Subject: =?klingon?q?=E6?=",
        b"Date: 99 Zzz 99999 99:99:99 +9999",
        b"Content-Type: text/plain; charset=klingon",
        b"Content-Type: multipart/mixed",
        b"Content-Transfer-Encoding: base64",
        b'Content-Type: text/plain; charset*0*="; x=\xff',
        b"From: <<<>>>@@@,,,;:",
    ],
)
def test_hostile_headers_are_survived(header: bytes) -> None:
    raw = b"From: a@b.example\nTo: c@d.example\n" + header + b"\n\nHej med dig og tak for i g\xe5r.\n"

    assert _outcome(raw) in {Outcome.OK, Outcome.NO_TEXT, Outcome.DAMAGED}


def _outcome(raw: bytes) -> Outcome:
    try:
        read(raw, Hints())
    except Unreadable as refused:
        return refused.outcome
    return Outcome.OK

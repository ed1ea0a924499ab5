"""A letter on the wire: the headers of a bulk mail, true parts, and nothing hostile can add a line."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from post_office import MORNING, PEOPLE, a_letter

from udklip.core.letter import LetterKind, Picture, Recipient
from udklip.core.settings import Secrets, Settings
from udklip.schedules.mailing.foot import WayOut
from udklip.schedules.mailing.leaving import Leaving
from udklip.schedules.mailing.message import Message, Sender

SENDER = Sender(Recipient("overblik@klyngen.example", "Klyngens overblik"), "presse@klyngen.example")
ASTA = Recipient(PEOPLE[0], "Asta Ærlig", "presse")
OUT = WayOut("presse", "https://udklip.klyngen.example/afmeld/TOKEN", "presse@klyngen.example")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
HEADERS = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "MIME-Version",
    "Content-Type",
}
HOSTILE = [
    "Klynge\r\nBcc: alle@example.dk",
    "Klynge\nBcc: alle@example.dk",
    "=?utf-8?q?Klynge=0D=0ABcc=3A_alle=40example=2Edk?=",
    "=?utf-8?b?S2x5bmdlDQpCY2M6IGFsbGVAZXhhbXBsZS5kaw==?=",
    "Klynge\u2028Bcc: alle@example.dk\x0b\x85\x00",
    "\ud800 halvt \u202e vendt",
    '"><alle@example.dk>, "',
    "x" * 3000,
    "æøå " * 500,
    "",
]


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert [part.defects for part in message.walk()] == [[]] * len(list(message.walk()))
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_its_headers_say_what_it_is() -> None:
    message = read(Message(a_letter(), SENDER).to(ASTA, OUT))
    assert set(message.keys()) == HEADERS
    assert message["From"] == "Klyngens overblik <overblik@klyngen.example>"
    assert message["To"] == "Asta Ærlig <asta@klyngen.example>"
    assert message["Date"] == "Wed, 25 Nov 2020 07:00:00 +0100"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "da"
    assert message["List-Id"] == "<presse.klyngen.example>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].split(", ") == [
        "<https://udklip.klyngen.example/afmeld/TOKEN>",
        "<mailto:presse@klyngen.example?subject=Afmeld%20presse>",
    ]


def test_one_click_is_promised_only_over_https() -> None:
    message = read(Message(a_letter(), SENDER).to(ASTA, WayOut("presse", "http://127.0.0.1:8765/afmeld/T")))
    assert message["List-Unsubscribe"] == "<http://127.0.0.1:8765/afmeld/T>"
    assert "List-Unsubscribe-Post" not in message


def test_without_a_group_there_is_nothing_to_leave() -> None:
    message = read(Message(a_letter(), SENDER).to(ASTA))
    assert not [name for name in message if name.startswith("List-")]
    assert body(message, "plain") == a_letter().text


def test_the_way_out_stands_in_both_parts() -> None:
    message = read(Message(a_letter(), SENDER).to(ASTA, OUT))
    text = body(message, "plain")
    assert text.startswith(a_letter().text)
    assert text.endswith(f"Du får denne mail, fordi du står på listen “presse”.\nAfmeld: {OUT.link}\n")
    page = lxml_html.document_fromstring(body(message, "html"))
    (foot,) = page.xpath("//main/p[@class='foot']")
    assert "fordi du står på listen “presse”" in foot.text_content()
    assert foot.xpath("a/@href") == [OUT.link]


@pytest.mark.parametrize(
    ("out", "last"),
    [
        (
            WayOut("presse", None, "presse@klyngen.example"),
            "Skriv til presse@klyngen.example, hvis du vil afmeldes.",
        ),
        (WayOut("presse"), "Du får denne mail, fordi du står på listen “presse”."),
    ],
)
def test_without_a_link_the_foot_says_what_there_is(out: WayOut, last: str) -> None:
    message = read(Message(a_letter(), SENDER).to(ASTA, out))
    assert body(message, "plain").splitlines()[-1] == last
    assert ("mailto:" in body(message, "html")) == bool(out.mail_to)
    assert ("List-Unsubscribe" in message) == bool(out.mail_to)


def test_same_letter_same_bytes_and_another_for_each() -> None:
    asta = Message(a_letter(), SENDER).to(ASTA, OUT)
    assert Message(a_letter(), SENDER).to(ASTA, OUT) == asta
    others = {
        read(Message(letter, SENDER).to(Recipient(each)))["Message-ID"]
        for letter in (a_letter(), a_letter("overblik-2020-11-26"))
        for each in PEOPLE
    }
    assert len(others) == 2 * len(PEOPLE)
    assert all(re.fullmatch(r"<[0-9a-f]{32}@klyngen\.example>", each) for each in others)


def test_pictures_travel_with_the_page() -> None:
    picture = Picture("uger", PNG, "Omtale i fire uger")
    page = '<html><body><img src="cid:uger" alt="Omtale i fire uger"></body></html>'
    message = read(Message(a_letter(html=page, pictures=(picture,)), SENDER).to(ASTA, OUT))
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]
    image = list(message.walk())[-1]
    assert image.get_content() == PNG
    (source,) = lxml_html.document_fromstring(body(message, "html")).xpath("//img/@src")
    assert f"<{source.removeprefix('cid:')}>" == image["Content-ID"]


@pytest.mark.parametrize(
    "page", ["<p>Ny klynge</p>", "<HTML><body><p>Ny klynge</p></body></HTML>", "Ny klynge"]
)
def test_a_page_is_whole_and_danish(page: str) -> None:
    message = read(Message(a_letter(html=page), SENDER).to(ASTA, OUT))
    root = lxml_html.document_fromstring(body(message, "html"))
    assert root.get("lang") == "da"
    assert root.text_content().index("Ny klynge") < root.text_content().index("Du får denne mail")


def test_a_notice_is_in_english() -> None:
    assert read(Message(a_letter(kind=LetterKind.NOTICE), SENDER).to(ASTA))["Content-Language"] == "en"


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_hostile_stays_on_its_line(evil: str) -> None:
    _holds(evil)


@given(st.text(st.characters(), max_size=400))
def test_no_text_adds_a_header_a_recipient_or_a_part(evil: str) -> None:
    _holds(evil)


def _holds(evil: str) -> None:
    letter = a_letter(
        evil, subject=evil, text=f"{evil}\nslut", html=f"<p>{evil}", pictures=(Picture(evil, PNG, evil),)
    )
    sender = Sender(Recipient("overblik@klyngen.example", evil))
    raw = Message(letter, sender).to(Recipient(PEOPLE[0], evil, "presse"), OUT)
    assert len(raw) == len(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.isascii()
    message = read(raw)
    assert set(message.keys()) == HEADERS - {"Reply-To"}
    assert len(message.keys()) == len(set(message.keys()))
    assert [address.addr_spec for address in message["To"].addresses] == [PEOPLE[0]]
    assert [address.addr_spec for address in message["From"].addresses] == ["overblik@klyngen.example"]
    assert not re.search(r"[\r\n\x00]", message["Subject"])
    assert len(list(message.walk())) == 5
    assert body(message, "plain").startswith(_as_lines(evil))


def _as_lines(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")


def test_links_are_made_with_the_stores_own_key(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path, mail={"public_url": "https://udklip.klyngen.example/"})
    leaving = Leaving.of(settings, Secrets())
    out = leaving.way_out("presse", PEOPLE[0], settings)
    assert re.fullmatch(r"https://udklip\.klyngen\.example/afmeld/[\w-]{43}", str(out.link))
    key = settings.store_folder / "signing.key"
    assert (key.stat().st_mode & 0o777, len(key.read_bytes())) == (0o600, 32)
    assert Leaving.of(settings, Secrets()).way_out("presse", PEOPLE[0], settings) == out
    tokens = {leaving.token(group, each) for group in ("presse", "medlemmer") for each in PEOPLE}
    assert len(tokens) == 2 * len(PEOPLE)
    assert [each.name for each in settings.store_folder.iterdir()] == ["signing.key"]


def test_its_date_is_the_letters() -> None:
    assert read(Message(a_letter(), SENDER).to_nobody())["Date"].datetime == MORNING

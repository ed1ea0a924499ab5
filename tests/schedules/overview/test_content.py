"""What an overview says, to whom, and what it leaves to the link."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from lxml import html
from schedules.newsroom import Newsroom, at
from schedules.overview.full_day import BODY, US, full_day, quiet_day

from udklip.core.reading import Kind
from udklip.core.rights import EXTRACT_WORDS, Audience
from udklip.core.source import Rights
from udklip.schedules.overview.from_ledger import overview_of
from udklip.schedules.overview.rendering.as_json import as_object
from udklip.schedules.overview.rendering.chart import as_picture, as_svg
from udklip.schedules.overview.rendering.letter import to_letter
from udklip.schedules.overview.rendering.message import to_message
from udklip.schedules.overview.rendering.render import to_html, to_text

SENTENCE = next(part for part in BODY.split(". ") if US in part)
MONDAY, TUESDAY, WEDNESDAY = date(2020, 11, 23), date(2020, 11, 24), date(2020, 11, 25)


def longest_run(text: str, of: str) -> int:
    """The most consecutive words of `of` that stand in `text`."""
    words, said = of.split(), f" {' '.join(text.split())} "
    runs = (
        end - begin
        for begin in range(len(words))
        for end in range(begin + 1, len(words) + 1)
        if f" {' '.join(words[begin:end])} " in said
    )
    return max(runs, default=0)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("rights", Rights)
def test_each_audience_is_shown_what_the_rights_allow(rights: Rights, audience: Audience) -> None:
    letter = to_letter(full_day(rights, audience))
    allowed = {Rights.LINK: 0, Rights.EXTRACT: EXTRACT_WORDS, Rights.FULL: len(SENTENCE.split())}[rights]
    if rights is Rights.EXTRACT and audience is Audience.MEMBERS:
        allowed = 0
    for text in (letter.text, html.document_fromstring(letter.html).text_content()):
        shown = longest_run(text, SENTENCE)
        # The cluster's name and a word or two of a title are facts, not extracts.
        assert shown <= max(allowed, len(US.split()))
        assert (shown > len(US.split())) == (allowed > 0)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("rights", Rights)
def test_whatever_the_rights_the_facts_are_there(rights: Rights, audience: Audience) -> None:
    text = to_text(full_day(rights, audience))
    for fact in (
        "5 historier i 8 medier, 3 om klyngen selv, 1 annoncørbetalt.",
        "5 historier mod 6,9 i gennemsnit i de seneste fire uger.",
        "Jyllands-Posten, 25. nov. kl. 22.30 [bag betalingsmur]",
        f"Citeret: Anne-Mette Rosenfeldt (administrerende direktør, {US}), Jens Ole Pedersen",
        f"Pressemeddelelse fra {US}, 25. nov. kl. 13.30",
        "Genbragt af Vejle Amts Folkeblad (93\u00a0%), Fyens Stiftstidende (87\u00a0%), Medwatch (64\u00a0%)",
        "Børsen Partner, 25. nov. kl. 22.30 [annoncørbetalt]",
        "Altinget, 21. nov. kl. 22.30 [fundet sent]",
        "Redaktøren: Direktøren svarer i morgen.",
        "Fortalt før; nye medier: +1",
        "DÆKNING: 4 af 5 kilder hentet",
        "Ikke hentet: Altinget.",
        "1 historie udeladt af redaktøren (Mette); tallene er uden.",
    ):
        assert fact in text


def test_page_and_mail_say_the_same() -> None:
    overview = full_day()
    page, mail = (
        html.document_fromstring(to_html(overview)),
        html.document_fromstring(to_letter(overview).html),
    )
    for chart in page.xpath("//svg"):
        chart.drop_tree()
    said, mailed = (each.xpath("string(//main)").split() for each in (page, mail))
    assert said == mailed


def test_a_day_without_coverage_is_sent_too() -> None:
    letter = to_letter(quiet_day())
    assert letter.subject == "Overblik 26. november 2024: Ingen omtale. 4 af 5 kilder hentet"
    assert "amber" in letter.html


def test_members_get_a_letter_of_their_own() -> None:
    staff, members = to_letter(full_day()), to_letter(full_day(audience=Audience.MEMBERS))
    assert members.id == f"{staff.id}-medlemmer"


# The chart


def test_the_chart_is_one_drawing_for_page_and_mail() -> None:
    overview = full_day()
    picture = as_picture(overview)
    assert picture is not None
    assert picture.alt == "5 historier mod 6,9 i gennemsnit i de seneste fire uger"
    assert picture.png.startswith(b"\x89PNG")
    svg = html.fragment_fromstring(as_svg(overview) or "")
    assert svg.get("aria-label") == picture.alt
    assert [text.text for text in svg.iter("text")][:5] == ["t", "o", "t", "f", "m"]
    assert svg.xpath("//@style | //style | //script") == []


def test_on_a_ledger_that_is_new_there_is_nothing_to_compare_with(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 15))
    overview = overview_of(TUESDAY, newsroom.settings, newsroom.ledger)
    assert overview.history is None
    assert to_letter(overview).pictures == ()
    assert "fire uger" not in to_text(overview)


def test_the_chart_counts_what_was_told(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 6))
    for ahead, stories in enumerate((2, 0, 3)):
        day = MONDAY + timedelta(days=ahead)
        newsroom.serve(at(day, 7))
        if stories:
            newsroom.write(at(day, 12), *(newsroom.story(at(day, 11)) for _ in range(stories)))
    told = overview_of(WEDNESDAY + timedelta(days=1), newsroom.settings, newsroom.ledger).history
    assert told is not None
    assert told.days == ((MONDAY, 1), (TUESDAY, 2), (WEDNESDAY, 0))
    text = to_text(overview_of(WEDNESDAY + timedelta(days=1), newsroom.settings, newsroom.ledger))
    assert "3 historier mod 1 i gennemsnit siden 23. november 2020." in text


def test_without_a_service_the_chart_counts_by_windows_since_the_first_run(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 6))
    newsroom.write(at(MONDAY, 12))
    newsroom.write(at(TUESDAY, 12))
    told = overview_of(WEDNESDAY + timedelta(days=1), newsroom.settings, newsroom.ledger).history
    assert told is not None
    assert told.days == ((TUESDAY, 1), (WEDNESDAY, 1))


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from schedules.overview.full_day import full_day
from udklip.schedules.overview.rendering.message import to_message
from udklip.schedules.overview.rendering.render import to_html
sys.stdout.buffer.write(to_message(full_day()) + to_html(full_day()).encode())
"""


def test_another_process_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(root / "tests")]
    otherwise = {"PYTHONHASHSEED": "2", "MPLCONFIGDIR": str(tmp_path)}
    other = subprocess.run(command, check=True, capture_output=True, env=otherwise).stdout
    assert other == to_message(full_day()) + to_html(full_day()).encode()


def test_a_mail_shows_the_chart_that_travels_with_it() -> None:
    mail = message_from_bytes(to_message(full_day()), policy=default)
    page = mail.get_body(("html",))
    assert page is not None
    (picture,) = (part for part in mail.walk() if part.get_content_type() == "image/png")
    assert f"cid:{picture['Content-ID'].strip('<>')}" in page.get_content()
    assert picture.get_content_disposition() == "inline"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]


# Press releases


def test_a_pickup_in_a_later_window_brings_its_release_back(newsroom: Newsroom) -> None:
    noon = at(MONDAY, 12)
    (release,) = newsroom.write(noon, newsroom.story(noon, "Udsenderen", kind=Kind.PRESS_RELEASE))
    first = replace(newsroom.story(noon, "Avisen", release.id), release=release.id, release_share=0.8)
    newsroom.write(noon, first)
    newsroom.serve(at(TUESDAY, 7))
    later = at(TUESDAY, 12)
    newsroom.write(
        later, replace(newsroom.story(later, "Posten", release.id), release=release.id, release_share=0.5)
    )
    newsroom.serve(at(WEDNESDAY, 7))
    tuesdays, wednesdays = (
        overview_of(day, newsroom.settings, newsroom.ledger) for day in (TUESDAY, WEDNESDAY)
    )
    (earlier,), (now,) = tuesdays.stories[0].releases, wednesdays.stories[0].releases
    assert [pickup.source for pickup in earlier.pickups] == ["Avisen"]
    assert [(pickup.source, pickup.share) for pickup in now.pickups] == [("Avisen", 0.8), ("Posten", 0.5)]
    assert "Pressemeddelelse fra Udsenderen" in to_text(wednesdays)
    assert as_object(wednesdays)["stories"][0]["releases"][0]["title"] == release.reading.title


def test_a_release_that_nobody_took_over_yet_says_so(newsroom: Newsroom) -> None:
    newsroom.write(at(MONDAY, 12), newsroom.story(at(MONDAY, 12), "Udsenderen", kind=Kind.PRESS_RELEASE))
    assert "Ikke set genbragt endnu" in to_text(overview_of(TUESDAY, newsroom.settings, newsroom.ledger))

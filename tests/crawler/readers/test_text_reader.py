"""Plain text: navigation, labels, marks and hard line breaks."""

from datetime import UTC, datetime

import pytest

from udklip.core.reading import DateOrigin, Hints, Kind
from udklip.crawler.reading import read

LEAD = "Byrådet har i aftes sagt ja til at købe ti robotter, der skal hjælpe med de tunge løft."
BODY = [
    "Robotterne kommer fra en virksomhed på Fyn, og de skal stå klar, når det nye plejehjem åbner til efteråret.",
    "- Det er en god dag for vores medarbejdere, siger borgmester Ida Holm, der har kæmpet for sagen i to år.",
    "Prisen er 4 mio. kr., og den betaler kommunen selv.",
]


def text(*paragraphs: str) -> bytes:
    return "\n\n".join(paragraphs).encode()


def test_first_line_is_the_title_and_first_paragraph_the_standfirst() -> None:
    reading = read(text("Plejehjem får robotter til de tunge løft", LEAD, *BODY), Hints())

    assert reading.title == "Plejehjem får robotter til de tunge løft"
    assert reading.lead == LEAD
    assert reading.body.split("\n\n") == BODY


def test_the_menu_above_an_article_is_out() -> None:
    menu = "Avisen.dk\nErhverv\nKultur\nMit abonnement\nSøg her"

    reading = read(text(menu, "Plejehjem får robotter til de tunge løft", LEAD, *BODY), Hints())

    assert reading.title == "Plejehjem får robotter til de tunge løft"
    assert "Erhverv" not in reading.text


def test_a_label_above_and_a_list_below_are_out_and_the_label_tells_the_kind() -> None:
    below = ["MEST LÆSTE", "Hund fundet i havnen", "Nyt torv åbner lørdag"]

    reading = read(text("Sponsoreret indhold", "Robotter giver friere hænder", LEAD, *BODY, *below), Hints())

    assert reading.kind is Kind.SPONSORED
    assert reading.title == "Robotter giver friere hænder"
    assert "MEST LÆSTE" not in reading.text
    assert "Hund fundet" not in reading.text
    assert BODY[-1] in reading.body


def test_the_name_of_an_image_is_out_and_its_caption_stays() -> None:
    caption = "Ida Holm, borgmester i kommunen, prøver en af de nye robotter."

    reading = read(text("Robotter giver friere hænder", f"Ida Holm-2\n{caption}", LEAD, *BODY), Hints())

    assert "Ida Holm-2" not in reading.text
    assert caption in reading.body
    assert reading.lead == LEAD


def test_markdown_marks_are_off_and_bold_tells_the_standfirst() -> None:
    lead = "Byrådet køber ti robotter, der skal hjælpe med de tunge løft på kommunens plejehjem fra næste år"
    contact = "Ida Holm, kommunen, [ida@holm.example](mailto:ida@holm.example)"

    reading = read(
        text("## **Plejehjem får robotter**", f"**{lead}**", *BODY, "### **Kontakt**", contact), Hints()
    )

    assert (reading.title, reading.lead) == ("Plejehjem får robotter", lead)
    assert "Ida Holm, kommunen, ida@holm.example" in reading.body
    assert "*" not in reading.text
    assert "#" not in reading.text
    assert reading.kind is Kind.PRESS_RELEASE


def test_hard_line_breaks_are_joined_and_lists_are_not() -> None:
    wrapped = (
        'Ny samlet "superklynge" for robotter og\nplejehjem i Danmark\n\n'
        "Virksomheder, kommuner og skoler i hele landet går nu sammen om en klynge, der\n"
        "bygger bro mellem viden og hverdag. Det skal sikre nye løsninger på velfærds-\n"
        "teknologi til pleje- og\nældresektoren i de kommende år.\n\n"
        "Det handler om tre ting:\n- løft af borgere\n- indkøb af mad\n- nattevagt\n\n"
        "Klyngen begynder arbejdet til januar og får hjemme i fire byer i landet, som bliver\n"
        "valgt senere på året af bestyrelsen.\n"
    )

    reading = read(wrapped.encode(), Hints())

    assert reading.title == 'Ny samlet "superklynge" for robotter og plejehjem i Danmark'
    assert "nye løsninger på velfærdsteknologi til pleje- og ældresektoren" in reading.text
    assert "- løft af borgere\n\n- indkøb af mad\n\n- nattevagt" in reading.body


def test_a_sentence_that_a_page_break_cut_is_whole_again() -> None:
    cut = [
        "Personligt ser jeg frem til, at det arbejde, vi har haft",
        "succes med i Nordjylland, nu bliver landsdækkende.",
    ]

    assert " haft succes med " in read(text("En titel om klynger", LEAD, *cut, *BODY), Hints()).body


def test_an_address_that_a_program_made_of_an_abbreviation_is_out() -> None:
    reading = read(
        text("En titel om klynger", LEAD, "Det koster 31 mia. kr. om året.", "http://mia.kr/", *BODY), Hints()
    )

    assert "http://mia.kr" not in reading.text


def test_an_address_that_was_written_stays() -> None:
    reading = read(text("En titel om klynger", LEAD, *BODY, "Læs mere på www.klynge.example"), Hints())

    assert reading.body.endswith("Læs mere på www.klynge.example")


def test_byline_and_date_are_read_and_taken_out() -> None:
    reading = read(
        text("En titel om klynger", "Af Ida Holm og Per Dam", "24. november 2020 kl. 9.30", LEAD, *BODY),
        Hints(),
    )

    assert reading.authors == ("Ida Holm", "Per Dam")
    assert reading.published is not None
    assert reading.published.isoformat() == "2020-11-24T08:30:00+00:00"
    assert reading.published_origin is DateOrigin.TEXT
    assert reading.text.startswith(f"En titel om klynger\n\n{LEAD}")


def test_a_text_without_heading_has_no_title() -> None:
    assert read(text(BODY[0], BODY[1], BODY[2]), Hints()).title is None


@pytest.mark.parametrize("signature", ["/ritzau/", "/nordtelegram/", "… siger han. /AFP/"])
def test_a_bureau_signs_what_it_wires(signature: str) -> None:
    assert read(text("En titel om klynger", LEAD, *BODY, signature), Hints()).kind is Kind.WIRE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_danish_letters_survive_every_usual_encoding(encoding: str) -> None:
    content = "\n\n".join(["Æblegrød på Ærø", LEAD, *BODY, "”Citat” – og tankestreg."]).encode(encoding)

    reading = read(content, Hints())

    assert reading.title == "Æblegrød på Ærø"
    assert reading.body.endswith("”Citat” – og tankestreg.")


def test_the_feeds_date_serves_where_the_text_has_none() -> None:
    hints = Hints(listed_at=datetime(2020, 11, 24, 8, tzinfo=UTC))

    assert read(text("En titel om klynger", LEAD, *BODY), hints).published_origin is DateOrigin.FEED


def test_lines_copied_from_a_page_without_blank_lines_between_them() -> None:
    copied = [
        *(
            "Gå til indhold",
            "Avisen.example",
            "Log ind",
            "Menu",
            "Forside",
            "Kultur og fritid",
            "Debat",
            "E-avis",
        ),
        *("Plejehjem får robotter til de tunge løft", LEAD, "Ida Holm", "Journalist", "ida@avis.example"),
        *("24. nov. 2020 kl. 09.15", "Lyt til artiklen", "2 min.", "Del artikel", BODY[0], "ANNONCE"),
        *("Artiklen fortsætter under annoncen", BODY[1], "Læs også", "Hund fundet i havnen", BODY[2]),
        *("Mest læste", "Hund fundet i havnen", "Nyt torv åbner lørdag", "© 2020 Avisen"),
    ]

    reading = read("\n".join(copied).encode(), Hints())

    assert (reading.title, reading.lead) == ("Plejehjem får robotter til de tunge løft", LEAD)
    assert reading.body.split("\n\n") == BODY
    assert reading.authors == ("Ida Holm",)
    assert reading.published is not None
    assert reading.published.isoformat() == "2020-11-24T08:15:00+00:00"


@pytest.mark.parametrize(
    "line",
    [
        "Forside > Nyheder > Erhverv",
        "Emner: Robotter, Pleje, Fyn",
        "Del på Facebook   Del på LinkedIn",
        "Vi bruger cookies til at forbedre din oplevelse på siden",
        "Advertisement",
        "Lesen Sie auch: Brand in einer Lagerhalle",
        "Abonnér på vores nyhedsbrev og få det bedste hver morgen",
    ],
)
def test_a_line_of_furniture_is_out_wherever_it_stands(line: str) -> None:
    title = "Plejehjem får robotter til de tunge løft"
    above, below = text(line, title, LEAD, *BODY), text(title, LEAD, *BODY, line)

    for reading in (read(above, Hints()), read(below, Hints())):
        assert (reading.title, reading.lead) == (title, LEAD)
        assert reading.body.split("\n\n") == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Få adgang til viden og netværk hos klyngen",
        "Er du medlem, kan du deltage gratis i mødet på torsdag.",
        "Artiklen om robotten er delt 400 gange på nettet, fortæller hun.",
        "Kilde: Sundhedsministeriet",
        "Top 5",
        "Hun er mest læst af dem alle i kommunen.",
    ],
)
def test_a_line_of_the_text_that_sounds_like_furniture_stays(line: str) -> None:
    reading = read(text("Plejehjem får robotter til de tunge løft", LEAD, *BODY, line, *BODY[:2]), Hints())

    assert line in reading.body
    assert reading.body.endswith(BODY[1])


def test_a_sponsors_name_above_the_title_is_kept_and_hides_no_standfirst() -> None:
    reading = read(
        text("Annoncørbetalt indhold", "Kobber A/S", "Robotter på vej til byen", LEAD, *BODY), Hints()
    )

    assert (reading.title, reading.lead) == ("Robotter på vej til byen", LEAD)
    assert reading.body.startswith("Kobber A/S")


def test_underlined_headings_rules_and_pictures_of_markdown() -> None:
    marked = (
        f"Plejehjem får robotter\n======================\n\n![Robot](r.png)\n\n{BODY[0]}\n\n---\n\n"
        f"![Ida Holm viser den nye robot frem](i.png)\n\n{BODY[1]}\n"
    )

    reading = read(marked.encode(), Hints())

    parts = ["Plejehjem får robotter", BODY[0], "Ida Holm viser den nye robot frem", BODY[1]]
    assert reading.text.split("\n\n") == parts

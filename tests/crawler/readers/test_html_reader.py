"""Web pages: what is taken from what they say of themselves, and what from what they print."""

import json
from datetime import UTC, datetime

import pytest

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import Access, DateOrigin, Hints, Kind, Reading
from udklip.crawler.reading import read

URL = "https://www.avis.example/nyheder/robotter"
HINTS = Hints(url=URL, fetched_at=datetime(2020, 11, 25, 6, tzinfo=UTC))
TITLE = "Plejehjem får robotter til de tunge løft"
LEAD = "Byrådet har i aftes sagt ja til at købe ti robotter, der skal hjælpe med de tunge løft."
BODY = [
    "Robotterne kommer fra en virksomhed på Fyn, og de skal stå klar, når det nye plejehjem åbner til efteråret.",
    "- Det er en god dag for vores medarbejdere, siger borgmester Ida Holm, der har kæmpet for sagen i to år.",
    "Prisen er 4 mio. kr., og den betaler kommunen selv, selv om ministeriet havde lovet at give halvdelen.",
    "Medarbejderne skal på kursus, før de må bruge robotterne sammen med beboerne på de tre afdelinger.",
]


def page(
    *,
    head: str = "",
    before: str = "",
    under: str = f'<p class="manchet">{LEAD}</p>',
    after: str = "",
    title: str = TITLE,
) -> bytes:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return (
        f'<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'<nav><a href="/">Forside</a><a href="/sport">Sport</a></nav><main><article><header>{before}'
        f"<h1>{title}</h1>{under}</header><div>{paragraphs}{after}</div></article></main>"
        "<footer><p>Avisen udgives af Mediehuset Avis, Storegade 1, 1000 Bykøbing</p></footer></body></html>"
    ).encode()


def json_ld(**fields: object) -> str:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def reading(content: bytes, hints: Hints = HINTS) -> Reading:
    return read(content, hints)


def test_title_lead_and_body_are_apart() -> None:
    made = reading(page())

    assert (made.title, made.lead) == (TITLE, LEAD)
    assert made.body.split("\n\n") == BODY
    assert (made.language, made.kind, made.access) == ("da", Kind.ARTICLE, Access.OPEN)


@pytest.mark.parametrize(
    "whole", [f"{TITLE} | Avisen", f"{TITLE} - avis.example", f"{TITLE} – Avisen", f"Avisen - {TITLE}"]
)
def test_the_sites_name_is_off_the_title(whole: str) -> None:
    printed = page(head=meta("og:site_name", "Avisen")).replace(
        f"<title>{TITLE}".encode(), f"<title>{whole}".encode()
    )

    assert reading(printed).title == TITLE


def test_a_dash_that_is_the_titles_own_stays() -> None:
    title = "Robotter på vej – og så bliver det jul"

    assert reading(page(title=title, head=meta("og:site_name", "Avisen"))).title == title


def test_a_headline_that_is_no_h1_is_found() -> None:
    plain = page().replace(b"<h1>", b'<div class="headline">').replace(b"</h1>", b"</div>")

    assert (reading(plain).title, reading(plain).lead) == (TITLE, LEAD)


def test_the_meta_description_is_no_standfirst() -> None:
    made = reading(
        page(under="", head=meta("og:description", "Læs alt om robotter og meget mere på avisens side."))
    )

    assert made.lead is None
    assert made.body.split("\n\n") == BODY


def test_a_description_that_is_printed_is_the_standfirst() -> None:
    made = reading(page(under=f"<div><p>{LEAD}</p></div>", head=meta("description", LEAD)))

    assert made.lead == LEAD
    assert LEAD not in made.body


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "Ida Holm"}, ("Ida Holm",)),
        ([{"name": "Ida Holm"}, {"name": "Per Dam"}], ("Ida Holm", "Per Dam")),
        ("Af Ida Holm og Per Dam", ("Ida Holm", "Per Dam")),
        ({"@id": "#ida"}, ("Ida Holm",)),
        ({"name": "Redaktionen"}, ()),
    ],
)
def test_authors_of_json_ld(author: object, names: tuple[str, ...]) -> None:
    person = {"@context": "https://schema.org", "@type": "Person", "@id": "#ida", "name": "Ida Holm"}
    graph = f'<script type="application/ld+json">{json.dumps({"@graph": [person]})}</script>'

    assert reading(page(head=json_ld(author=author) + graph)).authors == names


@pytest.mark.parametrize(
    "byline", ["Af Ida Holm og Per Dam", "Tekst: Ida Holm, Per Dam", "Af Ida Holm, journalist, og Per Dam"]
)
def test_a_printed_byline(byline: str) -> None:
    made = reading(page(under=f'<p class="manchet">{LEAD}</p><p>{byline}</p>'))

    assert made.authors == ("Ida Holm", "Per Dam")
    assert byline not in made.text


class TestDates:
    """JSON-LD, meta, the feed, what is printed, the address; then nothing."""

    AT_NINE = datetime(2020, 11, 24, 8, tzinfo=UTC)

    def found(self, content: bytes, hints: Hints = HINTS) -> tuple[DateOrigin, str | None]:
        made = reading(content, hints)
        return made.published_origin, made.published.isoformat() if made.published else None

    def test_json_ld_goes_before_meta(self) -> None:
        head = json_ld(datePublished="2020-11-24T09:00:00+01:00") + meta(
            "article:published_time", "2020-11-20T09:00"
        )

        assert self.found(page(head=head)) == (DateOrigin.JSON_LD, "2020-11-24T08:00:00+00:00")

    def test_meta_without_zone_is_copenhagens(self) -> None:
        head = meta("article:published_time", "2020-11-24 09:00")

        assert self.found(page(head=head)) == (DateOrigin.META, "2020-11-24T08:00:00+00:00")

    def test_the_feed_goes_before_what_is_printed(self) -> None:
        hints = Hints(url=URL, listed_at=self.AT_NINE, fetched_at=HINTS.fetched_at)

        assert self.found(page(before="<p>20. november 2020</p>"), hints) == (
            DateOrigin.FEED,
            "2020-11-24T08:00:00+00:00",
        )

    def test_what_is_printed_by_the_headline(self) -> None:
        printed = page(before="<p>d. 24. november 2020 kl. 9.00</p>")

        assert self.found(printed) == (DateOrigin.TEXT, "2020-11-24T08:00:00+00:00")
        assert reading(printed).published_raw == "d. 24. november 2020 kl. 9.00"

    def test_a_date_in_the_address(self) -> None:
        hints = Hints(url="https://www.avis.example/2020/11/24/robotter", fetched_at=HINTS.fetched_at)

        assert self.found(page(), hints) == (DateOrigin.URL, "2020-11-23T23:00:00+00:00")

    def test_a_day_is_refined_by_the_minute_that_is_printed_of_it(self) -> None:
        printed = page(
            head=meta("article:published_time", "2020-11-24"), before="<p>24/11/2020 kl. 09:00</p>"
        )

        assert self.found(printed)[1] == "2020-11-24T08:00:00+00:00"

    def test_a_date_in_the_future_is_passed_over(self) -> None:
        head = json_ld(datePublished="2031-01-01T09:00:00+01:00") + meta(
            "article:published_time", "2020-11-24 09:00"
        )

        assert self.found(page(head=head))[0] is DateOrigin.META

    def test_a_page_without_a_date_stays_without(self) -> None:
        assert self.found(page(after="<p>© 2009 Mediehuset</p>")) == (DateOrigin.NONE, None)

    def test_a_sentence_of_the_text_is_no_date_line(self) -> None:
        told = page(
            under='<p class="manchet">Der skete en del i går, da mødet den 3. november 2020 blev omtalt.</p>'
        )

        assert self.found(told) == (DateOrigin.NONE, None)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (page(head=json_ld().replace("NewsArticle", "AdvertiserContentArticle")), Kind.SPONSORED),
        (page(head=json_ld(sponsor={"@type": "Organization", "name": "Kobber A/S"})), Kind.SPONSORED),
        (page(before="<span>Annoncørbetalt indhold</span>"), Kind.SPONSORED),
        (page(before="<span>Sponseret indhold</span>"), Kind.SPONSORED),
        (page(before="<div>ANNONCE</div>"), Kind.SPONSORED),
        (page(head=meta("article:section", "Partnerindhold")), Kind.SPONSORED),
        (page(before="<span>Pressemeddelelse</span>"), Kind.PRESS_RELEASE),
        (page(head=json_ld(author={"name": "Ritzau"})), Kind.WIRE),
        (page(after="<p>/ritzau/</p>"), Kind.WIRE),
        (
            page(after="<p>Pressekontakt:</p><p>Ida Holm, tlf. 12 34 56 78, ida@holm.example</p>"),
            Kind.PRESS_RELEASE,
        ),
        (page(before='<div class="banner-top">Annonce</div>'), Kind.ARTICLE),
        (
            page(after='<aside><h3>Sponseret indhold</h3><a href="/x">Køb en vaskemaskine</a></aside>'),
            Kind.ARTICLE,
        ),
        (page(before='<a href="/partner">Partnerindhold</a>'), Kind.ARTICLE),
    ],
)
def test_the_kind_by_the_pages_own_signs(content: bytes, kind: Kind) -> None:
    assert reading(content).kind is kind


@pytest.mark.parametrize("path", ["/sponsoreret/robotter", "/annonce/robotter", "/partnerindhold-robotter"])
def test_the_kind_by_the_address(path: str) -> None:
    hints = Hints(url=f"https://www.avis.example{path}", fetched_at=HINTS.fetched_at)

    assert reading(page(), hints).kind is Kind.SPONSORED


def test_a_teaser_ends_where_the_offer_begins() -> None:
    offer = (
        "<div><h2>Få fuld adgang til Avisen</h2><p>Bliv abonnent, og læs videre for 1 kr.</p>"
        "<p>Allerede abonnent? Log ind her</p></div>"
    )

    made = reading(page(after=offer))

    assert made.access is Access.TEASER
    assert made.body.split("\n\n") == BODY


def test_a_page_marked_closed_with_little_text_is_a_teaser() -> None:
    assert reading(page(head=json_ld(isAccessibleForFree="False"))).access is Access.TEASER


def test_a_page_marked_closed_that_holds_its_whole_text_is_paywalled() -> None:
    whole = "".join(f"<p>{number}. {paragraph}</p>" for number in range(6) for paragraph in BODY)

    assert reading(page(head=json_ld(isAccessibleForFree=False), after=whole)).access is Access.PAYWALLED


def test_furniture_around_the_text_is_out() -> None:
    around = (
        "<p>Læs også: Hund fundet i havnen</p><p>Artiklen fortsætter efter annoncen</p><p>Del på Facebook</p>"
        "<h3>Kommentarer</h3><p>Vi ønsker en åben og livlig debat, så hold dig til emnet og den gode tone.</p>"
    )

    assert reading(page(after=around)).body.split("\n\n") == BODY


def test_fact_box_and_caption_in_the_text_belong_to_it() -> None:
    caption = "Ida Holm viser den nye robot frem på plejehjemmet. Foto: Per Dam"
    fact = "En robot vejer 300 kilo og kan løfte det halve."
    box = f"<aside class='faktaboks'><b>Fakta om robotter</b><p>{fact}</p></aside>"

    body = reading(
        page(
            after=f"<figure><img src='x'><figcaption>{caption}</figcaption></figure><p>{BODY[0]} Igen.</p>{box}"
        )
    ).body

    assert caption in body
    assert f"Fakta om robotter\n\n{fact}" in body


def test_a_page_laid_out_in_tables_has_paragraphs() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    cell = f"<table><tr><td><h1>{TITLE}</h1>{paragraphs}</td></tr></table>"
    old = f"<html><head><title>{TITLE}</title></head><body>{cell}</body></html>"

    assert reading(old.encode()).body.split("\n\n") == BODY


def test_canonical_address_counts_on_the_same_site_only() -> None:
    own = page(head='<link rel="canonical" href="/nyheder/robotter?utm_source=x">')
    other = page(head='<link rel="canonical" href="https://anden.example/robotter">')

    assert reading(own).url == URL
    assert reading(other).url is None


def test_a_reservation_in_the_page_is_seen() -> None:
    assert reading(page(head='<meta name="tdm-reservation" content="1">')).reserved
    assert not reading(page(head='<meta name="tdm-reservation" content="0">')).reserved


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", None),
        ("cp1252", "iso-8859-1", None),
        ("cp1252", "utf-8", None),
        ("cp1252", None, "windows-1252"),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("utf-8-sig", None, None),
        ("utf-16", None, None),
        ("cp1252", None, "klingon"),
    ],
)
def test_letters_survive_a_wrong_or_missing_charset(
    encoding: str, declared: str | None, header: str | None
) -> None:
    text = (
        page().decode().replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    )

    made = reading(text.encode(encoding), Hints(url=URL, charset=header))

    assert (made.title, made.lead) == (TITLE, LEAD)
    assert "på Fyn" in made.body


def test_json_ld_serves_where_extraction_finds_nothing() -> None:
    head = f"<title>{TITLE}</title>{json_ld(articleBody=chr(10).join(BODY))}"
    empty = f"<html><head>{head}</head><body><h1>{TITLE}</h1></body></html>"

    assert reading(empty.encode()).body.split("\n\n") == BODY


def test_a_page_without_words_has_no_text() -> None:
    with pytest.raises(Unreadable) as refused:
        reading(b"<html><head></head><body><div></div></body></html>")

    assert refused.value.outcome is Outcome.NO_TEXT

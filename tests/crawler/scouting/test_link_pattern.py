"""What the addresses of articles have in common, learned from one page: other articles match, the rest does not."""

import re

import pytest

from udklip.crawler.scouting.home_page import Link, read_home_page
from udklip.crawler.scouting.link_pattern import learn

SITE = "https://www.avisen.example"
HEADLINE = "Ny klynge samler hele branchen under ét tag"
SECTIONS = (
    "/",
    "/nyheder",
    "/sport",
    "/kultur/",
    "/om-os",
    "/kontakt.html",
    "/nyheder/indland",
    "/log-ind?retur=1",
)

# Articles of a front page, one that comes tomorrow, and addresses of the same site that are none.
SITES = {
    "escenic": (
        ["/Medico___Rehab/article10772641.ece", "/navne/article10772642.ece", "/forskning/article10772700.ece"],
        "/top_picks/article20000001.ece",
        ["/Medico___Rehab/", "/service/article.ece"],
    ),
    "identifiers": (
        [f"/artikel/0b5f7b5e-6f6b-4a53-9f3e-3c1c1f0f1a{number:02d}" for number in range(8)],
        "/artikel/99999999-6f6b-4a53-9f3e-3c1c1f0f1a77",
        ["/artikel/arkiv", "/profil/0b5f7b5e"],
    ),
    "number and slug": (
        ["/nyheder/politik/3121-minister-vil-have-svar", "/nyheder/klinik/3122-nye-tal-fra-afdelingen",
         "/nyheder/klinik/3130-laeger-advarer"],
        "/nyheder/oekonomi/4000-budgettet-er-vedtaget",
        ["/nyheder/politik", "/nyheder/side/2"],
    ),
    "dated": (
        ["/2026/11/robotter-paa-plejehjemmet/", "/2026/11/en-ny-dag/", "/2026/10/stor-fremgang-i-aar/"],
        "/2027/01/nytaar-i-byen/",
        ["/2026/11/", "/tag/robotter/"],
    ),
    "dated in one": (
        ["/erhverv/2026-11-24/robotbygger-gaar-ind", "/sport/2026-11-24/derbyet-tabt", "/debat/2026-11-23/luk-op-nu",
         "/danmark/2026-11-23/nattefrost-paa-vej"],
        "/kultur/2026-12-01/roman-om-broen",
        ["/erhverv/2026-11-24", "/erhverv/"],
    ),
    "slug with number": (
        ["/indland/sundhed/nye-regler-paa-vej-81234567", "/penge/renten-stiger-igen-81234001",
         "/indland/sundhed/mangel-paa-medicin-81239999"],
        "/indland/vejr/storm-rammer-kysten-90000000",
        ["/indland/sundhed", "/penge/renten"],
    ),
    "slugs": (
        ["/nyheder/minister-vil-have-svar-nu", "/nyheder/nye-tal-fra-afdelingen-i-dag", "/nyheder/laeger-advarer-igen"],
        "/nyheder/budgettet-er-endelig-vedtaget",
        ["/nyheder", "/nyheder/arkiv", "/nyheder/om-os"],
    ),
    "release with query": (
        ["/pressemeddelelse/13560064/ny-direktoer?publisherId=90563&lang=da",
         "/pressemeddelelse/13560070/fonden-giver?lang=da", "/pressemeddelelse/13560099/klynge-samler?lang=da"],
        "/pressemeddelelse/14000000/mere-nyt?publisherId=1&lang=da",
        ["/nyhedsrum/universitetet?publisherId=90563", "/pressemeddelelser"],
    ),
    "number in the query": (
        [f"/vis.aspx?id={number}&sprog=da" for number in range(3000, 3008)],
        "/vis.aspx?id=4000",
        ["/vis.aspx", "/vis.aspx?side=om"],
    ),
    "words and ending": (
        ["/nyt/plasterfabrikken-ser-mod-aalborg.html", "/nyt/vejen-lukkes.html", "/nyt/maaling-af-hjerter.html"],
        "/nyt/robotten-faar-foelge.html",
        ["/nyheder.html", "/nyt/"],
    ),
}  # fmt: skip


def links(articles: list[str], others: list[str]) -> list[Link]:
    """A front page."""
    named = [Link(SITE + path, HEADLINE) for path in articles]
    return [*(Link(SITE + path, "Se mere") for path in (*SECTIONS, *others)), *named]


@pytest.mark.parametrize("name", SITES)
def test_a_pattern_takes_articles_of_today_and_tomorrow_and_nothing_else(name: str) -> None:
    articles, tomorrow, others = SITES[name]
    learned = learn(links(articles, others))
    assert learned is not None
    missed = [path for path in [*articles, tomorrow] if not re.search(learned.pattern, SITE + path)]
    taken = [path for path in (*SECTIONS, *others) if re.search(learned.pattern, SITE + path)]
    assert (missed, taken) == ([], [])
    assert (learned.matched, learned.headlines) == (len(articles), len(articles))


def test_two_kinds_of_articles_have_a_pattern_each() -> None:
    articles = SITES["escenic"][0] + SITES["dated"][0]
    learned = learn(links(articles, []))
    assert learned is not None
    assert learned.matched == len(articles)


def test_what_a_feed_names_goes_before_what_looks_like_a_headline() -> None:
    articles, offers = SITES["dated"][0], [f"/shop/{number}-tilbud-til-alle" for number in range(100, 130)]
    known = {SITE + path for path in articles}
    learned = learn(links([*articles, *offers], []), known)
    assert learned is not None
    assert learned.matched == len(articles)


def test_a_page_of_sections_has_no_pattern() -> None:
    assert learn(links([], ["/erhverv", "/debat", "/navne"])) is None


def test_a_link_is_read_with_the_longest_of_its_words_and_without_what_tracks_it() -> None:
    html = f"""<html lang="da-DK"><head><title>Forside | Avisen</title></head><body>
      <a href="/nyt/1?utm_source=forside"><img alt="Foto"></a> <a href="/nyt/1#top"><h2>{HEADLINE}</h2></a>
      <a href="https://annonce.example/x">{HEADLINE}</a> <a href="mailto:a@b.dk">Skriv</a> <a href="http://[::1/">x</a>
      <a href="/feed/">RSS</a></body></html>"""
    page = read_home_page(html.encode(), SITE + "/")
    assert (page.name, page.language, page.feeds) == ("Avisen", "da", (f"{SITE}/feed/",))
    assert page.links[0] == Link(f"{SITE}/nyt/1", HEADLINE)
    assert [link.url for link in page.links] == [f"{SITE}/nyt/1", f"{SITE}/feed/"]

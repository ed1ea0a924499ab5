"""What sort of text a page holds and how much of it is open, from every sign that pages give."""

import json

import pytest
from test_html_reader import BODY, HINTS, LEAD, json_ld, meta, page, reading

from udklip.core.reading import Access, Hints, Kind

PAID = """
    Sponseret indhold|Sponsoreret indhold|SPONSORERET|Annoncørbetalt indhold|Annoncørbetalt|ANNONCE|Annonce
    Partnerindhold|Advertorial|Betalt indhold|Reklame|Kommercielt samarbejde|Annonce for Kobber A/S|Annonceartikel
    Indhold fra Kobber A/S|I samarbejde med Kobber A/S|Artiklen er produceret i samarbejde med Kobber A/S
    Sponsored content|Paid post|Branded content|Advertisement feature|Anzeige|Sponset innhold|Annonsørinnhold|Annons
    Betalt partnerskab med Kobber A/S|Dette er en annonce|Artiklen er betalt af Kobber A/S|Erhvervsannonce
    Denne artikel er sponsoreret af Kobber A/S|Native advertising|Betalt samarbejde|Presented by Kobber
    Præsenteret af Kobber A/S|Tema: Annonce
    """
LABELS = [label.strip() for label in PAID.replace("\n", "|").split("|") if label.strip()]
SLOTS = [
    '<div class="ad-slot">Annonce</div>',
    '<div id="adform-1"><span>Annonce</span></div>',
    '<div class="ads">Annonce</div>',
    '<div class="annonce-wrapper">Annonce</div>',
    '<div data-ad="x">ANNONCE<iframe src="a"></iframe></div>',
    '<ins class="adsbygoogle"></ins><small class="adlabel">Annonce</small>',
    '<div class="lb-top-banner"><p>Reklame</p></div>',
    '<div class="google-ad"><p>Annonce</p></div>',
    '<div class="megaboard"><span>annonce</span></div>',
    '<div><span>Annonce</span><img src="banner.gif"></div>',
    '<div><span>Annonce</span><script>show()</script><a href="https://k.example"><img src="b.gif"></a></div>',
    "<aside>Sponseret indhold</aside>",
]
SIGNED_AS_PAID = [
    page(head=json_ld(**{"@type": ["NewsArticle", "AdvertiserContentArticle"]})),
    page(head=json_ld(sponsor=[{"@type": "Organization", "name": "Kobber A/S"}])),
    page(head=json_ld(genre="advertorial")),
    page(head=meta("article:tag", "sponsoreret")),
    page().replace(b"<article>", b'<article class="article article--sponsored">'),
    page().replace(b"<body>", b'<body class="advertorial single">'),
    page().replace(b"<article>", b'<article data-content-type="advertorial">'),
    page(after="<p>Artiklen er bragt i samarbejde med Kobber A/S.</p>"),
    page(after="<p><em>Denne artikel er betalt af Kobber A/S.</em></p>"),
    page(
        after=f'<p>{BODY[0]} Se den <a rel="sponsored nofollow" href="https://k.example">hos Kobber</a>.</p>'
    ),
]
EARNED = [
    page(
        after="<p>Artiklen fortsætter efter annoncen</p><div>Annonce</div><p>Robotten er grøn, siger de.</p>"
    ),
    page(
        after='<aside><h3>Sponseret indhold</h3><a href="/x" rel="sponsored">Køb en vaskemaskine</a></aside>'
    ),
    page(after="<p>Kommunen har sat en annonce i avisen, og den sponserede cykelløbet, siger hun.</p>"),
    page(after="<p>Forskerne har udviklet robotten i samarbejde med Aalborg Universitet.</p>"),
    page(under='<p class="manchet">Kommunen vil i samarbejde med Region Fyn købe ti robotter til løft.</p>'),
    page(title="Sponsoreret cykelløb samlede 200.000 kr. ind til de ældre"),
    page(head=meta("article:tag", "sponsorater") + meta("article:section", "Medier")),
    page().replace(b"<body>", b'<body class="has-sponsored-ads single">'),
    page(before='<a href="/partner">Partnerindhold</a>'),
]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_over_or_under_the_headline_marks_what_is_paid_for(label: str) -> None:
    over = page(before=f"<span>{label}</span>")
    under = page(under=f'<p class="manchet">{LEAD}</p><div class="label">{label}</div>')

    assert (reading(over).kind, reading(under).kind) == (Kind.SPONSORED, Kind.SPONSORED)


@pytest.mark.parametrize("slot", SLOTS)
def test_the_label_of_a_banner_beside_the_article_says_nothing_of_it(slot: str) -> None:
    assert reading(page(before=slot)).kind is Kind.ARTICLE


@pytest.mark.parametrize("content", SIGNED_AS_PAID)
def test_what_is_paid_for_by_other_signs(content: bytes) -> None:
    assert reading(content).kind is Kind.SPONSORED


@pytest.mark.parametrize("content", EARNED)
def test_earned_coverage_that_speaks_of_adverts_stays_earned(content: bytes) -> None:
    assert reading(content).kind is Kind.ARTICLE


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("avis.example/sponsoreret/x", Kind.SPONSORED),
        ("avis.example/annonce/x", Kind.SPONSORED),
        ("avis.example/annoncoerindhold/x", Kind.SPONSORED),
        ("avis.example/betalt-indhold/x", Kind.SPONSORED),
        ("avis.example/partnerindhold-robotter", Kind.SPONSORED),
        ("avis.example/paid-post/x", Kind.SPONSORED),
        ("brandstudio.avis.example/x", Kind.SPONSORED),
        ("avis.example/nyheder/sponsoreret-cykelloeb-gav-rekord", Kind.ARTICLE),
        ("avis.example/medier/annoncemarkedet-falder", Kind.ARTICLE),
        ("avis.example/erhverv/partnerskab-om-robotter", Kind.ARTICLE),
        ("klynge.example/presse/pressemeddelelser/x", Kind.PRESS_RELEASE),
        ("kommune.example/presserum/x", Kind.PRESS_RELEASE),
        ("via.ritzau.dk/pressemeddelelse/123/x", Kind.PRESS_RELEASE),
        ("news.cision.com/dk/kobber/r/x,c123", Kind.PRESS_RELEASE),
        ("www.mynewsdesk.com/dk/kobber/pressreleases/x-123", Kind.PRESS_RELEASE),
    ],
)
def test_the_kind_by_the_address(address: str, kind: Kind) -> None:
    assert reading(page(), Hints(url=f"https://{address}", fetched_at=HINTS.fetched_at)).kind is kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (page(before="<span>PRESSEMEDDELELSE 24. november 2020</span>"), Kind.PRESS_RELEASE),
        (page(before="<p>Press release</p>"), Kind.PRESS_RELEASE),
        (page(before="<p>Pressmeddelande</p>"), Kind.PRESS_RELEASE),
        (page(before="<p>Pressemitteilung</p>"), Kind.PRESS_RELEASE),
        (page(before="<p>Nyhed og pressemeddelelse</p>"), Kind.PRESS_RELEASE),
        (page(after="<h3>Kontakt</h3><p>Ida Holm, pressechef, 12 34 56 78</p>"), Kind.PRESS_RELEASE),
        (
            page(after="<h3>For yderligere information kontakt</h3><p>Ida Holm, 12 34 56 78</p>"),
            Kind.PRESS_RELEASE,
        ),
        (
            page(after="<p><b>For mere information, kontakt:</b><br>Ida Holm, 12 34 56 78</p>"),
            Kind.PRESS_RELEASE,
        ),
        (page(after="<p>Politiet beder vidner kontakte os på tlf. 114.</p>"), Kind.ARTICLE),
        (page(title="Pressemeddelelse fra ministeren skaber vrede i byen"), Kind.ARTICLE),
        (page(under="<p>Af Ritzau</p>"), Kind.WIRE),
        (page(under='<span class="byline">RITZAU</span>'), Kind.WIRE),
        (page(under='<p class="source">Kilde: Ritzau</p>'), Kind.WIRE),
        (page(under="<p>Af Ida Holm/Ritzau</p>"), Kind.WIRE),
        (page(after="<p>(Ritzau)</p>"), Kind.WIRE),
        (page(head=json_ld(author={"name": "TT"})), Kind.WIRE),
        (page(after="<p>Det skriver Ritzau.</p>"), Kind.ARTICLE),
        (page(after="<p>Foto: Ida Holm/Ritzau Scanpix</p>"), Kind.ARTICLE),
        (page(before="<span>Kort nyt</span>"), Kind.NOTICE),
        (page(before="<span>Navnenyt</span>"), Kind.NOTICE),
    ],
)
def test_releases_wires_and_notices(content: bytes, kind: Kind) -> None:
    assert reading(content).kind is kind


OFFER = "<h3>Læs videre for 1 kr.</h3><p>Allerede abonnent? Log ind</p>"
PARTS = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}
LONG = "".join(f"<p>{number}. {paragraph}</p>" for number in range(8) for paragraph in BODY)


@pytest.mark.parametrize(
    ("content", "access"),
    [
        (page(), Access.OPEN),
        (page(head=json_ld(isAccessibleForFree=True)), Access.OPEN),
        (page(head=json_ld(isAccessibleForFree=False)), Access.TEASER),
        (page(head=json_ld(isAccessibleForFree="False", hasPart=PARTS)), Access.TEASER),
        (page(head=json_ld(hasPart=PARTS)), Access.TEASER),
        (page(head=json_ld(hasPart=[PARTS])), Access.TEASER),
        (page(head=json_ld(isAccessibleForFree=False), after=LONG), Access.PAYWALLED),
        (page(head=meta("article:content_tier", "locked")), Access.TEASER),
        (page(head=meta("article:content_tier", "free")), Access.OPEN),
        (page(after=f'<div class="paywall">{OFFER}</div>'), Access.TEASER),
        (page(after=f'<div class="paywall" style="display: none">{OFFER}</div>'), Access.OPEN),
        (page(after=f'<div id="Betalingsmur">{OFFER}</div>'), Access.TEASER),
        (page(after=f"<div>{OFFER}</div>"), Access.TEASER),
        (page(after=f"<div>{OFFER}</div>{LONG}"), Access.OPEN),
        (page(after='<div class="paywall">Tak, fordi du læser med.</div>'), Access.OPEN),
        (page(after="<p>Already a subscriber?</p><p>Log in</p>"), Access.TEASER),
        (
            page(after="<p>Er du medlem, kan du deltage gratis i mødet om robotterne på torsdag.</p>"),
            Access.OPEN,
        ),
    ],
)
def test_how_much_is_open(content: bytes, access: Access) -> None:
    assert reading(content).access is access


def test_a_wall_is_no_part_of_the_text() -> None:
    made = reading(page(after=f'<div class="paywall">{OFFER}</div>'))

    assert made.body.split("\n\n") == BODY
    assert json.dumps(made.body).count("abonnent") == 0

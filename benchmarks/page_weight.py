"""Gives generated pages the weight of the press's: menus, teasers and scripts around the same article, boxes in it.

Saved pages of three Danish outlets have 950 to 1,300 elements, 130 to 290 links, 12 to 33 kB of inline scripts and
110 to 260 kB in all; these have 1,200, 260, 23 kB and 87 kB. A page without all that is read in a tenth of the time,
and would measure how fast libraries are loaded.
"""

import random
from html import escape
from itertools import zip_longest

from benchmarks.generated_press import Page, sentence

MENUS, LINKS_OF_A_MENU, TEASERS = 12, 9, 70
CLASSES = (
    "c-teaser__wrapper c-teaser__wrapper--standard l-grid__item l-grid__item--third js-observe-impression"
)
ICON = '<svg class="icon" viewBox="0 0 24 24"><path d="M12 2C6.5 2 2 6.5 2 12s4.5 10 10 10 10-4.5 10-10z"/></svg>'
GAP = "</p>\n<p>"
NEWSLETTER = (
    '<div class="c-newsletter"><h3>Få nyhederne først</h3><p>Tilmeld dig vores nyhedsbrev, og få overblik over '
    'dagens vigtigste historier hver morgen.</p><form><input type="email"><button>Tilmeld</button></form></div>'
)
ADVERT = '<div class="c-advert"><span>Annonce</span><div id="slot-3"></div></div>'


def weighted(page: Page, seed: int) -> Page:
    """The page with a whole site around its article."""
    chance = random.Random(seed)
    html = page.content.decode()
    html = html.replace("</head>", f"{_scripts(chance)}</head>")
    html = html.replace("<main>", f'{_menus(chance)}<div class="l-page"><div class="l-page__inner"><main>')
    first, *rest = html.split(GAP)
    boxes = (_read_also(chance), NEWSLETTER, ADVERT)
    html = first + "".join(f"</p>{box}<p>{part}" for box, part in zip_longest(boxes, rest, fillvalue=""))
    html = html.replace("</main>", f"</main>{_teasers(chance)}</div></div>")
    return Page(page.path, html.encode(), page.text)


def _scripts(chance: random.Random) -> str:
    numbers = ",".join(f'{{"slot":"s{n}","id":{chance.randrange(10**9)}}}' for n in range(500))
    rules = "".join(f".c-{n}{{margin:{n % 9}px;color:#{chance.randrange(4096):03x}}}" for n in range(250))
    return f"<script>window.adverts=[{numbers}];</script><style>{rules}</style>"


def _menus(chance: random.Random) -> str:
    """Menus as they unfold; what stands in them is found on every page of a site."""
    groups = "".join(_menu(group) for group in range(MENUS))
    icons = "".join(f'<button class="share">{ICON}</button>' for _ in range(chance.randint(4, 6)))
    return f'<div class="c-header"><nav class="c-nav">{groups}</nav><div class="c-share">{icons}</div></div>'


def _menu(group: int) -> str:
    links = "".join(
        f'<li class="c-nav__item"><a class="c-nav__link" href="/emne/{group}/{n}">'
        f"<span>Emne {group}.{n}</span></a></li>"
        for n in range(LINKS_OF_A_MENU)
    )
    return f'<div class="c-nav__group"><ul class="c-nav__list">{links}</ul></div>'


def _read_also(chance: random.Random) -> str:
    links = "".join(f'<li><a href="/artikel/{n}">{escape(sentence(chance)[:70])}</a></li>' for n in range(3))
    return f'<div class="c-related"><p><strong>Læs også</strong></p><ul>{links}</ul></div>'


def _teasers(chance: random.Random) -> str:
    cards = "".join(_teaser(chance, number) for number in range(TEASERS))
    return f'<section class="c-more"><h2>Flere nyheder</h2><div class="l-grid">{cards}</div></section>'


def _teaser(chance: random.Random, number: int) -> str:
    link, title = f"/artikel/{chance.randrange(10**6)}", escape(sentence(chance)[:70])
    sizes = ", ".join(
        f"/billeder/{number}-{width}.webp?q=70&amp;crop=smart {width}w" for width in (320, 640, 960)
    )
    return (
        f'<div class="{CLASSES}" data-id="{number}"><div class="c-teaser"><a href="{link}" class="c-teaser__image">'
        f'<picture><source srcset="{sizes}"><img src="/billeder/{number}.jpg" alt="" loading="lazy"></picture></a>'
        f'<div class="c-teaser__text"><span class="c-teaser__label">Emne {number % 9}</span>'
        f'<h3 class="c-teaser__title"><a href="{link}">{title}</a></h3>'
        f'<time class="c-teaser__time">{chance.randint(6, 22)}:{chance.randint(10, 59)}</time></div></div></div>'
    )

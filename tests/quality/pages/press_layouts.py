"""Pages as newspapers and their systems make them."""

from page_gold import ISO, Page, head, json_ld, links, menu, ps
from page_stories import DANISH, ENGLISH, GERMAN, SWEDISH, Story

_COOKIES = (
    '<div id="cookie-modal" role="dialog" class="consent"><h2>Vi bruger cookies</h2><p>Vi og vores 214 partnere '
    "gemmer oplysninger på din enhed for at vise dig indhold og annoncer, der passer til dig, og for at måle, hvor "
    "mange der læser siden. Du kan til enhver tid trække dit samtykke tilbage.</p>"
    "<button>Accepter alle</button><button>Afvis alle</button></div>"
)


def wordpress_classic(story: Story = DANISH) -> Page:
    """entry-content with share buttons, related posts and comments longer than the article."""
    rude = "Det er da helt hen i vejret, at vi skal betale for de rige turisters strøm, mener jeg nu."
    comments = "".join(
        f'<li class="comment"><div class="comment-author">Ole {n}</div><p>{rude} Nr. {n}. {rude}</p></li>'
        for n in range(12)
    )
    html = f"""{head(story, json_ld(story))}<body class="single single-post">
    <header>{menu("Forside", "Lokalt", "Sport", "Kultur")}</header>{_COOKIES}
    <div id="content"><article class="post hentry"><header class="entry-header">
    <h1 class="entry-title">{story.title}</h1><div class="entry-meta"><time datetime="{ISO}">24. november 2020</time>
    <span class="author vcard">{story.author}</span></div></header>
    <div class="entry-content">{ps(story.paragraphs[:3])}<h2>{story.subheads[0]}</h2>{ps(story.paragraphs[3:])}
    <div class="sharedaddy"><h3>Del dette:</h3><ul><li><a href="#">Facebook</a></li><li><a href="#">Twitter</a></li></ul></div>
    <div class="jp-relatedposts"><h3>Relateret</h3>{links(story.asides)}</div></div></article>
    <div id="comments"><h2>12 kommentarer</h2><ol class="commentlist">{comments}</ol></div></div>
    <aside class="widget-area"><h2>Seneste indlæg</h2>{links(story.asides)}</aside>
    <footer>© 2009-2020 Bladet</footer></body></html>"""
    body = (*story.paragraphs[:3], story.subheads[0], *story.paragraphs[3:])
    return Page("wordpress_classic", html, story, body, must_not=(rude, "Del dette", *story.asides))


def escenic(story: Story = DANISH) -> Page:
    """A manchet of its own, boxes of further reading in the text, a fact box, tags and an author's card."""
    facts = "".join(f"<li>{fact}</li>" for fact in story.facts)
    also = f'<div class="article-readalso"><a href="/a/1">Læs også: {story.asides[0]}</a></div>'
    html = f"""{head(story, json_ld(story))}<body>{menu("Nyheder", "Debat", "Navne")}
    <div class="article-wrapper"><div class="article-top"><span class="article-section">Erhverv</span>
    <h1 class="article-header">{story.title}</h1><p class="article-manchet">{story.lead}</p>
    <div class="byline">Af {story.author} &nbsp;|&nbsp; <a href="mailto:kw@bladet.example">kw@bladet.example</a></div>
    <div class="article-date">24. nov. 2020 kl. 09.15</div></div>
    <div class="article-body">{ps(story.paragraphs[:2])}{also}
    <div class="ad-container"><span>Annonce</span></div>{ps(story.paragraphs[2:4])}
    <figure class="inline"><img src="k.jpg"><figcaption>{story.caption}</figcaption></figure>
    <h3>{story.subheads[1]}</h3>{ps(story.paragraphs[4:6])}
    <div class="factbox"><h4>Fakta: Landstrøm</h4><ul>{facts}</ul></div>{ps(story.paragraphs[6:])}</div>
    <div class="tags"><a href="/t/havn">Havn</a><a href="/t/klima">Klima</a></div>
    <div class="author-card"><img src="p.jpg"><p>{story.author} er uddannet i 2011 og har dækket havne og skibsfart
    for Bladet siden 2014. Hun har tidligere skrevet om fiskeri og energi for flere fagblade.</p></div></div>
    <div class="mostread"><h2>Mest læste</h2>{links(story.asides)}</div></body></html>"""
    body = (
        *story.paragraphs[:4],
        story.caption,
        story.subheads[1],
        *story.paragraphs[4:6],
        "Fakta: Landstrøm",
        *story.facts,
        *story.paragraphs[6:],
    )
    must_not = ("Læs også", "Annonce", "uddannet i 2011", "Mest læste", *story.asides)
    return Page("escenic", html, story, body, story.lead, (story.author,), must_not=must_not)


def paywalled_teaser(story: Story = DANISH) -> Page:
    """Two paragraphs, and then an overlay full of offers."""
    html = f"""{head(story, json_ld(story, isAccessibleForFree=False))}<body>{menu("Nyheder", "Podcast")}
    <main><article class="article"><h1>{story.title}</h1><h2 class="subtitle">{story.lead}</h2>
    <div class="content">{ps(story.paragraphs[:2])}</div>
    <section class="paywall"><h2>Læs videre for kun 1 kr.</h2><p>Få fuld adgang til alt indhold på bladet.example,
    e-avisen og vores app i en hel måned. Du kan opsige, når du vil.</p><ul><li>Adgang til alle artikler</li>
    <li>Daglige nyhedsbreve</li></ul><a href="/kob">Køb nu</a><p>Allerede abonnent? <a href="/login">Log ind</a></p>
    </section></article></main>{_COOKIES}</body></html>"""
    must_not = ("1 kr.", "Allerede abonnent", "Daglige nyhedsbreve")
    return Page(
        "paywalled_teaser", html, story, story.paragraphs[:2], story.lead, access="teaser", must_not=must_not
    )


def hydrated(story: Story = ENGLISH) -> Page:
    """Rendered by a script's framework: class names of no meaning, and the text a second time as JSON."""
    blocks = "".join(
        f'<div class="css-1x{n}k2"><p class="css-9z">{text}</p></div>'
        for n, text in enumerate(story.paragraphs)
    )
    data = '{"props":{"body":"' + " ".join(story.paragraphs).replace('"', "'") + '"}}'
    html = f"""{head(story, json_ld(story))}<body><div id="__next"><div class="css-a1"><div class="css-nav">
    <a href="/">Home</a><a href="/world">World</a></div><div class="css-main"><h1 class="css-h">{story.title}</h1>
    <p class="css-dek">{story.lead}</p><div class="css-by"><span>By {story.author}</span><time datetime="{ISO}">Nov 24</time></div>
    {blocks}</div><div class="css-rail"><h2>More stories</h2>{links(story.asides, "css-l")}</div></div></div>
    <script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>"""
    return Page("hydrated", html, story, story.paragraphs, story.lead, (story.author,), must_not=story.asides)


def amp(story: Story = GERMAN) -> Page:
    """An AMP page with an advert between paragraphs."""
    html = f"""<!doctype html><html amp lang="de"><head><meta charset="utf-8"><title>{story.title} - Bladet</title>
    <link rel="canonical" href="{"https://www.bladet.example/artikel"}">{json_ld(story)}</head><body>
    <amp-sidebar id="s"><ul><li>Politik</li><li>Sport</li></ul></amp-sidebar><header>Bladet</header>
    <article><h1 class="amp-title">{story.title}</h1><div class="amp-meta">Von {story.author}</div>
    <amp-img src="a.jpg" width="1" height="1"></amp-img><div class="amp-content">{ps(story.paragraphs[:3])}
    <amp-ad type="x"></amp-ad>{ps(story.paragraphs[3:])}</div></article>
    <footer class="amp-footer"><p>Impressum</p><a href="#top">Nach oben</a></footer></body></html>"""
    return Page(
        "amp", html, story, story.paragraphs, None, (story.author,), must_not=("Nach oben", "Politik")
    )


def live_blog(story: Story = DANISH) -> Page:
    """Posts with their times, the newest first."""
    posts = "".join(
        f'<div class="liveblog-post"><time datetime="2020-11-24T1{n}:05:00+01:00">1{n}.05</time><p>{text}</p></div>'
        for n, text in enumerate(story.paragraphs)
    )
    html = f"""{head(story, json_ld(story, "LiveBlogPosting"))}<body>{menu("Nyheder")}<main><h1>{story.title}</h1>
    <p class="manchet">{story.lead}</p><div class="liveblog">{posts}</div></main>
    <aside><h2>Mest læste</h2>{links(story.asides)}</aside></body></html>"""
    return Page("live_blog", html, story, story.paragraphs, story.lead, must_not=story.asides)


def interview(story: Story = DANISH) -> Page:
    """Questions in bold, answers below."""
    questions = ("Hvorfor er det først nu, det sker?", "Hvad koster det?", "Hvem bestemmer?", "Og naboerne?")
    pairs = "".join(
        f"<p><strong>{q}</strong></p><p>{a}</p>"
        for q, a in zip(questions, story.paragraphs[1:5], strict=True)
    )
    html = f"""{head(story, json_ld(story))}<body>{menu("Nyheder")}<article><header><h1>{story.title}</h1>
    <p class="underrubrik">{story.lead}</p></header><div class="brodtekst"><p>{story.paragraphs[0]}</p>{pairs}</div>
    <div class="nyhedsbrev-boks"><h3>Få nyhedsbrevet Havnen</h3><p>Hver fredag skriver vi til dig om det, der sker på
    kajen. Du kan altid melde dig fra igen.</p><form><input name="mail"><button>Tilmeld</button></form></div>
    </article></body></html>"""
    answers = story.paragraphs[1:5]
    body = (story.paragraphs[0], *(part for pair in zip(questions, answers, strict=True) for part in pair))
    return Page("interview", html, story, body, story.lead, must_not=("Hver fredag skriver vi",))


def lists_amid(story: Story = DANISH) -> Page:
    """Most read, a newsletter box and further reading in the midst of the text."""
    html = f"""{head(story, json_ld(story))}<body>{menu("Nyheder")}<article><h1>{story.title}</h1>
    <div class="text">{ps(story.paragraphs[:2])}
    <div class="box"><h3>Læs også</h3>{links(story.asides)}</div>{ps(story.paragraphs[2:4])}
    <p>Artiklen fortsætter efter annoncen</p><div class="ad">Annonce</div>
    <div class="box newsletter"><h4>Tilmeld dig vores nyhedsbrev</h4><p>Få de vigtigste nyheder fra Nørrevig hver
    morgen klokken seks.</p></div>{ps(story.paragraphs[4:6])}
    <div class="box"><h3>Mest læste</h3><ol><li><a href="/1">{story.asides[0]}</a></li>
    <li><a href="/2">{story.asides[1]}</a></li></ol></div>{ps(story.paragraphs[6:])}</div></article></body></html>"""
    must_not = ("Læs også", "Mest læste", "klokken seks", "efter annoncen", *story.asides)
    return Page("lists_amid", html, story, story.paragraphs, must_not=must_not)


def german_daily(story: Story = GERMAN) -> Page:
    """Kicker, teaser, further reading, credit of a wire service, comment box."""
    html = f"""{head(story, json_ld(story))}<body>{menu("Politik", "Wirtschaft")}<main>
    <article><header><span class="kicker">Energie</span><h1>{story.title}</h1></header>
    <p class="article-teaser">{story.lead}</p><p class="byline">Von {story.author}</p>
    <div class="article-content">{ps(story.paragraphs[:3])}<aside class="teaser-inline"><h4>Lesen Sie auch</h4>
    <a href="/b">{story.asides[0]}</a></aside><h2>{story.subheads[1]}</h2>{ps(story.paragraphs[3:])}</div>
    <section class="comments"><h3>Kommentare (3)</h3><p>Endlich passiert hier einmal etwas Vernünftiges, finde ich.</p>
    </section></article></main><footer>Impressum Datenschutz AGB</footer></body></html>"""
    body = (*story.paragraphs[:3], story.subheads[1], *story.paragraphs[3:])
    return Page(
        "german_daily",
        html,
        story,
        body,
        story.lead,
        (story.author,),
        must_not=("Vernünftiges", story.asides[0]),
    )


def swedish_daily(story: Story = SWEDISH) -> Page:
    """Ingress, inline captions, a pulled quotation, a teaser for other articles."""
    html = f"""{head(story, json_ld(story))}<body>{menu("Nyheter", "Sport")}<article>
    <h1>{story.title}</h1><p class="ingress">{story.lead}</p><div class="brodtext">{ps(story.paragraphs[:2])}
    <figure><img src="g.jpg"><figcaption>{story.caption} Foto: Per Alm</figcaption></figure>{ps(story.paragraphs[2:4])}
    <blockquote><p>{story.quote}</p></blockquote>{ps(story.paragraphs[4:])}</div>
    <div class="las-mer"><h2>Läs mer</h2>{links(story.asides)}</div></article></body></html>"""
    body = (
        *story.paragraphs[:2],
        f"{story.caption} Foto: Per Alm",
        *story.paragraphs[2:4],
        story.quote,
        *story.paragraphs[4:],
    )
    return Page("swedish_daily", html, story, body, story.lead, (story.author,), must_not=story.asides)


def several_articles(story: Story = DANISH) -> Page:
    """Endless scrolling: another whole article stands under the first."""
    other = ENGLISH
    html = f"""{head(story, json_ld(story))}<body>{menu("Nyheder")}<main>
    <article id="a1"><h1>{story.title}</h1><div class="body">{ps(story.paragraphs)}</div></article>
    <article id="a2"><h1>{other.title}</h1><div class="body">{ps(other.paragraphs[:3])}</div></article>
    </main></body></html>"""
    return Page("several_articles", html, story, story.paragraphs, must_not=(other.paragraphs[1][:60],))


def short_notice(story: Story = DANISH) -> Page:
    """Two paragraphs on a page full of other things."""
    html = f"""{head(story, json_ld(story))}<body>{_COOKIES}{menu("Nyheder", "Sport", "Vejret")}
    <div class="main"><h1>{story.title}</h1><div class="text">{ps(story.paragraphs[1:3])}</div></div>
    <div class="side"><h2>Andre nyheder</h2>{links(story.asides * 4)}</div></body></html>"""
    return Page("short_notice", html, story, story.paragraphs[1:3], must_not=story.asides)


def bullet_summary(story: Story = ENGLISH) -> Page:
    """Key points in a list over the text, a table in it, a note of correction below."""
    points = "".join(f"<li>{fact}</li>" for fact in story.facts)
    table = (
        "<table><tr><th>Year</th><th>Loans</th></tr><tr><td>2018</td><td>290,000</td></tr>"
        "<tr><td>2019</td><td>310,000</td></tr></table>"
    )
    note = "This article was corrected on 25 November because an earlier version misspelt a name."
    html = f"""{head(story, json_ld(story))}<body>{menu("News")}<article><h1>{story.title}</h1>
    <div class="article-body"><ul class="key-points">{points}</ul>{ps(story.paragraphs[:3])}{table}
    {ps(story.paragraphs[3:])}<p><em>{note}</em></p></div><div class="social">Share on X Share on Facebook</div>
    </article></body></html>"""
    rows = ("Year Loans", "2018 290,000", "2019 310,000")
    body = (*story.facts, *story.paragraphs[:3], *rows, *story.paragraphs[3:], note)
    return Page("bullet_summary", html, story, body, must_not=("Share on",))


PRESS = (
    wordpress_classic,
    escenic,
    paywalled_teaser,
    hydrated,
    amp,
    live_blog,
    interview,
    lists_amid,
    german_daily,
    swedish_daily,
    several_articles,
    short_notice,
    bullet_summary,
)

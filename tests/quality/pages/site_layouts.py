"""Pages as public bodies, firms, clusters and bloggers make them."""

from page_gold import ISO, Page, head, json_ld, links, menu, ps
from page_stories import DANISH, ENGLISH, GERMAN, SWEDISH, Story


def block_theme(story: Story = ENGLISH) -> Page:
    """WordPress blocks: quotation, list, image with caption, previous and next."""
    facts = "".join(f"<li>{fact}</li>" for fact in story.facts)
    html = f"""{head(story)}<body><div class="wp-site-blocks"><header><p class="wp-block-site-title">My blog</p></header>
    <main><h1 class="wp-block-post-title">{story.title}</h1><div class="wp-block-post-date"><time datetime="{ISO}">24 Nov</time></div>
    <div class="entry-content wp-block-post-content">{ps(story.paragraphs[:2])}
    <figure class="wp-block-image"><img src="l.jpg"><figcaption class="wp-element-caption">{story.caption}</figcaption></figure>
    <blockquote class="wp-block-quote"><p>{story.quote}</p></blockquote>{ps(story.paragraphs[2:4])}
    <h2 class="wp-block-heading">{story.subheads[0]}</h2><ul class="wp-block-list">{facts}</ul>{ps(story.paragraphs[4:])}</div>
    <nav class="post-navigation"><a href="/p">Previous: {story.asides[0]}</a></nav>
    <div class="wp-block-comments"><h2>One response</h2><p>Great post, thank you for sharing this with all of us!</p></div>
    </main></div></body></html>"""
    body = (
        *story.paragraphs[:2],
        story.caption,
        story.quote,
        *story.paragraphs[2:4],
        story.subheads[0],
        *story.facts,
        *story.paragraphs[4:],
    )
    return Page("block_theme", html, story, body, must_not=("Great post", story.asides[0]))


def blogger(story: Story = ENGLISH) -> Page:
    """No paragraphs at all, only line breaks."""
    text = "<br><br>\n".join(story.paragraphs)
    html = f"""<html><head><title>My notes: {story.title}</title></head><body><div id="header"><h1>My notes</h1></div>
    <div class="blog-posts hfeed"><div class="date-outer"><h2 class="date-header"><span>Tuesday, November 24, 2020</span></h2>
    <div class="post hentry"><h3 class="post-title entry-title">{story.title}</h3>
    <div class="post-body entry-content">{text}<div style="clear: both;"></div></div>
    <div class="post-footer">Posted by <span class="fn">{story.author}</span> at <a href="#">9:15 AM</a> No comments:
    </div></div></div></div><div id="sidebar"><h2>Blog Archive</h2><ul><li>November (3)</li><li>October (9)</li></ul></div>
    </body></html>"""
    return Page("blogger", html, story, story.paragraphs, must_not=("Blog Archive", "No comments"))


def old_tables(story: Story = DANISH) -> Page:
    """Laid out in tables with <font>, letters in Latin-1, tags in capitals and never closed."""
    text = "".join(f'<P><FONT FACE="Arial" SIZE="2">{part}</FONT>' for part in story.paragraphs)
    html = f"""<HTML><HEAD><TITLE>{story.title}</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH="100%"><TR>
    <TD WIDTH=150 VALIGN=top><A HREF="index.htm">Forside</A><BR><A HREF="om.htm">Om os</A><BR><A HREF="nyt.htm">Nyt</A></TD>
    <TD><H2>{story.title}</H2><FONT SIZE="1">24.11.2020</FONT>{text}</TD></TR></TABLE>
    <HR><CENTER><FONT SIZE="1">Copyright 2003 Foreningen</FONT></CENTER></BODY></HTML>"""
    return Page("old_tables", html, story, story.paragraphs, must_not=("Copyright", "Om os"))


def municipality(story: Story = DANISH) -> Page:
    """Drupal: breadcrumb, field wrappers, an accordion, and whom to ask."""
    details = "".join(
        f"<details><summary>{story.subheads[n]}</summary><p>{fact} Det følger af de gældende regler for havne.</p></details>"
        for n, fact in enumerate(story.facts[:2])
    )
    html = f"""{head(story, site="Nørrevig Kommune")}<body class="path-node"><div class="skip"><a href="#main">Gå til indhold</a></div>
    <nav class="breadcrumb"><ol><li><a href="/">Forside</a></li><li><a href="/nyheder">Nyheder</a></li></ol></nav>
    <main id="main"><div class="node node--type-news"><h1 class="page-header">{story.title}</h1>
    <div class="field field--name-field-date">Publiceret 24-11-2020</div>
    <div class="field field--name-field-manchet">{story.lead}</div>
    <div class="field field--name-body field__item">{ps(story.paragraphs[:4])}{details}{ps(story.paragraphs[4:])}</div>
    <div class="field field--name-field-contact"><h2>Kontakt</h2><p>Havnekontoret, Kajgade 1, tlf. 12 34 56 78</p></div>
    </div></main><div class="region-footer"><p>Nørrevig Kommune, Rådhuspladsen 2. Åbent mandag til torsdag 10-14.</p>
    <a href="/was">Tilgængelighedserklæring</a></div></body></html>"""
    folded = tuple(
        part
        for n, fact in enumerate(story.facts[:2])
        for part in (story.subheads[n], f"{fact} Det følger af de gældende regler for havne.")
    )
    contact = ("Kontakt", "Havnekontoret, Kajgade 1, tlf. 12 34 56 78")
    body = (*story.paragraphs[:4], *folded, *story.paragraphs[4:], *contact)
    must_not = ("Rådhuspladsen", "Gå til indhold", "Tilgængelighed")
    return Page("municipality", html, story, body, story.lead, kind="press_release", must_not=must_not)


def release_service(story: Story = DANISH) -> Page:
    """A service for press releases: the sender, contacts, key words, other releases of the same."""
    contacts = ("Kontakter", "Bente Kjærulf, havnedirektør, 12 34 56 78, bk@havn.example")
    about = (
        "Om Nørrevig Havn",
        "Nørrevig Havn er en kommunal havn med 41 ansatte og en omsætning på 90 mio. kr.",
    )
    html = f"""{head(story, site="Presserummet")}<body><header><a href="/">Presserummet</a></header><main>
    <article><div class="release-label">Pressemeddelelse</div><h1>{story.title}</h1>
    <time datetime="{ISO}">24.11.2020 09:15:00 CET | Nørrevig Havn</time><p class="release-leadtext"><strong>{story.lead}</strong></p>
    <div class="release-body">{ps(story.paragraphs)}<h2>{contacts[0]}</h2><p>{contacts[1]}</p>
    <h2>{about[0]}</h2><p>{about[1]}</p></div></article>
    <section class="follow"><h2>Følg pressemeddelelser fra Nørrevig Havn</h2><p>Skriv dig op her, og modtag
    pressemeddelelser på e-mail.</p></section><section class="latest"><h2>Flere pressemeddelelser</h2>{links(story.asides)}
    </section></main></body></html>"""
    body = (*story.paragraphs, *contacts, *about)
    must_not = ("Skriv dig op her", *story.asides)
    return Page("release_service", html, story, body, story.lead, kind="press_release", must_not=must_not)


def swedish_release(story: Story = SWEDISH) -> Page:
    """A Swedish release with its contacts and its boilerplate."""
    contact = (
        "För mer information kontakta:",
        "Ingela Sjöstrand, presschef, 08-123 45 67, ingela@farja.example",
    )
    html = f"""{head(story, site="Newsroom")}<body><div class="nav"><a href="/">Start</a></div>
    <div class="container"><h1 class="title">{story.title}</h1><span class="date">2020-11-24 09:15 CET</span>
    <div class="body"><p><b>{story.lead}</b></p>{ps(story.paragraphs)}<p><strong>{contact[0]}</strong><br>{contact[1]}</p>
    </div><div class="tags">Taggar: <a href="/t">färja</a></div></div></body></html>"""
    body = (*story.paragraphs, *contact)
    return Page("swedish_release", html, story, body, story.lead, kind="press_release", must_not=("Taggar",))


def div_soup(story: Story = ENGLISH) -> Page:
    """No article, no paragraph, no class of any meaning."""
    text = "".join(f'<div class="x7"><div class="x8">{part}</div></div>' for part in story.paragraphs)
    html = f"""{head(story)}<body><div class="x1"><div class="x2"><div class="x3"><a href="/">Home</a>
    <a href="/b">Blog</a></div><div class="x4"><div class="x5">{story.title}</div><div class="x6">{text}</div></div>
    <div class="x9"><div>{links(story.asides, "x10")}</div></div></div></div></body></html>"""
    return Page("div_soup", html, story, story.paragraphs, day=None, must_not=story.asides)


def sectioned(story: Story = ENGLISH) -> Page:
    """A writing platform: each part a <section>, claps and a card of the author below."""
    html = f"""{head(story, json_ld(story, "BlogPosting"))}<body><article><div><section><div><h1>{story.title}</h1>
    <div class="meta"><a rel="author" href="/@h">{story.author}</a><span>Nov 24 · 4 min read</span></div>
    {ps(story.paragraphs[:3])}</div></section><section><div><h2>{story.subheads[0]}</h2>{ps(story.paragraphs[3:])}</div>
    </section></div></article><div class="claps"><button>Clap 1.2K</button></div><div class="author-card"><h3>Written by
    {story.author}</h3><p>Writes about towns, books and what people do when everybody else is asleep.</p></div></body></html>"""
    body = (*story.paragraphs[:3], story.subheads[0], *story.paragraphs[3:])
    return Page("sectioned", html, story, body, None, (story.author,), must_not=("everybody else is asleep",))


def event(story: Story = DANISH) -> Page:
    """A cluster's event: the day it takes place is not the day it was written."""
    html = f"""{head(story, site="Klyngen")}<body>{menu("Om os", "Medlemmer", "Arrangementer")}<main class="event">
    <h1>{story.title}</h1><div class="event-facts"><p><strong>Tid:</strong> 4. december 2020 kl. 13.00-16.00</p>
    <p><strong>Sted:</strong> Kajgade 1, Nørrevig</p></div><div class="event-text">{ps(story.paragraphs[:5])}</div>
    <a class="button" href="/t">Tilmeld dig her</a></main><footer><p>Klyngen, Kajgade 1, CVR 12345678</p></footer></body></html>"""
    facts = ("Tid: 4. december 2020 kl. 13.00-16.00", "Sted: Kajgade 1, Nørrevig")
    return Page("event", html, story, (*facts, *story.paragraphs[:5]), day=None, must_not=("CVR",))


def english_release(story: Story = ENGLISH) -> Page:
    """A dateline, bullet points, 'About' and media contacts."""
    facts = "".join(f"<li>{fact}</li>" for fact in story.facts)
    about = (
        "About Marlow Heath Library",
        "The library serves a town of 21,000 people and is owned by the council.",
    )
    html = f"""{head(story)}<body><div class="page"><div class="breadcrumbs">Home / News</div><h1>{story.title}</h1>
    <p class="date">November 24, 2020</p><div class="richtext">{ps(story.paragraphs[:3])}<ul>{facts}</ul>
    {ps(story.paragraphs[3:])}<p><strong>{about[0]}</strong></p><p>{about[1]}</p></div>
    <div class="share-this"><a>Facebook</a><a>LinkedIn</a></div></div></body></html>"""
    body = (*story.paragraphs[:3], *story.facts, *story.paragraphs[3:], *about)
    return Page("english_release", html, story, body, must_not=("LinkedIn",))


def drop_caps(story: Story = GERMAN) -> Page:
    """Letters and words in spans of their own, links within the text, footnotes, embedded posts."""
    first = f'<p><span class="dropcap">{story.paragraphs[0][0]}</span>{story.paragraphs[0][1:]}</p>'
    linked = story.paragraphs[1].replace(" Grad", ' <a href="/g">Grad</a>')
    tweet = f'<blockquote class="twitter-tweet"><p>{story.quote}</p>&mdash; Ulrich (@ub) <a href="#">24. November 2020</a></blockquote>'
    html = f"""{head(story)}<body><main><div class="longread"><h1>{story.title}</h1><div class="col">{first}<p>{linked}</p>
    {tweet}{ps(story.paragraphs[2:])}</div></div></main></body></html>"""
    body = (*story.paragraphs[:2], story.quote, "— Ulrich (@ub) 24. November 2020", *story.paragraphs[2:])
    return Page("drop_caps", html, story, body, day=None)


def hidden_twice(story: Story = GERMAN) -> Page:
    """The same text for small screens, hidden; a picture once more in <noscript>."""
    html = f"""{head(story, json_ld(story))}<body>{menu("Start")}<div class="desktop"><h1>{story.title}</h1>
    <div class="copy">{ps(story.paragraphs)}<noscript><img src="a.jpg"></noscript></div></div>
    <div class="share" style="display:none"><p>Teilen Sie diesen Artikel mit Ihren Freunden und Bekannten im Netz.</p></div>
    <div id="newsletter-popup" style="display:none"><h2>Newsletter</h2><p>Bestellen Sie jetzt unseren täglichen Newsletter
    mit den wichtigsten Nachrichten des Tages aus Altenbrück.</p></div></body></html>"""
    return Page("hidden_twice", html, story, story.paragraphs, must_not=("Bestellen Sie", "Teilen Sie"))


def listicle(story: Story = ENGLISH) -> Page:
    """Numbered headings with pictures and short texts."""
    names = ("1. The reading room", "2. The night door", "3. The bus stop", "4. The lobby")
    parts = "".join(
        f'<h2>{name}</h2><figure><img src="x.jpg"></figure><p>{text}</p>'
        for name, text in zip(names, story.paragraphs[1:5], strict=True)
    )
    html = f"""{head(story, json_ld(story))}<body>{menu("Lists")}<article><h1>{story.title}</h1>
    <div class="content"><p>{story.paragraphs[0]}</p>{parts}<p>{story.paragraphs[5]}</p></div></article></body></html>"""
    pairs = (part for pair in zip(names, story.paragraphs[1:5], strict=True) for part in pair)
    return Page("listicle", html, story, (story.paragraphs[0], *pairs, story.paragraphs[5]))


def sponsored(story: Story = DANISH) -> Page:
    """Paid for, and says so over the headline."""
    html = f"""{head(story)}<body>{menu("Nyheder")}<article class="partner"><div class="label">Annoncørbetalt indhold</div>
    <h1>{story.title}</h1><p class="intro">{story.lead}</p><div class="copy">{ps(story.paragraphs)}</div></article>
    </body></html>"""
    return Page("sponsored", html, story, story.paragraphs, story.lead, day=None, kind="sponsored")


def news_list_below(story: Story = DANISH) -> Page:
    """A trade site: the date in a column, all the other news with their teasers below."""
    teasers = "".join(
        f'<div class="teaser"><h3><a href="/{n}">{text}</a></h3><p>{text}, og det får betydning for mange.</p></div>'
        for n, text in enumerate(story.asides)
    )
    html = f"""{head(story, site="Havnenyt")}<body><div class="top">{menu("Nyheder", "Job")}</div>
    <div class="row"><div class="col-2 meta">24. november 2020<br>{story.author}</div><div class="col-8"><h1>{story.title}</h1>
    <div class="articletext">{ps(story.paragraphs)}</div></div></div>
    <div class="row more"><h2>Flere nyheder</h2>{teasers}</div></body></html>"""
    return Page("news_list_below", html, story, story.paragraphs, must_not=("får betydning for mange",))


SITES = (
    block_theme,
    blogger,
    old_tables,
    municipality,
    release_service,
    swedish_release,
    div_soup,
    sectioned,
    event,
    english_release,
    drop_caps,
    hidden_twice,
    listicle,
    sponsored,
    news_list_below,
)

"""Pages that mislead: cards before the article, names that promise something else, text in odd elements."""

from page_gold import ISO, Page, head, json_ld, links, menu, ps
from page_stories import DANISH, ENGLISH, GERMAN, SWEDISH, Story


def card_first(story: Story = DANISH) -> Page:
    """The first <article> of the page is a card that leads elsewhere."""
    cards = "".join(
        f'<article class="card"><a href="/{n}"><h3>{text}</h3></a></article>'
        for n, text in enumerate(story.asides)
    )
    html = f"""{head(story, json_ld(story))}<body>{menu("Nyt")}<section class="strip">{cards}</section>
    <div class="story-wrap"><h1>{story.title}</h1><div class="c7">{ps(story.paragraphs[:4])}<h2>{story.subheads[0]}</h2>
    {ps(story.paragraphs[4:])}</div></div></body></html>"""
    body = (*story.paragraphs[:4], story.subheads[0], *story.paragraphs[4:])
    return Page("card_first", html, story, body, must_not=story.asides)


def called_teaser(story: Story = GERMAN) -> Page:
    """What holds the text is called a teaser."""
    html = f"""{head(story)}<body>{menu("Start")}<div class="content"><h1>{story.title}</h1>
    <div class="teaser-text">{ps(story.paragraphs)}</div></div></body></html>"""
    return Page("called_teaser", html, story, story.paragraphs, day=None)


def grid_rows(story: Story = DANISH) -> Page:
    """A builder's rows and columns around each piece of text."""
    rows = "".join(
        f'<div class="row"><div class="column"><div class="block rte"><h2>{head_}</h2>{ps(texts)}</div></div></div>'
        for head_, texts in zip(
            ("Baggrund", *story.subheads),
            (story.paragraphs[:3], story.paragraphs[3:5], story.paragraphs[5:]),
            strict=True,
        )
    )
    html = f"""{head(story, site="Klyngen")}<body><div class="header">{menu("Om", "Nyt")}</div><div class="grid">
    <div class="row"><div class="column"><h1>{story.title}</h1><p class="date">24. november 2020</p></div></div>{rows}</div>
    <div class="footer"><div class="row"><div class="column"><h4>Kontakt os</h4><p>Klyngen, Kajgade 1, 1000 Nørrevig</p></div>
    </div></div></body></html>"""
    body = (
        "Baggrund",
        *story.paragraphs[:3],
        story.subheads[0],
        *story.paragraphs[3:5],
        story.subheads[1],
        *story.paragraphs[5:],
    )
    return Page("grid_rows", html, story, body, must_not=("Kajgade 1, 1000",))


def cell_with_breaks(story: Story = SWEDISH) -> Page:
    """One cell of a table holds everything, parted by line breaks."""
    html = f"""<html><head><title>{story.title}</title></head><body><table width=760><tr><td class=nav><a href="/">Hem</a><br>
    <a href="/n">Nyheter</a></td><td valign=top><font size=5><b>{story.title}</b></font><br>2020-11-24<br><br>
    {"<br><br>".join(story.paragraphs)}</td></tr></table></body></html>"""
    return Page("cell_with_breaks", html, story, story.paragraphs, must_not=("Startsida",))


def many_links(story: Story = ENGLISH) -> Page:
    """Every paragraph is full of links."""
    linked = [f"<p>{text.replace(' the ', ' <a href=/x>the</a> ')}</p>" for text in story.paragraphs]
    wholly = f'<p><a href="/y">{story.quote}</a> {story.facts[0]}</p>'
    html = f"""{head(story)}<body><main><h1>{story.title}</h1><div class="post-body">{"".join(linked)}{wholly}</div></main></body></html>"""
    return Page("many_links", html, story, (*story.paragraphs, f"{story.quote} {story.facts[0]}"), day=None)


def logo_is_h1(story: Story = DANISH) -> Page:
    """The only <h1> is the paper's name."""
    html = f"""{head(story)}<body><header><h1><a href="/">Bladet</a></h1></header>{menu("Nyt")}<div id="main">
    <h2 class="headline">{story.title}</h2><div class="info">Publiceret 24. november 2020 kl. 09.15 af {story.author}</div>
    <div class="brodtekst">{ps(story.paragraphs)}</div></div></body></html>"""
    return Page("logo_is_h1", html, story, story.paragraphs, None, (story.author,))


def rendered_by_script(story: Story = DANISH) -> Page:
    """Nothing is in the page but what it says of itself."""
    said = json_ld(story, articleBody="\n\n".join(story.paragraphs))
    html = f"""{head(story, said)}<body><div id="app"></div><script src="/app.js"></script></body></html>"""
    return Page("rendered_by_script", html, story, story.paragraphs, None, (story.author,))


def trade_paper(story: Story = DANISH) -> Page:
    """A teaser, then a box with a price, then what others wrote."""
    html = f"""{head(story, json_ld(story, isAccessibleForFree=False))}<body>{menu("Medicin", "Navne")}
    <main><div class="c-article"><h1 class="c-article__title">{story.title}</h1>
    <div class="c-article__manchet">{story.lead}</div><div class="c-article__text"><p>{story.paragraphs[0]}</p></div>
    <div class="c-paywall-box"><h3>Læs hele artiklen</h3><p>Få adgang i 14 dage for 0 kr. Det kræver intet kreditkort.</p>
    <ul><li>Nyhedsbreve hver dag</li><li>Adgang til arkivet</li></ul><p>Allerede abonnent?</p><a href="/l">Log ind her</a></div>
    <div class="c-related"><h3>Mere fra Havnewatch</h3>{links(story.asides)}</div></div></main></body></html>"""
    must_not = ("kreditkort", "arkivet", *story.asides)
    return Page(
        "trade_paper", html, story, story.paragraphs[:1], story.lead, access="teaser", must_not=must_not
    )


def data_table(story: Story = ENGLISH) -> Page:
    """Half of the article is a table."""
    rows = [(f"Branch {n}", f"{n * 37 + 410}", f"{n * 3 + 11}%") for n in range(1, 9)]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    html = f"""{head(story, json_ld(story))}<body>{menu("News")}<article><h1>{story.title}</h1>{ps(story.paragraphs[:3])}
    <table class="data"><thead><tr><th>Branch</th><th>Members</th><th>Night</th></tr></thead><tbody>{cells}</tbody></table>
    {ps(story.paragraphs[3:5])}</article></body></html>"""
    body = (
        *story.paragraphs[:3],
        "Branch Members Night",
        *(" ".join(row) for row in rows),
        *story.paragraphs[3:5],
    )
    return Page("data_table", html, story, body)


def microdata(story: Story = GERMAN) -> Page:
    """Marked up in place, with the day of a change printed first."""
    html = f"""{head(story)}<body><div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{story.title}</h1>
    <span>Aktualisiert: <time class="updated" datetime="2020-11-25T10:00:00+01:00">25.11.2020</time></span>
    <time itemprop="datePublished" datetime="{ISO}">24.11.2020</time> <span itemprop="author" itemscope>Von
    <span itemprop="name">{story.author}</span></span><div itemprop="articleBody">{ps(story.paragraphs)}</div></div></body></html>"""
    return Page("microdata", html, story, story.paragraphs, None, (story.author,))


def undated(story: Story = DANISH) -> Page:
    """No date but those of other articles, of the event told of, and of the page's foot."""
    others = "".join(
        f'<li><a href="/{n}">{text}</a> <time datetime="2020-11-2{n}">2{n}. nov.</time></li>'
        for n, text in enumerate(story.asides)
    )
    html = f"""{head(story)}<body>{menu("Nyt")}<main><h1>{story.title}</h1><div class="text">{ps(story.paragraphs)}
    <p>Der er indvielse den 12. august 2020 kl. 14 på den yderste mole, og alle er velkomne til kaffe og kage.</p></div></main>
    <aside><h2>Seneste nyt</h2><ul>{others}</ul></aside><footer>© 2009 Bladet · Sidst ændret 1. maj 2019</footer></body></html>"""
    last = "Der er indvielse den 12. august 2020 kl. 14 på den yderste mole, og alle er velkomne til kaffe og kage."
    return Page("undated", html, story, (*story.paragraphs, last), day=None, must_not=story.asides)


def definition_list(story: Story = DANISH) -> Page:
    """Questions and answers as terms and definitions, after some sentences."""
    pairs = "".join(
        f"<dt>{term}</dt><dd>{text}</dd>"
        for term, text in zip(story.subheads, story.paragraphs[3:5], strict=True)
    )
    html = f"""{head(story)}<body>{menu("Nyt")}<main><h1>{story.title}</h1><div class="rich-text">{ps(story.paragraphs[:3])}
    <dl>{pairs}</dl></div></main></body></html>"""
    told = (part for pair in zip(story.subheads, story.paragraphs[3:5], strict=True) for part in pair)
    return Page("definition_list", html, story, (*story.paragraphs[:3], *told), day=None)


def pulled_quotation(story: Story = DANISH) -> Page:
    """A quotation repeated in large type, a fact box made of <div>, a map's caption in a <div>."""
    box = "".join(f"<div>{fact}</div>" for fact in story.facts)
    html = f"""{head(story, json_ld(story))}<body>{menu("Nyt")}<article><h1>{story.title}</h1><div class="article__body">
    {ps(story.paragraphs[:2])}<blockquote>{story.quote}<cite>Beboer i Havnegade</cite></blockquote>{ps(story.paragraphs[2:5])}
    <div class="faktaboks"><h3>Sådan virker landstrøm</h3>{box}</div>{ps(story.paragraphs[5:])}</div></article></body></html>"""
    body = (
        *story.paragraphs[:2],
        f"{story.quote} Beboer i Havnegade",
        *story.paragraphs[2:5],
        "Sådan virker landstrøm",
        *story.facts,
        *story.paragraphs[5:],
    )
    return Page("pulled_quotation", html, story, body)


def linked_names(story: Story = DANISH) -> Page:
    """A sentence, and the names it promises, each a link; how to sign up, in a box that is no form."""
    names = (
        "Nørrevig Havn",
        "Danmarks Skibsfartsskole",
        "Fjordbyens Tekniske Universitet",
        "Kobber & Kabel A/S",
    )
    items = "".join(f'<li><a href="https://{n}.example">{name}</a></li>' for n, name in enumerate(names))
    asked = "Tilmelding sker til Bente Kjærulf senest den 1. december."
    html = f"""{head(story, json_ld(story))}<body>{menu("Nyt")}<article><h1>{story.title}</h1><div class="tekst">
    {ps(story.paragraphs[:3])}<p>Med i arbejdet er:</p><ul>{items}</ul>{ps(story.paragraphs[3:6])}
    <div class="tilmelding"><p>{asked}</p></div></div></article></body></html>"""
    body = (*story.paragraphs[:3], "Med i arbejdet er:", *names, *story.paragraphs[3:6], asked)
    return Page("linked_names", html, story, body)


def no_structure(story: Story = SWEDISH) -> Page:
    """Text straight in the body, headings in bold, nothing named."""
    text = "".join(f"{part}<p>" for part in story.paragraphs)
    html = f"<html><head><title>{story.title}</title></head><body><b>{story.title}</b><p>{text}</body></html>"
    return Page("no_structure", html, story, story.paragraphs, day=None)


ODD = (
    card_first,
    called_teaser,
    grid_rows,
    cell_with_breaks,
    many_links,
    logo_is_h1,
    rendered_by_script,
    trade_paper,
    data_table,
    microdata,
    undated,
    definition_list,
    pulled_quotation,
    linked_names,
    no_structure,
)

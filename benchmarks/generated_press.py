"""A generated press: as many pages as wanted, of the length and shape of Danish news, no two with the same text.

Every page names the cluster, so that none is let off the analysis.
"""

import random
import re
import sys
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import import_module
from itertools import accumulate
from pathlib import Path

from wordfreq import top_n_list

HOST = "127.0.0.5"
FRAME = """<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>{title} | Målebladet</title>
<meta property="og:title" content="{title}"><link rel="canonical" href="{url}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{title}",
"datePublished": "2020-11-24T{hour:02}:{minute:02}:00+01:00",
"author": {{"@type": "Person", "name": "{author}"}}}}</script>
</head><body>
<header><nav><ul><li><a href="/">Forsiden</a></li><li><a href="/erhverv">Erhverv</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/kultur">Kultur</a></li><li><a href="/debat">Debat</a></li>
</ul></nav></header>
<div class="cookie">Vi bruger cookies for at gøre siden bedre. <button>Accepter alle</button></div>
<main><article><h1>{title}</h1><p class="manchet">{lead}</p><p class="byline">Af {author}</p>
{body}
</article><aside><h2>Mest læste</h2><ol>{links}</ol></aside></main>
<footer><p>Målebladet, Torvet 1, 9999 Målekøbing. Redaktionen kan kontaktes på hverdage.</p></footer></body></html>"""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[a-zæøå]{4,}")


@dataclass(frozen=True)
class Page:
    """One page: its path, its bytes, and the text of the article in it."""

    path: str
    content: bytes
    text: str = ""


def pages(count: int, port: int, seed: int = 7) -> list[Page]:
    """`count` pages of about 400 words; the same seed gives the same pages."""
    chance = random.Random(seed)
    return [_page(number, port, chance) for number in range(count)]


def _page(number: int, port: int, chance: random.Random) -> Page:
    path = f"/artikel/{number}"
    paragraphs = [
        " ".join(sentence(chance) for _ in range(chance.randint(2, 5))) for _ in range(chance.randint(5, 9))
    ]
    title = escape(sentence(chance)[:90].rstrip(".,: "), quote=True)
    hour, minute = chance.randint(6, 22), chance.randint(0, 59)
    author = chance.choice(("Signe Målersen", "Aksel Prøvegaard", "Ditte Tællemose"))
    lead = f"{sentence(chance)} Det oplyser Danish Life Science Cluster."
    html = FRAME.format(
        title=title,
        url=f"http://{HOST}:{port}{path}",
        hour=hour,
        minute=minute,
        author=author,
        lead=escape(lead),
        body="\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs),
        links="".join(
            f'<li><a href="/artikel/{n}">{escape(sentence(chance)[:60])}</a></li>' for n in range(8)
        ),
    )
    return Page(path, html.encode(), "\n\n".join([lead, *paragraphs]))


def sentence(chance: random.Random) -> str:
    """A sentence of the demo press with seven in ten of its plain words drawn anew.

    So two pages share as many word 3-grams as two unrelated pieces of running Danish do: 1.3 % of them, measured on
    the minutes of parliament. With half of the words drawn it was twice that, and every page had candidates enough
    for a story of its own.
    """
    words, weights = _words()

    def drawn(match: re.Match[str]) -> str:
        return chance.choices(words, cum_weights=weights)[0] if chance.random() < 0.7 else match[0]

    return _WORD.sub(drawn, chance.choice(_sentences()))


@cache
def _words() -> tuple[list[str], list[float]]:
    """Danish words, and cumulative weights by Zipf's law: the common ones come often, as in any text."""
    words = [word for word in top_n_list("da", 25_000) if _WORD.fullmatch(word)]
    return words, list(accumulate(1 / (rank + 20) for rank in range(len(words))))


@cache
def _sentences() -> list[str]:
    demo = Path(__file__).resolve().parent.parent / "examples" / "demo"
    sys.path.insert(0, str(demo))
    read_items = import_module("press_items").read_items
    blocks = (block for item in read_items(demo / "press") for block in item.blocks)
    return [
        sentence
        for block in blocks
        for sentence in _SENTENCE.split(" ".join(block.lines))
        if 40 < len(sentence) < 300
    ]

"""A made-up paper on loopback: its settings, its pages and its feed."""

from collections.abc import Mapping
from pathlib import Path

from crawler.misbehaving_server import Answer, Site, return_page
from schedules.way import Way

SETTINGS = """
[crawl]
delay = 0
autothrottle = false
[nlp]
workers = 1
[[source]]
name = "Havneavisen"
hosts = ["127.0.0.1"]
feeds = ["{feed}"]
rights = "full"
private_network = true
"""


def paper(site: Site, folder: Path) -> Way:
    """A way with the site as its only source."""
    config = folder / "udklip.toml"
    config.write_text(SETTINGS.format(feed=site.url("/feed")), "utf-8")
    return Way(config)


def page(title: str, text: str, around: str = "") -> bytes:
    """An article's page; each line of `text` is a paragraph."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n"))
    return (
        f"<html lang=da><title>{title}</title><article><h1>{title}</h1>{paragraphs}{around}</article></html>"
    ).encode()


def feed(site: Site, titles: Mapping[str, str]) -> Answer:
    """A feed that gives each path its title."""
    entries = "".join(
        f"<item><title>{title}</title><link>{site.url(path)}</link></item>" for path, title in titles.items()
    )
    body = f'<rss version="2.0"><channel><title>t</title>{entries}</channel></rss>'
    return return_page(body.encode(), "application/rss+xml")

"""`/ai.txt` as Spawning describes it: the groups and patterns of robots.txt, about mining and not about asking."""

from posixpath import splitext
from urllib.parse import urlsplit

from udklip.crawler.politeness.robots_txt import RobotsTxt

PATH = "/ai.txt"


def reserves(ai_txt: RobotsTxt, url: str) -> bool:
    """Whether the text at `url` is reserved. Its patterns mostly name kinds of files: a page without one is HTML."""
    if not ai_txt.allows(url):
        return True
    parts = urlsplit(url)
    if splitext(parts.path)[1]:
        return False
    as_file = parts._replace(path=f"{parts.path.rstrip('/') or '/index'}.html", query="")
    return not ai_txt.allows(as_file.geturl())

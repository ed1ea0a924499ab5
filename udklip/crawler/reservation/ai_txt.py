"""`/ai.txt` as Spawning describes it: the groups and patterns of robots.txt, about mining and not about asking."""

from posixpath import splitext
from urllib.parse import urlsplit

from udklip.crawler.politeness.robots_txt import RobotsTxt

PATH = "/ai.txt"


_NO_PAGES = frozenset(
    ".pdf .doc .docx .odt .rtf .txt .md .tex .epub .xml .json .csv .xls .xlsx .ppt .pptx .zip .gz"
    " .jpg .jpeg .png .gif .svg .webp .tif .tiff .mp3 .mp4 .wav".split()
)


def reserves(ai_txt: RobotsTxt, url: str) -> bool:
    """Whether the text at `url` is reserved. Patterns mostly name kinds of files: a page, however named, is HTML."""
    parts = urlsplit(url)
    if not ai_txt.allows(url):
        return True
    if splitext(parts.path)[1].lower() in _NO_PAGES:
        return False
    as_file = parts._replace(path=f"{parts.path.rstrip('/') or '/index'}.html", query="")
    return not ai_txt.allows(as_file.geturl())

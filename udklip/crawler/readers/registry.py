"""One reader for each format. A new one is a module beside this and a line in `READERS`."""

from udklip.core.reading import Reader
from udklip.crawler.readers.html import HtmlReader
from udklip.crawler.readers.text import TextReader

READERS: tuple[Reader, ...] = (HtmlReader(), TextReader())

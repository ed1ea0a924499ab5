"""One reader for each format. A new one is a module here and a line in `READERS`."""

from udklip.core.reading import Reader
from udklip.crawler.readers.html import HtmlReader

READERS: tuple[Reader, ...] = (HtmlReader(),)

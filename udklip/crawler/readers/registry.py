"""One reader for each format. A new one is a module beside this and a line in `READERS`."""

from udklip.core.reading import Reader
from udklip.crawler.readers.mail import MailReader
from udklip.crawler.readers.paper.pdf import PdfReader
from udklip.crawler.readers.paper.scan import ScanReader
from udklip.crawler.readers.text import TextReader
from udklip.crawler.readers.web.html import HtmlReader

READERS: tuple[Reader, ...] = (HtmlReader(), TextReader(), PdfReader(), ScanReader(), MailReader())

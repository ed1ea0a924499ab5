"""The reader of scans and pictures of text."""

import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import Hints, Reading
from udklip.crawler.media_type import JPEG, PNG, TIFF, WEBP
from udklip.crawler.readers.paper.page_layout import blocks_of_pages
from udklip.crawler.readers.paper.printed import read_blocks
from udklip.crawler.readers.paper.scanned_page import read_scan

MOST_PIXELS = 80_000_000
"""A page at 600 dots an inch has 35 million."""
MOST_PAGES = 40

_FORMATS = {PNG: "PNG", JPEG: "JPEG", TIFF: "TIFF", WEBP: "WEBP"}


class ScanReader:
    """Reads PNG, JPEG, TIFF (of several pages too) and WebP."""

    media_types = frozenset(_FORMATS)

    def read(self, content: bytes, hints: Hints) -> Reading:
        """Read a picture of text.

        Raises:
            Unreadable: `damaged`, `too_large`, `ocr_missing`, `ocr_failed`, `no_text`.
        """
        media_type, pictures = _pictures(content)
        pages = [read_scan(picture) for picture in pictures]
        blocks = blocks_of_pages([page.lines for page in pages], uneven=True)
        return read_blocks(blocks, hints, media_type, scanned=pages)


def _pictures(content: bytes) -> tuple[str, list[Image.Image]]:
    """The pages, upright and grey."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_FORMATS.values())) as image:
                media_type = next(kind for kind, name in _FORMATS.items() if name == image.format)
                return media_type, list(_frames(image))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Unreadable(Outcome.TOO_LARGE, f"the picture unpacks to too many pixels ({error})") from error
    except (OSError, SyntaxError, ValueError, StopIteration) as error:
        raise Unreadable(
            Outcome.DAMAGED, f"the picture is broken ({str(error)[:100]}); fetch it again"
        ) from error


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number >= MOST_PAGES or frame.width * frame.height > MOST_PIXELS:
            limits = f"at most {MOST_PAGES} pages of {MOST_PIXELS // 10**6} million pixels are read"
            raise Unreadable(Outcome.TOO_LARGE, f"the picture is too large; {limits}")
        upright = ImageOps.exif_transpose(frame)
        yield _on_white(upright).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    """Transparent paper is black to the engine."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    layers = image.convert("RGBA")
    paper = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(paper, layers)

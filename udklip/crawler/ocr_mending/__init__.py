"""Danish texts that were read by an OCR which knew no Danish, made whole: velfaerd, pa, Kgbenhavn.

Noisy channel: what a word most likely was, by how frequent words are and by what such an OCR makes of each letter. The
latter is learnt from printed and read pages (`tools/ocr_mending`) and then fitted to each document, whose type has its
own damage; expectation maximisation, of which one round is enough.
"""

from udklip.crawler.ocr_mending.bullets import mended_bullets
from udklip.crawler.ocr_mending.danish import danish_mender
from udklip.crawler.ocr_mending.gate import may_be_damaged
from udklip.crawler.readers.language import language_of


def mended(text: str) -> str | None:
    """`text` made whole, line for line; None where it is not Danish so damaged.

    Addresses and numbers are left as they stand. Costs next to nothing for any other text.
    """
    if not may_be_damaged(text):
        return None
    better = danish_mender().mend(text)
    return mended_bullets(better) if better and language_of(better) == "da" else None

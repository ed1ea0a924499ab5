"""Text as it stands in a message: headers that stay on their line, and bodies in quoted-printable."""

import binascii
from email.header import Header
from email.utils import formataddr

_LONGEST_NAME = 100
_SHORT = 60


def header_words(text: str, header: str) -> str:
    """A header's text: plain where it is short ASCII, else encoded words of RFC 2047, on as many lines as it takes.

    What looks like an encoded word is encoded too: a title must not decode to a line of its own at the reader's.
    """
    line = one_line(text)
    if line.isascii() and len(line) <= _SHORT and "=?" not in line:
        return line
    return Header(line, "utf-8", header_name=header).encode(linesep="\r\n")


def header_address(name: str | None, address: str, header: str) -> str:
    """An address with its name, if it has one."""
    shown = one_line(name or "")[:_LONGEST_NAME]
    if not shown:
        return address
    if shown.isascii() and len(shown) <= _SHORT and "=?" not in shown:
        return formataddr((shown, address))
    return f"{header_words(shown, header)}\r\n <{address}>"


def one_line(text: str) -> str:
    """`text` without line breaks, control marks and halves of characters."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def quoted_printable(text: str) -> bytes:
    """A piece of a body that ends in a whole line; pieces one after another are the body of the whole."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if lines and not lines.endswith("\n"):
        lines += "\n"
    encoded = binascii.b2a_qp(lines.encode("utf-8", "replace"), istext=True)
    return encoded.replace(b"\n", b"\r\n")

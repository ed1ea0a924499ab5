"""The foot of a letter: why one gets it, and how to get no more of them."""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

_HTML_TAG = re.compile(r"<html\b(?![^>]*\blang\s*=)", re.IGNORECASE)
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_ENDS = ("</main>", "</body>", "</html>")


@dataclass(frozen=True, slots=True)
class WayOut:
    """How a recipient leaves a group: by a link of their own, by a mail to somebody, or both."""

    group: str
    link: str | None = None
    mail_to: str | None = None

    @property
    def mail_link(self) -> str | None:
        """The mail, as a link."""
        if self.mail_to is None:
            return None
        return f"mailto:{quote(self.mail_to, safe='@')}?subject={quote(f'Afmeld {self.group}')}"

    def headers(self, domain: str) -> dict[str, str | None]:
        """Headers of RFC 2369, 2919 and 8058; the last asks for https."""
        ways = [f"<{way}>" for way in (self.link, self.mail_link) if way]
        one_click = bool(self.link and self.link.startswith("https://"))
        return {
            "List-Id": f"<{_label(self.group)}.{domain}>",
            "List-Unsubscribe": ",\r\n ".join(ways),
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" if one_click else None,
        }


def text_foot(out: WayOut) -> str:
    """In plain text."""
    lines = ["", "-" * 60, _why(out)]
    if out.link:
        lines.append(f"Afmeld: {out.link}")
    elif out.mail_to:
        lines.append(f"Skriv til {out.mail_to}, hvis du vil afmeldes.")
    return "\n".join(lines) + "\n"


def html_foot(out: WayOut) -> str:
    """As a paragraph; it takes the colours of the page it stands in."""
    said = escape(_why(out))
    if out.link or out.mail_link:
        said += f' <a href="{escape(out.link or out.mail_link or "")}">Afmeld</a>'
    return f'<p class="foot" style="font-size:13px">{said}</p>\n'


def split_html(html: str) -> tuple[str, str]:
    """A whole Danish page, cut in two where the foot belongs; what is no page yet becomes one."""
    if not re.search(r"<html\b", html, re.IGNORECASE):
        html = f'<!doctype html>\n<html lang="da">\n<body>\n{html}\n</body>\n</html>\n'
    html = _HTML_TAG.sub('<html lang="da"', html, count=1)
    lower = html.lower()
    place = next((at for end in _ENDS if (at := lower.rfind(end)) >= 0), len(html))
    return html[:place], html[place:]


def _label(group: str) -> str:
    """A group's name as a name of the internet has it."""
    ascii_name = group.lower().translate(_DANISH)
    return re.sub(r"[^a-z0-9-]+", "-", ascii_name)[:60].strip("-") or "liste"


def _why(out: WayOut) -> str:
    return f"Du får denne mail, fordi du står på listen “{out.group}”."

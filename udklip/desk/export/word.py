"""The hits as a report in Word: one heading a story, below it who brought it and what may be shown of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, BinaryIO

from docx import Document
from docx.document import Document as Report
from docx.enum.dml import MSO_THEME_COLOR
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from udklip.core import danish
from udklip.core.cells import line
from udklip.core.errors import ExportFailed
from udklip.core.links import web_link
from udklip.core.reading import Access, Kind
from udklip.desk.export.exporter import About
from udklip.desk.searching import Found

#: A Word file is held in memory until it is saved, each part of it costs more than the one before (5,000 items take
#: 20 seconds), and nobody reads a longer report.
MOST_ITEMS = 2_000


class WordExporter:
    """Writes stories in the order of their newest item, and every copy of each."""

    every_copy = True

    def write(self, found: Iterable[Found], about: About, file: BinaryIO) -> None:
        """See `Exporter.write`."""
        items = list(islice(found, MOST_ITEMS + 1))
        if len(items) > MOST_ITEMS:
            raise ExportFailed(
                f"a .docx holds at most {MOST_ITEMS} items: ask for less, or write a .xlsx or .csv"
            )
        report = Document()
        _begin(report, about)
        stories = _stories(items)
        report.add_paragraph(_summary(items, len(stories), about))
        for story in stories:
            _add_story(report, story)
        report.save(file)


def _begin(report: Report, about: About) -> None:
    properties = report.core_properties
    properties.title, properties.author = line(about.title)[:255], "Udklip"
    properties.language, properties.comments = "da-DK", ""
    properties.created = properties.modified = about.made.replace(tzinfo=None)
    # Word checks spelling by this, not by the property.
    for language in report.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    report.add_heading(line(about.title), 0)


def _stories(items: Sequence[Found]) -> list[list[Found]]:
    stories: defaultdict[str, list[Found]] = defaultdict(list)
    for item in items:
        stories[item.hit.story].append(item)
    return list(stories.values())


def _summary(items: Sequence[Found], stories: int, about: About) -> str:
    if not items:
        return f"Ingen omtale. Udtrukket {danish.moment(about.made)}."
    outlets = len({item.hit.source for item in items})
    counts = (
        danish.counted(len(items), "artikel", "artikler"),
        danish.counted(outlets, "medie", "medier"),
        danish.counted(stories, "historie", "historier"),
    )
    return f"{counts[0]} i {counts[1]}, {counts[2]}. Udtrukket {danish.moment(about.made)}."


def _add_story(report: Report, story: Sequence[Found]) -> None:
    report.add_heading(_title(story[0]), 2)
    for item in story:
        _add_item(report, item)


def _add_item(report: Report, found: Found) -> None:
    """One item: where, when and what it is, its title as a link, and what may be shown."""
    paragraph = report.add_paragraph()
    paragraph.paragraph_format.keep_together = True
    paragraph.add_run(line(danish.outlet(found.hit.source))).bold = True
    paragraph.add_run("".join(f" · {fact}" for fact in _facts(found))).add_break()
    _add_title(paragraph, found)
    if found.snippet:
        paragraph.add_run().add_break()
        paragraph.add_run(f"»{line(found.snippet)}«").italic = True


def _facts(found: Found) -> list[str]:
    hit = found.hit
    when = danish.moment(hit.published) if hit.published else "uden dato"
    return [when, *danish.labels(Kind(hit.kind), Access(hit.access))]


def _add_title(paragraph: Paragraph, found: Found) -> None:
    url = web_link(found.hit.url)
    if url is None:
        paragraph.add_run(_title(found))
    else:
        _add_link(paragraph, _title(found), line(url))


def _add_link(paragraph: Paragraph, text: str, url: str) -> None:
    """A link that Word follows: python-docx reads them, and has no word for making one."""
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.theme_color = MSO_THEME_COLOR.HYPERLINK
    link.append(run._r)
    paragraph._p.append(link)


def _title(found: Found) -> str:
    return line(found.hit.title or found.hit.url)

"""The report as a PDF on A4: the page itself, set by WeasyPrint."""

from udklip.core.errors import ExportFailed
from udklip.core.times import shown
from udklip.schedules.reporting.rendering.page import to_html
from udklip.schedules.reporting.values import PressReport

INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation"


def to_pdf(report: PressReport, page: str | None = None) -> bytes:
    """The page of `report` as a PDF that a screen reader can follow. On one machine, same report, same bytes.

    `page` is what `to_html` made of it, where it was made already.

    Raises:
        ExportFailed: Pango is missing.
    """
    if why := missing():
        raise ExportFailed(f"report.pdf: {why}; run: {INSTALL}")
    from weasyprint import HTML  # noqa: PLC0415 - it takes a second to load
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    # Everything the page needs is inside it: nothing of a title or a style may make us ask for more.
    inside = URLFetcher(allowed_protocols=("data",))
    document = HTML(string=page or to_html(report), url_fetcher=inside).render(pdf_tags=True)
    made = shown(report.basis.upto or report.period.end)
    document.metadata.created = document.metadata.modified = made
    pdf = document.write_pdf(pdf_identifier=report.id.encode(), pdf_tags=True)
    return bytes(pdf or b"")


def missing() -> str | None:
    """Why no PDF can be set here; None where it can."""
    try:
        import weasyprint  # noqa: F401, PLC0415 - it looks for Pango as it is loaded
    except OSError as error:
        return f"a library of Debian's is missing ({str(error).splitlines()[0]})"
    return None

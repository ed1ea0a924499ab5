"""Which kinds of file there are, by their ending."""

from pathlib import Path

from udklip.core.errors import SettingsError
from udklip.desk.export.csv_table import CsvExporter
from udklip.desk.export.excel import ExcelExporter
from udklip.desk.export.exporter import Exporter
from udklip.desk.export.feed import RssExporter
from udklip.desk.export.json_array import JsonExporter
from udklip.desk.export.word import WordExporter

EXPORTERS: dict[str, Exporter] = {
    ".xlsx": ExcelExporter(),
    ".csv": CsvExporter(),
    ".docx": WordExporter(),
    ".json": JsonExporter(),
    ".rss": RssExporter(),
}


def exporter_for(path: Path) -> Exporter:
    """The exporter of a file, by its ending.

    Raises:
        SettingsError: there is none; says which there are.
    """
    exporter = EXPORTERS.get(path.suffix.lower())
    if exporter is None:
        raise SettingsError(f"--export: {path} must end in one of {', '.join(EXPORTERS)}")
    return exporter

"""`udklip report` on the demo press: four files whose numbers are those of search and overview."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from openpyxl import load_workbook
from schedules.way import Way
from typer.testing import CliRunner

from udklip.core.errors import SettingsError
from udklip.core.times import shown
from udklip.desk.command_line import app

FILES = ("report.html", "report.pdf", "report.xlsx", "report.json")
DAYS = ("--from", "2020-11-01", "--to", "2020-11-30")


def written(way: Way, folder: Path, *arguments: str) -> dict[str, Any]:
    ended = CliRunner().invoke(
        app, ["report", *arguments, "--out", str(folder), "--config", str(way.config)], catch_exceptions=False
    )
    assert ended.exit_code == 0, ended.output
    value: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    return value


def counted(way: Way, query: str, *arguments: str) -> dict[str, int]:
    asked = ["search", query, "--count", "--json", *arguments, "--config", str(way.config)]
    counts: dict[str, int] = json.loads(CliRunner().invoke(app, asked, catch_exceptions=False).stdout)
    return counts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("report")


@pytest.fixture(scope="module")
def report(demo: Way, folder: Path) -> dict[str, Any]:
    return written(demo, folder, "--month", "2020-11")


def test_it_writes_four_files(report: dict[str, Any], folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert report["id"] == "rapport-2020-11"
    page = html.document_fromstring((folder / "report.html").read_bytes())
    assert page.xpath("string(//h1)") == "November 2020"
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert load_workbook(folder / "report.xlsx").sheetnames[0] == "Rapport"


def test_its_counts_are_those_of_search_for_the_same_days(report: dict[str, Any], demo: Way) -> None:
    counts, undated = report["counts"], [item for item in demo.items() if item.reading.published is None]
    assert report["undated"] == len(undated)
    found = counted(demo, "*", *DAYS)
    assert counts["articles"] == found["articles"] + len(undated) > 0
    for kind in ("sponsored", "wire"):
        assert counted(demo, f"type:{kind}", *DAYS)["articles"] == counts[kind] > 0
    assert counted(demo, "type:press_release", *DAYS)["articles"] == counts["own"] > 0


def test_each_day_is_searchs_day(demo: Way, tmp_path: Path) -> None:
    week = written(demo, tmp_path, "--week", "2020-W48")
    undated = {(shown(item.when) or "")[:10] for item in demo.items() if item.reading.published is None}
    for day in week["slices"]:
        found = counted(demo, "*", "--from", day["from"], "--to", day["to"])
        if day["from"] not in undated:
            assert {name: day[name] for name in found} == found


def test_its_counts_are_those_of_the_overview_of_the_same_items(
    report: dict[str, Any], demo: Way, tmp_path: Path
) -> None:
    (overview,) = demo.json("digest", "--for", "2020-11-25", "--out", str(tmp_path))
    items = [item for story in overview["stories"] for item in story["items"]]
    assert all(item["published"] is None or item["published"].startswith("2020-11") for item in items)
    assert report["counts"] == overview["counts"]


def test_its_partners_are_those_that_search_finds(report: dict[str, Any], demo: Way) -> None:
    for partner in report["partners"]:
        found = counted(demo, f'organisation:"{partner["name"]}"')
        assert partner["articles"]["now"] <= found["articles"]
        assert partner["stories"]["now"] <= found["stories"]
    assert report["partners"][0]["own"]


def test_the_release_has_its_pickups(report: dict[str, Any], demo: Way) -> None:
    picked_up = [
        item for item in demo.items() if item.release and item.source_type not in ("own", "press_release")
    ]
    (line,) = report["releases"]["brought"]
    assert line["outlets"] == len({item.source for item in picked_up}) > 1
    assert {pickup["url"] for pickup in line["pickups"]} <= {item.url for item in picked_up}


def test_a_watch_that_began_in_the_period_is_not_compared(report: dict[str, Any]) -> None:
    assert report["before"]["counts"] is None
    assert report["reservations"] == [
        "Overvågningen begyndte den 25. november 2020, så måneden er ikke dækket helt.",
        "Måneden var ikke slut, da tallene blev gjort op, og er derfor ikke sammenlignet.",
    ]


def test_the_same_ledger_gives_the_same_bytes(
    report: dict[str, Any], folder: Path, demo: Way, tmp_path: Path
) -> None:
    assert written(demo, tmp_path / "new" / "folder", "--month", "2020-11") == report
    for name in FILES:
        assert (tmp_path / "new" / "folder" / name).read_bytes() == (folder / name).read_bytes(), name


def test_json_on_standard_output_is_the_file(demo: Way, tmp_path: Path) -> None:
    asked = ["report", "--quarter", "2020-Q4", "--json", "--out", str(tmp_path), "--config", str(demo.config)]
    printed = CliRunner().invoke(app, asked, catch_exceptions=False).stdout
    assert json.loads(printed) == json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert json.loads(printed)["by"] == "week"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--week", "2021-W53"], "--week: '2021-W53' is not a week such as 2020-W48"),
        (["--month", "november"], "--month: 'november' is not a month such as 2020-11"),
        (["--quarter", "2020-Q5"], "--quarter: '2020-Q5' is not a quarter such as 2020-Q4"),
        (["--from", "2020-11-01"], "--from and --to go together: name the first day and the last"),
        (["--from", "2020-11-02", "--to", "2020-11-01"], "--to: 2020-11-01 is before 2020-11-02"),
        (
            ["--week", "2020-W48", "--month", "2020-11"],
            "name one period: --week, --month, --quarter, or --from and --to",
        ),
    ],
)
def test_what_is_asked_wrongly_is_told(demo: Way, tmp_path: Path, arguments: list[str], told: str) -> None:
    asked = ["report", *arguments, "--out", str(tmp_path / "out"), "--config", str(demo.config)]
    with pytest.raises(SettingsError) as error:
        CliRunner().invoke(app, asked, catch_exceptions=False)
    assert str(error.value) == told
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_one_line(demo: Way, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    ended = demo.udklip("report", "--week", "2020-W48", "--out", str(tmp_path / "file"))
    assert (ended.returncode, ended.stderr) == (
        1,
        f"udklip: {tmp_path / 'file'}: cannot be written (File exists); name another --out\n",
    )

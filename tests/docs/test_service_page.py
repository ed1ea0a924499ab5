"""The page of the service tells of every job, as it is planned by default."""

import re
from pathlib import Path

from udklip.core.settings import Settings
from udklip.schedules.service.jobs import jobs

PAGE = Path(__file__).resolve().parents[2] / "docs" / "service.md"


def test_the_table_of_jobs_is_that_of_the_program(tmp_path: Path) -> None:
    table = PAGE.read_text("utf-8").split("| job | when")[1].split("\n\n")[0]
    told = re.findall(r"^\| (?!-).+ \|$", table, re.MULTILINE)
    there = [f"| {spec.name} | {spec.trigger} | {spec.says} |" for spec in jobs(Settings(folder=tmp_path))]
    assert told == there, "the rows of docs/service.md should be:\n" + "\n".join(there)

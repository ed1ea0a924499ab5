"""`make run`'s program, as a newcomer meets it: once on each index, and once more with nothing new."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PORTS = {"embedded": 8741, "elasticsearch": 8742}


def run_demo(root: Path, var: Path, index: str, **environment: str) -> str:
    var.mkdir(parents=True, exist_ok=True)
    answer = subprocess.run(
        [
            sys.executable,
            root / "examples/demo/run.py",
            "--index",
            index,
            "--var",
            var,
            "--port",
            str(PORTS[index]),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment | {"COLUMNS": "160"},
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def row_of(output: str, name: str) -> list[int]:
    line = next(line for line in output.splitlines() if line.startswith(name))
    return [int(figure) for figure in re.findall(r"(?<=\s)\d+(?=\s|$)", line)]


@pytest.mark.parametrize("index", ["embedded", "elasticsearch"])
def test_the_main_job_collects_everything_once(
    index: str, root: Path, tmp_path: Path, request: pytest.FixtureRequest
):
    environment = {}
    if index == "elasticsearch":
        environment["UDKLIP_TEST_ELASTICSEARCH"] = request.getfixturevalue("elasticsearch_url")
    first = run_demo(root, tmp_path, index, **environment)
    assert first.splitlines()[0].lower().startswith(f"index: {index}")
    found, fetched, new, known, off_topic, refused, failed = row_of(first, "all")
    assert found == new + known + off_topic + refused + failed
    assert new >= 20
    assert fetched <= found
    assert failed == 1, "the one dead link"
    assert len(re.findall(r"^2020-11-2\d \d\d:\d\d ", first, re.MULTILINE)) == 5, "the five newest items"
    assert f"Indexed {new} items" in first
    assert "What to try next" in first

    second = run_demo(root, tmp_path, index, **environment)
    assert row_of(second, "all") == [found, 0, 0, found, 0, 0, 0]
    assert "Indexed 0 items" in second

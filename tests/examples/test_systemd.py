"""The systemd unit: systemd finds no fault in it, shuts it off from the machine, and its command is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNIT = Path(__file__).resolve().parents[2] / "examples" / "systemd" / "udklip.service"
UDKLIP = Path(sys.executable).with_name("udklip")
COMMAND = re.compile(r"^ExecStart=(\S+) (.+)$", re.MULTILINE)
MOST_EXPOSED = 20
"""In tenths: systemd calls a service that is shut off from nothing 96, and up to 29 OK."""


@pytest.fixture
def analyze() -> str:
    """Systemd's own judge."""
    found = shutil.which("systemd-analyze")
    if found is None:
        why = "systemd-analyze is missing: tools/setup/debian.sh installs it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    return str(found)


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit as it would be here, where the command is in another folder."""
    copy = tmp_path / UNIT.name
    copy.write_text(COMMAND.sub(rf"ExecStart={UDKLIP} \2", UNIT.read_text("utf-8")), "utf-8")
    return copy


def judged(*arguments: str | Path) -> tuple[int, str]:
    ended = subprocess.run(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return ended.returncode, ended.stdout


def test_systemd_finds_no_fault_in_the_unit(analyze: str, unit: Path) -> None:
    assert judged(analyze, "verify", "--man=no", unit) == (0, "")


def test_it_would_find_one(analyze: str, unit: Path) -> None:
    unit.write_text(unit.read_text("utf-8") + "ProtectSytem=strict\n", "utf-8")
    assert "ProtectSytem" in judged(analyze, "verify", "--man=no", unit)[1]


def test_the_unit_is_shut_off_from_the_machine(analyze: str, unit: Path) -> None:
    code, said = judged(
        analyze, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", unit
    )
    assert code == 0, said


def test_its_command_is_one_of_ours() -> None:
    found = COMMAND.search(UNIT.read_text("utf-8"))
    assert found
    arguments = found[2].split()
    assert arguments == ["schedule", "--config", "/etc/udklip/udklip.toml"]
    assert judged(UDKLIP, arguments[0], "--help")[0] == 0

"""Wrong settings end every command with code 2 and a line that names file, line and what is allowed."""

from pathlib import Path

import pytest
from schedules.way import Way

WRONG = "[crawl]\ndelay = 0\ntimeuot = 3\n\n[index]\nengine = 'solr'\n"


@pytest.mark.parametrize(
    "arguments",
    [("run", "--once"), ("search", "x"), ("why", "https://x.example/"), ("stories",), ("index", "status")],
    ids=str,
)
def test_each_fault_is_one_line_with_its_place(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    way = Way(tmp_path / "udklip.toml")
    way.config.write_text(WRONG, "utf-8")
    ended = way.udklip(*arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    first, second = ended.stderr.splitlines()
    assert first.startswith(f"udklip: {way.config}:3: unknown key 'crawl.timeuot'; did you mean 'timeout'?")
    assert second.startswith(f"{way.config}:6: index.engine")
    assert "'embedded' or 'elasticsearch'" in second
    assert list(tmp_path.iterdir()) == [way.config]


def test_a_register_that_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    register = tmp_path / "navne.toml"
    register.write_text('[[organisation]]\nname = "Klyngen"\npartnr = true\n', "utf-8")
    way = Way(tmp_path / "udklip.toml")
    way.config.write_text('[profile]\nregister = "navne.toml"\n', "utf-8")
    ended = way.udklip("run", "--once")
    assert ended.returncode == 2
    assert f"{register}:3: " in ended.stderr
    assert "did you mean 'partner'?" in ended.stderr

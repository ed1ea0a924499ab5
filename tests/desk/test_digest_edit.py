"""`udklip digest edit` and `--preview`: an editor's hand in the overview, until it is sent."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from schedules.newsroom import Newsroom, at
from typer.testing import CliRunner, Result

from udklip.core.errors import UdklipError
from udklip.desk.commands.digest import app

MONDAY, TUESDAY, WEDNESDAY = date(2020, 11, 23), date(2020, 11, 24), date(2020, 11, 25)
FIRST, SECOND, THIRD = "00000001", "00000002", "00000003"
SETTINGS = """
[[source]]
name = "Fjordbladet"
hosts = ["fjordbladet.example"]
feeds = ["https://fjordbladet.example/feed"]

[[group]]
name = "uge"
rhythm = "weekly"
weekday = "wednesday"

[[group]]
name = "straks"
rhythm = "at_once"
watches = ["klynge"]
"""


@dataclass
class Editor:
    """Somebody at the command line."""

    room: Newsroom

    def digest(self, *arguments: str) -> Result:
        """Run `udklip digest`; what goes wrong comes as the error it is."""
        config = ("--config", str(self.room.folder / "udklip.toml"))
        return CliRunner().invoke(app, [*arguments, *config], catch_exceptions=False)

    def edit(self, *arguments: str, day: date = TUESDAY) -> Any:
        """Edit, and give what stands then."""
        ended = self.digest("edit", "--for", day.isoformat(), "--by", "Mette", "--json", *arguments)
        assert ended.exit_code == 0, ended.output
        return json.loads(ended.stdout)

    def refused(self, *arguments: str, day: date = TUESDAY) -> str:
        """What an edit that must fail says."""
        with pytest.raises(UdklipError) as refusal:
            self.digest("edit", "--for", day.isoformat(), *arguments)
        assert refusal.value.exit_code == 2
        return str(refusal.value)

    def written(self, folder: Path, *arguments: str) -> Any:
        """The overview as digest.json."""
        ended = self.digest("--for", TUESDAY.isoformat(), "--out", str(folder), *arguments)
        assert ended.exit_code == 0, ended.output
        return json.loads((folder / "digest.json").read_text("utf-8"))


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """Three stories were collected on Monday."""
    (tmp_path / "udklip.toml").write_text(SETTINGS, "utf-8")
    room = Newsroom(tmp_path)
    noon = at(MONDAY, 12)
    room.write(noon, *(room.story(noon) for _ in range(3)))
    yield Editor(room)
    room.ledger.close()


def stories(stand: Any) -> list[str]:
    return [story["story"] for story in stand["stories"]]


def test_a_story_is_left_out_of_everything_but_the_certificate(editor: Editor, tmp_path: Path) -> None:
    assert stories(editor.edit("--leave-out", SECOND)) == [FIRST, THIRD]
    overview = editor.written(tmp_path / "out")
    assert stories(overview) == [FIRST, THIRD]
    assert (overview["counts"]["stories"], overview["left_out"]) == (2, 1)
    assert "1 historie udeladt af redaktøren (Mette); tallene er uden." in (
        tmp_path / "out/digest.txt"
    ).read_text("utf-8")
    assert "Titel 00002" not in (tmp_path / "out/digest.eml").read_text("utf-8")


def test_the_story_moved_last_comes_first(editor: Editor) -> None:
    editor.edit("--move-up", SECOND)
    assert stories(editor.edit("--move-up", THIRD)) == [THIRD, SECOND, FIRST]


def test_a_comment_stands_under_its_story(editor: Editor, tmp_path: Path) -> None:
    editor.edit("--comment", FIRST, "Se <b>også</b>\nvores svar.")
    overview = editor.written(tmp_path / "out")
    assert overview["stories"][0]["comment"] == "Se <b>også</b> vores svar."
    assert "Redaktøren: Se &lt;b&gt;også&lt;/b&gt; vores svar." in (tmp_path / "out/digest.html").read_text(
        "utf-8"
    )


def test_edits_are_taken_back_from_the_last_and_who_made_them_is_kept(editor: Editor) -> None:
    editor.edit("--leave-out", FIRST)
    editor.edit("--leave-out", SECOND)
    stand = editor.edit("--undo")
    assert stories(stand) == [SECOND, THIRD]
    assert [(edit["action"], edit["story"], edit["who"]) for edit in stand["edits"]] == [
        ("leave_out", FIRST, "Mette")
    ]
    assert stories(editor.edit("--undo")) == [FIRST, SECOND, THIRD]
    assert "nothing was edited" in editor.refused("--undo")


def test_the_list_is_for_people_too(editor: Editor) -> None:
    editor.edit("--comment", THIRD, "Vigtig.")
    shown = editor.digest("edit", "--for", "2020-11-24", "--list").stdout
    assert f"{FIRST}  Fjordbladet: Titel 00001\n" in shown
    assert f"{THIRD} commented by Mette, " in shown


def test_a_group_has_an_overview_of_its_own_to_edit(editor: Editor) -> None:
    week = ("--group", "uge")
    assert stories(editor.edit("--leave-out", FIRST, *week, day=WEDNESDAY)) == [SECOND, THIRD]
    assert stories(editor.edit("--list")) == [FIRST, SECOND, THIRD]
    assert "no group is called 'måned'" in editor.refused("--list", "--group", "måned")
    assert "'straks' is told at once" in editor.refused("--list", "--group", "straks")


def test_what_was_sent_is_edited_no_more(editor: Editor) -> None:
    editor.edit("--leave-out", FIRST)
    editor.room.serve(at(TUESDAY, 7))
    assert editor.refused("--leave-out", SECOND) == (
        "the overview of 2020-11-24 went out at 07:00 on 2020-11-24: too late to edit it"
    )
    assert stories(editor.edit("--list")) == [SECOND, THIRD]
    assert "no overview goes out for 2020-11-22 any more" in editor.refused("--undo", day=date(2020, 11, 22))


def test_what_cannot_be_done_says_what_can(editor: Editor) -> None:
    assert "'00000099' is no story of the overview of 2020-11-24" in editor.refused("--leave-out", "00000099")
    assert "say one of" in editor.refused()
    assert "say one of" in editor.refused("--undo", "--leave-out", FIRST)
    assert "at most 600 characters" in editor.refused("--comment", FIRST, "ord " * 200)
    with pytest.raises(UdklipError, match="--out: name the folder"):
        editor.digest("--for", "2020-11-24")


def test_a_preview_is_opened_in_the_browser(
    editor: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    browser = f"{sys.executable} -c \"import sys; open('{seen}', 'w').write(sys.argv[1])\" %s"
    monkeypatch.setenv("BROWSER", browser)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    ended = editor.digest("--for", "2020-11-24", "--preview")
    assert ended.exit_code == 0
    page = Path(seen.read_text("utf-8").removeprefix("file://"))
    assert page.name == "digest.html"
    assert page.is_relative_to(tmp_path)
    assert "Titel 00001" in page.read_text("utf-8")
    written = sorted(file.name for file in page.parent.iterdir())
    assert written == ["digest.eml", "digest.html", "digest.json", "digest.txt"]


def test_where_there_is_no_browser_it_is_said_where_the_page_is(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    ended = editor.digest("--for", "2020-11-24", "--preview")
    assert "no browser was found: open file://" in ended.stderr

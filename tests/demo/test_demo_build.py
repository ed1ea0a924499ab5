"""What the demo press is made of: the same bytes each time, true to its gold, and nobody else's words."""

import re
import tomllib
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pypdfium2
import pytest
from served_press import DEMO, Press, run_script

from udklip.core.settings import load_settings

CLOCK = datetime.fromisoformat("2020-11-25T06:00:00+01:00")
SHARED_WORDS = 8
STORY_WORDS = 3


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text_of(item: dict[str, Any]) -> str:
    return "\n\n".join(part for part in (item["title"], item["lead"], item["body"]) if part)


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def layer(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run_script("build.py", "--out", tmp_path / name).returncode == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_broken_item_is_told_with_its_file(tmp_path: Path) -> None:
    broken = tmp_path / "broken.md"
    broken.write_text("+++\noutlet = 'baelt'\ncolour = 'red'\n+++\nTekst.\n", "utf-8")
    script = "import sys; sys.path.insert(0, sys.argv[1]); from press_items import read_items; from pathlib import Path"
    (tmp_path / "run.py").write_text(f"{script}; read_items(Path(sys.argv[2]))", "utf-8")
    ended = run_script(str(tmp_path / "run.py"), DEMO, tmp_path)
    assert "PressError: broken.md: " in ended.stderr


def test_no_item_is_later_than_the_demo_clock(press: Press) -> None:
    times = [datetime.fromisoformat(item["published"]) for item in press.gold["items"]]
    assert len(times) >= 25
    assert max(times) <= CLOCK


def test_gold_names_stand_in_the_text(press: Press, shared: Path) -> None:
    register = tomllib.loads((shared / "data" / "partners_start.toml").read_text("utf-8"))["organisation"]
    forms = {entry["name"]: [entry["name"], *entry.get("aliases", [])] for entry in register}
    for item in press.gold["items"]:
        text = text_of(item)
        for name in item["organisations"]:
            assert any(form in text for form in forms.get(name, [name])), (item["name"], name)
        assert [name for name in item["people"] if name not in text] == [], item["name"]


def test_register_names_in_the_text_stand_in_the_gold(press: Press, shared: Path) -> None:
    register = tomllib.loads((shared / "data" / "partners_start.toml").read_text("utf-8"))["organisation"]
    for item in press.gold["items"]:
        named = {
            entry["name"]
            for entry in register
            if re.search(rf"\b{re.escape(entry['name'])}\b", text_of(item))
        }
        assert named <= set(item["organisations"]), item["name"]


def test_relevance_follows_the_names(press: Press) -> None:
    for item in press.gold["items"]:
        named = "Danish Life Science Cluster" in item["organisations"]
        assert named == (item["relevance"] == "cluster"), item["name"]


def test_no_words_are_taken_over_from_the_seeds(press: Press, shared: Path) -> None:
    sources = [*(shared / "seeds").glob("*.txt"), *(shared / "gold").glob("*_mended.txt")]
    assert sources
    seeds = set().union(*(runs_of_words(source.read_text("utf-8"), SHARED_WORDS) for source in sources))
    for item in press.gold["items"]:
        assert runs_of_words(text_of(item), SHARED_WORDS) & seeds == set(), item["name"]


def test_stories_of_the_gold_reuse_each_other_and_no_others(press: Press) -> None:
    runs = [(item["story"], runs_of_words(text_of(item), STORY_WORDS)) for item in press.gold["items"]]
    for (one, its), (another, theirs) in combinations(runs, 2):
        containment = len(its & theirs) / min(len(its), len(theirs))
        assert containment > 0.35 if one == another else containment < 0.15, (one, another)


def test_the_release_has_a_text_layer_on_two_pages(press: Press) -> None:
    path = press.folder / "inbox" / "gyldenlyng-pressemeddelelse.pdf"
    text = layer(path)
    assert "løfterobotter til ældreplejen" in text
    assert "Side 2" in text


def test_the_scan_has_none(press: Press) -> None:
    path = press.folder / "inbox" / "birkedata-scannet.pdf"
    assert layer(path).strip() == ""


def test_the_mail_holds_the_text_in_both_forms(press: Press) -> None:
    raw = (press.folder / "inbox" / "nyhedsbrev-november.eml").read_bytes()
    message = message_from_bytes(raw, policy=default)
    assert b"quoted-printable" in raw
    assert message["Subject"] == "Nyt fra netværket: Klyngen er stiftet – hvad nu?"
    for part in message.iter_parts():
        assert "Årets sidste netværksmøde er flyttet til skærmen." in part.get_content()


@pytest.mark.parametrize("kind", ["article", "press_release", "sponsored", "wire", "notice"])
def test_every_kind_is_there(press: Press, kind: str) -> None:
    assert kind in {item["kind"] for item in press.gold["items"]}


def test_the_configuration_is_on_the_port_that_was_given(tmp_path: Path) -> None:
    run_script("build.py", "--out", tmp_path, "--port", "9123")
    settings = load_settings(tmp_path / "udklip.toml")
    ways = [way for source in settings.sources for way in (*source.feeds, *source.sitemaps)]
    assert {urlsplit(way).port for way in ways} == {9123}
    assert settings.only_loopback
    assert len(list(settings.inbox_folder.iterdir())) == 4

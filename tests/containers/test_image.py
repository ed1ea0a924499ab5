"""The image: each line of the Dockerfile runs in a bare folder, and what is made there works without the checkout."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from containers.image import ROOT, BareFolder, ignored_but, lines

from udklip.indexer.kibana import ndjson

CMD = json.loads(next(line.given for line in lines() if line.word == "CMD"))


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareFolder]:
    """What the lines make, one after the other."""
    bare = BareFolder(tmp_path_factory.mktemp("image") / "udklip")
    for line in lines():
        bare.run(line)
    yield bare
    shutil.rmtree(bare.folder.parent)


def test_the_image_is_made_of_what_dockerignore_lets_through() -> None:
    copied = {
        source
        for line in lines()
        if line.word == "COPY" and not line.given.startswith("--from")
        for source in line.given.split()[:-1]
    }
    assert copied == ignored_but()
    assert all((ROOT / source).exists() for source in copied)


def test_it_runs_as_nobody_in_particular_who_may_write_in_three_folders(image: BareFolder) -> None:
    (user,) = [line.given for line in lines() if line.word == "USER"]
    assert user == "10001:0"
    assert [line.word for line in lines()].index("USER") > max(
        place for place, line in enumerate(lines()) if line.word in {"RUN", "COPY"}
    )
    folders = {each.name: each.stat().st_mode & 0o7777 for each in image.folder.iterdir() if each.is_dir()}
    assert {name for name, mode in folders.items() if mode & 0o020} == {"var", "inbox", "secrets"}
    assert folders["secrets"] & 0o007 == 0


def test_udklip_works_in_it_without_the_checkout(image: BareFolder, tmp_path: Path) -> None:
    said = image.start(["udklip", "analyse", "--lines", str(text_in(tmp_path)), "--json"])
    assert said.returncode == 0, said.stderr
    assert {one["name"] for one in json.loads(said.stdout)["organisations"]} == {
        "Danmarks Tekniske Universitet"
    }
    where = image.start(["python", "-c", "import udklip; print(udklip.__file__)"])
    assert Path(where.stdout.strip()).is_relative_to(image.folder / ".venv")


def text_in(folder: Path) -> Path:
    file = folder / "text.txt"
    file.write_text("Forskere fra Danmarks Tekniske Universitet har en ny metode.\n", "utf-8")
    return file


def test_scans_can_be_read_in_it(image: BareFolder) -> None:
    parts = {one["part"]: one["state"] for one in told_by_doctor(image)}
    assert (parts["ocr"], parts["model"], parts["register"]) == ("ok", "ok", "ok")


def told_by_doctor(image: BareFolder) -> list[dict[str, str]]:
    said = image.start(["udklip", "doctor", "--json"])
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_what_kibana_is_given_came_with_it(image: BareFolder) -> None:
    code = "from udklip.indexer.kibana import SHIPPED; print(SHIPPED.read_text('utf-8'), end='')"
    assert image.start(["python", "-c", code]).stdout == ndjson("udklip")


def test_it_starts_the_service_which_ends_when_the_container_is_told_to(image: BareFolder) -> None:
    with image.started(CMD) as service:
        assert service.stderr is not None
        said = service.stderr.readline()
        assert "at work as" in said
        service.terminate()
        assert service.wait(timeout=30) == 0

"""The five real texts, through the whole way and back by search."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

UDKLIP = Path(sys.executable).parent / "udklip"
NAMES = {
    "000_d1f8cce5f4ce10d4.txt": '"nyt udstyr"',
    "001_ff1d97392c35adce.txt": '"Grunden er lagt"',
    "002_6105bb1b48a20f1b.txt": "videnbro dimensioner",
    "003_f3f28fe70d42a8b4.txt": "generalforsamling formandskab hubs",
    "004_ec1a19f52469c3f6.txt": '"samlet superklynge"',
}


def udklip(*arguments: str | Path, cwd: Path) -> list[dict[str, object]]:
    answer = subprocess.run(
        [UDKLIP, *arguments, "--json"], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_all_five_are_taken_in_and_found(shared: Path, tmp_path: Path):
    shutil.copytree(shared / "seeds", tmp_path / "inbox")
    (summary,) = udklip("run", "--once", cwd=tmp_path)
    inbox = summary["sources"]["inbox"]
    assert inbox["state"] == "complete"
    assert inbox["found"] == inbox["new"] == 5
    assert summary["indexed"] == 5

    everything = udklip("search", "klynge OR superklynge", "--all-copies", cwd=tmp_path)
    assert {str(hit["url"]).removeprefix("inbox:") for hit in everything} == set(NAMES)
    for name, query in NAMES.items():
        hits = udklip("search", query, "--all-copies", cwd=tmp_path)
        assert f"inbox:{name}" in {hit["url"] for hit in hits}, query

    stories = [story for story in udklip("stories", cwd=tmp_path) if len(story["items"]) > 1]
    assert len(stories) == 1
    files = {item["file"] for item in stories[0]["items"]}
    assert files == {"000_d1f8cce5f4ce10d4.txt", "004_ec1a19f52469c3f6.txt"}
    by_id = {item["id"]: item["file"] for item in stories[0]["items"]}
    assert by_id[stories[0]["release"]].startswith("004")
    (pickup,) = stories[0]["pickups"]
    assert abs(pickup["share"] - 0.887) <= 0.10

"""Brings Elastic's own server from Maven Central, once, and unpacks it."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tools.elasticsearch.failures import ServerFailure
from tools.elasticsearch.java import tool
from tools.elasticsearch.places import make_folder

VERSION = "8.19.21"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
SHA1 = "8861771bbfe2fab12ccc386bc8b4c5c6f9619865"
DOWNLOAD_SECONDS = 900


def ensure_distribution(home: Path) -> Path:
    """The unpacked server below `home`.

    Raises MissingTool without Maven, ServerFailure if it cannot be had.
    """
    unpacked = home / f"elasticsearch-{VERSION}"
    if not unpacked.is_dir():
        with tempfile.TemporaryDirectory(dir=make_folder(home)) as scratch:
            _unpack(_fetched(Path(scratch)), Path(scratch))
            (Path(scratch) / unpacked.name).rename(unpacked)
    return unpacked


def _fetched(scratch: Path) -> Path:
    print(f"Fetching Elasticsearch {VERSION} (107 MB) from Maven Central", file=sys.stderr)
    command = [
        tool("mvn"),
        "-q",
        "-B",
        "dependency:copy",
        f"-Dartifact={ARTIFACT}",
        f"-DoutputDirectory={scratch}",
    ]
    try:
        # Maven would read a pom.xml of the current folder.
        done = subprocess.run(
            command, cwd=scratch, capture_output=True, text=True, check=False, timeout=DOWNLOAD_SECONDS
        )
    except subprocess.TimeoutExpired as late:
        raise ServerFailure(
            f"Maven had not fetched {ARTIFACT} after {DOWNLOAD_SECONDS} s: try again"
        ) from late
    if done.returncode != 0:
        raise ServerFailure(f"Maven could not fetch {ARTIFACT}; it said:\n{last_lines(done.stdout, 5)}")
    return _verified(scratch / f"elasticsearch-{VERSION}.zip")


def _verified(archive: Path) -> Path:
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha1").hexdigest()
    if found != SHA1:
        raise ServerFailure(
            f"{archive.name} has SHA-1 {found}, not {SHA1}: "
            "remove it from Maven's repository (~/.m2) and try again"
        )
    return archive


def _unpack(archive: Path, into: Path) -> None:
    """What is unpacked gets the umask's modes: zipfile keeps none, so the programs need theirs."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(into)
    for program in (into / archive.stem / "bin").iterdir():
        program.chmod(0o755)
    shutil.rmtree(into / archive.stem / "logs")


def last_lines(text: str, count: int) -> str:
    """The last `count` lines of `text` that are not blank."""
    return "\n".join([line for line in text.splitlines() if line.strip()][-count:])

"""The lines of the Dockerfile, run in a bare folder in the place of the image's own."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKDIR = "/srv/udklip"
BASE_PYTHON = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
#: Half of the minute that it takes is compiling what the tests hardly load.
QUICKER = {"UV_COMPILE_BYTECODE": "0"}
OF_THE_CHECKOUT = re.compile(r"VIRTUAL_ENV|PYTHON|UDKLIP_|COVERAGE|PYTEST")
_MOUNT = re.compile(r"^(--mount=\S+\s+)+")


@dataclass(frozen=True)
class Line:
    """One instruction with what it is given."""

    word: str
    given: str


@dataclass
class BareFolder:
    """Stands for the image's working folder: nothing is in it but what the lines put there."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, line: Line) -> None:
        """Carry out one line; what is told of files is done to this folder."""
        match line.word:
            case "FROM":
                self._begin()
            case "COPY":
                self._copy(shlex.split(line.given))
            case "ENV":
                pairs = (pair.split("=", 1) for pair in shlex.split(line.given))
                self.environment |= {name: self._here(value) for name, value in pairs}
            case "RUN":
                ended = self.start(["/bin/sh", "-c", _MOUNT.sub("", line.given)])
                assert ended.returncode == 0, f"{line.given}\n{ended.stdout}{ended.stderr}"
            case "WORKDIR":
                assert line.given == WORKDIR
            case other:
                assert other in {"USER", "CMD"}, f"no test knows {other}"

    def start(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        """Run a command as a container would, in the image's environment."""
        return subprocess.run(
            self._found(command),
            cwd=self.folder,
            env=self._around,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def started(self, command: list[str]) -> "subprocess.Popen[str]":
        """Start a command that goes on until it is told to end."""
        return subprocess.Popen(
            self._found(command), cwd=self.folder, env=self._around, stderr=subprocess.PIPE, text=True
        )

    @property
    def _around(self) -> dict[str, str]:
        return self.outside | self.environment | QUICKER

    def _found(self, command: list[str]) -> list[str]:
        return [shutil.which(command[0], path=self._around["PATH"]) or command[0], *command[1:]]

    @cached_property
    def outside(self) -> dict[str, str]:
        """What is around the image: this machine's, with the image's `python`, and nothing of the checkout."""
        programs = self.folder.with_name("bin")
        programs.mkdir()
        (programs / "python").symlink_to(BASE_PYTHON)
        kept = {name: value for name, value in os.environ.items() if not OF_THE_CHECKOUT.match(name)}
        path = [each for each in os.environ["PATH"].split(os.pathsep) if not Path(each).is_relative_to(ROOT)]
        return kept | {"PATH": os.pathsep.join([str(programs), *path])}

    def _begin(self) -> None:
        """Another stage has nothing of the one before, but what it copies out of it."""
        shutil.rmtree(self.folder.with_name("before"), ignore_errors=True)
        if self.folder.exists():
            self.folder.rename(self.folder.with_name("before"))
        self.folder.mkdir(parents=True)
        self.environment.clear()

    def _copy(self, given: list[str]) -> None:
        out_of = ROOT
        if given[0].startswith("--from="):
            out_of = self.folder.with_name("before")
            given = given[1:]
        *sources, target = given
        for source in sources:
            found = out_of / source.removeprefix(f"{WORKDIR}/")
            many = len(sources) > 1 or target.endswith("/") or target == "."
            into = self.folder / target / found.name if many and found.is_file() else self.folder / target
            into.parent.mkdir(parents=True, exist_ok=True)
            if found.is_file():
                shutil.copy(found, into)
            elif out_of is ROOT:
                shutil.copytree(found, into, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                found.rename(into)

    def _here(self, value: str) -> str:
        return value.replace(WORKDIR, str(self.folder)).replace("$PATH", self.outside["PATH"])


def lines() -> Iterator[Line]:
    """The Dockerfile's instructions, each on one line."""
    for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, given = line.split(" ", 1)
            yield Line(word, given)


def ignored_but() -> set[str]:
    """What .dockerignore lets through to the image."""
    listed = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in listed
    return {line.removeprefix("!") for line in listed if line.startswith("!")}

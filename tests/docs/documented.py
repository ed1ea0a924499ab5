"""The marked blocks of a page of the docs, carried out as a reader would, in a working copy of the project.

The word after a fence's language marks it:

    sh test           is run; it must end well
    sh background     is started, waited for until it prints a line, and ended with the page
    TYPE file=PATH    is written to PATH; as diff, it is applied to PATH
    TYPE append=PATH  is written at the end of PATH
    text shown        each of its lines must stand in what the page's commands have printed so far
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

_FENCE = re.compile(
    r"^```(\w+) (test|background|shown|file=\S+|append=\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "model", "var")
SECONDS = 240


class Untrue(AssertionError):
    """The page says something that is not so."""


@dataclass(frozen=True)
class Block:
    """One marked block: `mark` without its path, `target` the path it names."""

    language: str
    mark: str
    target: str
    text: str


def blocks_of(page: Path) -> list[Block]:
    """The marked blocks of a page, in order."""
    found = _FENCE.findall(page.read_text("utf-8"))
    return [Block(language, *_split(info), text) for language, info, text in found]


def _split(info: str) -> tuple[str, str]:
    mark, _, target = info.partition("=")
    return mark, target


def working_copy(root: Path, folder: Path) -> None:
    """A checkout in `folder` that may be changed; the model and the environment, big and never changed, are linked."""
    for name in ("udklip", "examples"):
        shutil.copytree(root / name, folder / name, ignore=_LEFT_OUT)
    (folder / "udklip/nlp/model").symlink_to(root / "udklip/nlp/model")
    (folder / ".venv").symlink_to(sys.prefix)


@dataclass
class Session:
    """What a reader of the page has done so far."""

    folder: Path
    printed: str = ""
    background: list["subprocess.Popen[str]"] = field(default_factory=list)

    def carry_out(self, block: Block) -> None:
        """Do what one block says."""
        steps = {
            "test": self._run,
            "background": self._start,
            "shown": self._look,
            "file": self._edit if block.language == "diff" else self._write,
            "append": self._append,
        }
        steps[block.mark](block)

    def run(self, commands: str) -> None:
        """Run `commands` as one script; every one of them must end well."""
        self.carry_out(Block("sh", "test", "", commands))

    def end(self) -> None:
        """End what was started."""
        for process in self.background:
            process.terminate()
            process.communicate(timeout=SECONDS)

    def _run(self, block: Block) -> None:
        ended = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block.text],
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        self.printed += ended.stdout
        if ended.returncode:
            raise Untrue(f"exit code {ended.returncode} of\n{block.text}\n{ended.stdout}")

    def _start(self, block: Block) -> None:
        command = ["bash", "-c", f"exec {block.text}"]
        process = subprocess.Popen(
            command, cwd=self.folder, env=self._environment(), stdout=subprocess.PIPE, text=True
        )
        self.background.append(process)
        if not (process.stdout and process.stdout.readline()):
            raise Untrue(f"ended without a line: {block.text}")

    def _look(self, block: Block) -> None:
        printed = _squeezed(self.printed)
        for line in filter(None, map(_squeezed, block.text.splitlines())):
            if line not in printed:
                raise Untrue(f"not printed: {line!r}; what was printed:\n{self.printed}")

    def _write(self, block: Block) -> None:
        path = self._path(block)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, "utf-8")

    def _append(self, block: Block) -> None:
        with self._path(block).open("a", encoding="utf-8") as file:
            file.write("\n" + block.text)

    def _edit(self, block: Block) -> None:
        path = self._path(block)
        text = path.read_text("utf-8")
        for hunk in block.text.split("@@\n"):
            before, after = (_side(hunk, sign) for sign in "-+")
            if text.count(before) != 1:
                raise Untrue(f"{block.target} has these lines {text.count(before)} times:\n{before}")
            text = text.replace(before, after)
        path.write_text(text, "utf-8")

    def _path(self, block: Block) -> Path:
        path = (self.folder / block.target).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise Untrue(f"{block.target} is outside the working copy")
        return path

    def _environment(self) -> dict[str, str]:
        here = Path(sys.executable).parent
        return os.environ | {
            "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(self.folder),
            "COLUMNS": "160",
        }


def _side(hunk: str, sign: str) -> str:
    """The lines of a hunk before the change (`-`) or after it (`+`)."""
    return "".join(line[1:] for line in hunk.splitlines(keepends=True) if line[:1] in (" ", sign))


def _squeezed(text: str) -> str:
    return " ".join(text.split())

"""The folders of the embedded index: numbered versions, and a small file that names the one that answers.

The file is replaced in one step, so that a reader sees the old version or the new one and never half of either.
"""

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from udklip.core.errors import IndexUnavailable
from udklip.indexer.rules import REBUILD, RULES


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of the index called `name` in `folder`."""

    folder: Path
    name: str

    def current(self) -> Path | None:
        """The folder of the version that answers, or None before the first.

        Raises:
            IndexUnavailable: if it was filled by other rules, or the file that names it is damaged.
        """
        try:
            said = json.loads(self._pointer.read_text("utf-8"))
            version, rules = str(said["version"]), str(said["rules"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnavailable(f"{self._pointer}: damaged ({error}); {REBUILD}") from error
        if rules != RULES:
            raise IndexUnavailable(
                f"index {version}: filled by other rules ({rules}; now {RULES}); {REBUILD}"
            )
        return self.folder / version

    def new(self) -> Path:
        """A folder for the next version, not yet there."""
        return self.folder / f"{self._stem}{max(self._numbers(), default=0) + 1}"

    def point_to(self, version: Path) -> None:
        """Let `version` answer; what answered before is kept until it is pruned."""
        self.folder.mkdir(parents=True, exist_ok=True)
        scratch = self._pointer.with_suffix(".new")
        with scratch.open("w", encoding="utf-8") as file:
            json.dump({"version": version.name, "rules": RULES}, file)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(self._pointer)

    def older(self) -> list[Path]:
        """The folders of versions before the one that answers, oldest first.

        One with a higher number may be in the making.
        """
        current = self.current()
        if current is None:
            return []
        answering = int(current.name.removeprefix(self._stem))
        return [self.folder / f"{self._stem}{each}" for each in sorted(self._numbers()) if each < answering]

    def prune(self) -> tuple[str, ...]:
        """Delete what `older` gives; gives their names."""
        gone = self.older()
        for folder in gone:
            shutil.rmtree(folder, ignore_errors=True)
        return tuple(folder.name for folder in gone)

    @property
    def _pointer(self) -> Path:
        return self.folder / f"{self.name}-items.json"

    @property
    def _stem(self) -> str:
        return f"{self.name}-items-v"

    def _numbers(self) -> list[int]:
        pattern = re.compile(rf"{re.escape(self._stem)}(\d+)")
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        return [int(match[1]) for path in found if (match := pattern.fullmatch(path.name))]

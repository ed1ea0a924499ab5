"""Where the test server lives: a cache folder outside the checkout that the server's account can read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.elasticsearch.failures import ServerFailure

SHARED_CACHE = Path("/var/cache/udklip")
"""Root's own home is usually closed to others, and the server refuses to run as root."""

ALLOWED_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")


@dataclass(frozen=True)
class Node:
    """One server with settings, data and logs of its own, below `folder`."""

    name: str
    folder: Path

    @property
    def settings(self) -> Path:
        """Written anew at every start."""
        return self.folder / "config"

    @property
    def data(self) -> Path:
        """The indices; they outlive a stop."""
        return self.folder / "data"

    @property
    def logs(self) -> Path:
        """What the server says, and where it listens."""
        return self.folder / "logs"

    @property
    def scratch(self) -> Path:
        """Emptied at every start; named in the process's command line."""
        return self.folder / "tmp"

    @property
    def process_id(self) -> Path:
        """Written by the server before it is up, so that a start cut short can be cleaned up."""
        return self.folder / "pid"

    @property
    def start_log(self) -> Path:
        """What the server said until it was up."""
        return self.logs / "start.log"

    @property
    def ports(self) -> Path:
        """Written by the server: the addresses it listens on, one a line."""
        return self.logs / "http.ports"

    @property
    def transport_ports(self) -> Path:
        """Written by the server: the addresses other nodes reach it at, one a line."""
        return self.logs / "transport.ports"

    @property
    def password(self) -> Path:
        """The password of `elastic`, if it was ever started as a secured server."""
        return self.folder / "password"

    @property
    def running(self) -> Path:
        """The record of a server that came up: its address and the plugin it was started with."""
        return self.folder / "running.json"


def cache_folder(environment: Mapping[str, str], *, is_root: bool) -> Path:
    """`$UDKLIP_CACHE`, else the user's cache; for root a folder that other accounts can enter.

    Raises ServerFailure where `UDKLIP_CACHE` names a folder that the server's account cannot enter.
    """
    chosen = environment.get("UDKLIP_CACHE")
    if chosen:
        return _checked(Path(chosen).absolute(), is_root=is_root)
    base = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    usual = Path(base).absolute() / "udklip"
    return SHARED_CACHE if is_root and not open_to_all(usual) else usual


def _checked(folder: Path, *, is_root: bool) -> Path:
    if is_root and not open_to_all(folder):
        raise ServerFailure(
            f"UDKLIP_CACHE={folder} cannot be entered by the server's account: "
            f"choose a folder that everyone may enter, such as {SHARED_CACHE}"
        )
    return folder


def open_to_all(folder: Path) -> bool:
    """Whether every existing folder on the way to `folder`, itself included, may be entered by everyone."""
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents) if step.exists())


def node_called(name: str, home: Path) -> Node:
    """The node of that name; raises ServerFailure for a name that makes a poor folder."""
    if not ALLOWED_NAME.fullmatch(name):
        raise ServerFailure(f"--data {name!r}: use up to 31 of a-z, 0-9 and -, not beginning with -")
    return Node(name, home / "nodes" / name)


def make_folder(folder: Path) -> Path:
    """The folder, made if it was not there."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder

"""Who the server runs as: oneself, or for root an unprivileged account, since the server refuses root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.elasticsearch.failures import MissingTool, ServerFailure

SERVER_ACCOUNT = "udklip-es"


@dataclass(frozen=True)
class Account:
    """The numbers to run under and to own files with."""

    user: int
    group: int

    def own(self, folder: Path) -> None:
        """Hand `folder` and all below it to this account."""
        for place in (folder, *folder.rglob("*")):
            os.chown(place, self.user, self.group)


def account_for_server() -> Account | None:
    """None to run as oneself; for root the account made for the server, made now if it is absent."""
    if os.geteuid() != 0:
        return None
    entry = _entry() or _made()
    return Account(entry.pw_uid, entry.pw_gid)


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(SERVER_ACCOUNT)
    except KeyError:
        return None


def _made() -> pwd.struct_passwd:
    if shutil.which("useradd") is None:
        raise MissingTool(
            "Elasticsearch refuses root and there is no useradd: "
            f"make a user {SERVER_ACCOUNT}, or do not run as root"
        )
    command = ["useradd", "--system", "--user-group", "--no-create-home", SERVER_ACCOUNT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    entry = _entry()
    if entry is None:
        raise ServerFailure(f"useradd made no user {SERVER_ACCOUNT}: {done.stderr.strip()}")
    return entry

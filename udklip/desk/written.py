"""Files that a command writes into a folder that somebody named."""

from collections.abc import Mapping
from pathlib import Path

from udklip.core.errors import UdklipError


def write_into(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write `files`, by name, into `folder`, made where it is not there; gives their paths.

    Raises:
        UdklipError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise UdklipError(f"{folder}: cannot be written ({error.strerror}); name another --out") from error
    return [folder / name for name in files]

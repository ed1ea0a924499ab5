"""A file that is there whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from udklip.core.errors import ExportFailed, SettingsError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` in one step at the end.

    What goes wrong in between leaves `path` as it was. A link is followed, and who may read a file
    that was there may read it still.

    Raises:
        SettingsError: nothing can be written there.
        ExportFailed: the disk is full, or is there no longer.
    """
    target = path.resolve()
    if target.is_dir():
        raise SettingsError(f"{path} is a folder; name a file")
    written = target.with_name(f".udklip-{uuid4().hex}")
    try:
        file = written.open("xb")
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be written ({error.strerror}); name a folder that is there and yours"
        ) from error
    try:
        with file:
            if target.exists():
                shutil.copymode(target, written)
            yield file
            file.flush()
            os.fsync(file.fileno())
        written.replace(target)
    except OSError as error:
        raise ExportFailed(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        written.unlink(missing_ok=True)

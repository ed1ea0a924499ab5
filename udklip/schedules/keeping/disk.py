"""The room that is left on the store's disk."""

import shutil
from pathlib import Path

from udklip.core.settings import Settings

_MB = 1_000_000


def free_mb(folder: Path) -> int:
    """Megabytes free for `folder`, whether it is there yet or not."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free // _MB


def too_full(settings: Settings) -> str | None:
    """Why nothing more is fetched; None while there is room."""
    free, least = free_mb(settings.store_folder), settings.store.least_free_mb
    if free >= least:
        return None
    return (
        f"nothing more was fetched: {free} MB are free for {settings.store_folder}, fewer than the {least} of "
        "store.least_free_mb; make room, the next run goes on from there"
    )

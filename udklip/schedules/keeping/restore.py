"""Brings a backup back: checked first, put in place in one step, and brought to this version's schema and index."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from udklip.core.errors import BackupFailed, IndexBusy, IndexUnavailable, SettingsError
from udklip.core.ledger import Ledger
from udklip.core.settings import Settings
from udklip.core.times import Clock
from udklip.schedules.indexing import prune, rebuild
from udklip.schedules.keeping.manifest import (
    ARCHIVE,
    LEDGER,
    SETTINGS,
    STORE,
    Manifest,
    check,
    copied,
    newest,
    read_manifest,
)
from udklip.schedules.run import open_for_writing
from udklip.schedules.run_lock import run_lock


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back. `aside` is where the store went that stood there, `waits` why the index is not filled."""

    folder: Path
    items: int
    made: str
    aside: Path | None
    waits: str | None


def whole_backup(folder: Path) -> tuple[Path, Manifest]:
    """The newest backup in `folder`, or the one that it is, checked file by file.

    Raises:
        BackupFailed: there is none, or it is damaged.
    """
    if (found := newest(folder)) is None:
        raise BackupFailed(f"{folder}: there is no backup here; `udklip backup DIR` makes one")
    manifest = read_manifest(found)
    check(found, manifest)
    return found, manifest


def bring_settings(found: Path, manifest: Manifest, file: Path) -> bool:
    """Put the settings that were backed up at `file`, and the register beside them, where nothing stands there."""
    if file.exists() or manifest.settings is None:
        return False
    for entry in manifest.files:
        if entry.path.startswith(f"{SETTINGS}/"):
            name = entry.path.removeprefix(f"{SETTINGS}/")
            path = file if name == manifest.settings else file.parent / name
            if not path.exists():
                copied(found / entry.path, path.parent, path.name)
    return True


def restore(settings: Settings, found: Path, manifest: Manifest, clock: Clock, *, force: bool) -> Restored:
    """Put the backup in `found` where the settings' store belongs.

    Raises:
        SettingsError: something stands there, and `force` is not said.
        RunBusy: a run works on it.
    """
    store = settings.store_folder
    aside = None
    with ExitStack() as held:
        if _holds_something(store):
            if not force:
                raise SettingsError(f"{store} is not empty; --force puts what is there aside")
            held.enter_context(run_lock(store))
            aside = store.with_name(f"{store.name}.before-{clock().astimezone(UTC):%Y%m%dT%H%M%SZ}")
        made = _unpacked(found, manifest, store)
        if aside:
            store.rename(aside)
        elif store.exists():
            _emptied(store)
        made.rename(store)
    ledger = Ledger.open(store)
    try:
        waits = _indexed(settings, ledger, clock)
        with ledger.reading() as book:
            return Restored(store, book.items.count(), manifest.made.isoformat(), aside, waits)
    finally:
        ledger.close()


def _holds_something(store: Path) -> bool:
    return store.is_dir() and any(path.name != "run.lock" for path in store.iterdir())


def _emptied(store: Path) -> None:
    (store / "run.lock").unlink(missing_ok=True)
    store.rmdir()


def _unpacked(found: Path, manifest: Manifest, store: Path) -> Path:
    """The store as it was, in a folder beside the one it is for."""
    folder = store.with_name(f".{store.name}.restored-{os.getpid()}")
    folder.mkdir(parents=True)
    for entry in manifest.files:
        first, _, rest = entry.path.partition("/")
        path = {STORE: rest, ARCHIVE: entry.path, LEDGER: LEDGER}.get(first)
        if path:
            copied(found / entry.path, folder, path)
    return folder


def _indexed(settings: Settings, ledger: Ledger, clock: Clock) -> str | None:
    try:
        with open_for_writing(settings) as index:
            rebuild(ledger, index, clock)
            prune(ledger, index)
    except (IndexUnavailable, IndexBusy) as error:
        return f"{error}; `udklip index rebuild` fills it from the ledger"
    return None

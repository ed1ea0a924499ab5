"""The parts that `udklip doctor` looks at: one function a part, one line in CHECKS."""

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from udklip.core.errors import IndexUnavailable
from udklip.core.ledger import Ledger
from udklip.core.settings import Engine, Secrets, Settings
from udklip.core.times import system_clock
from udklip.crawler.readers.paper.ocr import INSTALL, ocr_model
from udklip.indexer.index import Index, open_index
from udklip.nlp.name_model import SHIPPED, model_facts
from udklip.nlp.register import load_register
from udklip.schedules.indexing import key_of
from udklip.schedules.keeping.backup import last_backup
from udklip.schedules.keeping.disk import free_mb

OLD_BACKUP = timedelta(days=8)

State = Literal["ok", "missing", "broken"]


@dataclass(frozen=True, slots=True)
class Check:
    """A part, its state, what was seen and the command that mends it."""

    part: str
    state: State
    detail: str
    mend: str | None = None


def _python(_: Settings) -> Check:
    return Check("python", "ok", sys.version.split()[0])


def _sources(settings: Settings) -> Check:
    enabled = [source for source in settings.sources if source.enabled]
    if not enabled and not settings.inbox_folder.is_dir():
        return Check("sources", "missing", "no source and no inbox folder", "udklip init")
    return Check("sources", "ok", f"{len(enabled)} of {len(settings.sources)} sources are switched on")


def _register(settings: Settings) -> Check:
    register = load_register(settings.register_path)
    where = settings.register_path or "the one shipped"
    return Check("register", "ok", f"{len(register.organisations)} organisations ({where})")


def _model(settings: Settings) -> Check:
    model = settings.nlp.model or SHIPPED
    facts = model_facts(model)
    if facts is None:
        return Check("model", "missing", f"no language model in {model}", "make model")
    score = "" if facts.f1 is None else f", F1 {facts.f1:.3f} on its test"
    return Check("model", "ok", f"{facts.name} {facts.version}{score}")


def _ocr(_: Settings) -> Check:
    if ocr_model() is None:
        return Check("ocr", "missing", "scans cannot be read without Tesseract and its Latin model", INSTALL)
    return Check("ocr", "ok", "Tesseract with its Latin model")


def _pdf(_: Settings) -> Check:
    from udklip.schedules.reporting.rendering.pdf import INSTALL as PANGO  # noqa: PLC0415 - slow to load
    from udklip.schedules.reporting.rendering.pdf import missing  # noqa: PLC0415

    if why := missing():
        return Check("pdf", "missing", f"reports cannot be set as PDF: {why}", PANGO)
    return Check("pdf", "ok", "WeasyPrint with Pango")


def _ledger(settings: Settings) -> Check:
    if not Ledger.exists(settings.store_folder):
        return Check("ledger", "missing", f"none yet in {settings.store_folder}", "udklip run --once")
    ledger = Ledger.open(settings.store_folder)
    with ledger.reading() as book:
        count = book.items.count()
    ledger.close()
    return Check("ledger", "ok", f"{count} items in {settings.store_folder}")


def _index(settings: Settings) -> Check:
    try:
        with open_index(
            settings.index, settings.store_folder / "index", Secrets.load(), writing=False
        ) as index:
            state = index.status()
            lacking = _lacking(settings, index) if state.items == 0 else 0
    except IndexUnavailable as error:
        embedded = settings.index.engine is Engine.EMBEDDED
        return Check("index", "missing", str(error), "udklip run --once" if embedded else None)
    if lacking:
        detail = f"{state.engine} {state.name}: empty, and the ledger has {lacking} items for it"
        return Check("index", "broken", detail, "udklip index rebuild")
    return Check("index", "ok", f"{state.engine} {state.name}: {state.items} items")


def _lacking(settings: Settings, index: Index) -> int:
    """How many items the ledger has for an index that holds none."""
    if not Ledger.exists(settings.store_folder):
        return 0
    with closing(Ledger.open(settings.store_folder)) as ledger, ledger.reading() as book:
        return book.indexing.held(key_of(index)) or book.indexing.waiting(key_of(index))


def _inbox(settings: Settings) -> Check:
    folder = settings.inbox_folder
    if not folder.is_dir():
        return Check("inbox", "missing", f"{folder} is not there", f"mkdir -p {folder}")
    return Check("inbox", "ok", str(folder))


def _disk(settings: Settings) -> Check:
    free = free_mb(settings.store_folder)
    enough = free >= settings.store.least_free_mb
    told = f"{free / 1000:.1f} GB free for {settings.store_folder}"
    if enough:
        return Check("disk", "ok", told)
    less = f"{told}, less than store.least_free_mb: nothing is fetched"
    return Check("disk", "broken", less, "make room, or name another [store] folder")


def _backup(settings: Settings) -> Check:
    last = last_backup(settings.store_folder)
    if last is None:
        return Check("backup", "missing", "none was made of this store", "udklip backup DIR")
    at, folder = last
    days = (system_clock() - at).days
    told = f"{days} days old, in {folder}"
    if not Path(folder).is_dir():
        return Check("backup", "missing", f"{told}, which is not there", "udklip backup DIR")
    if system_clock() - at > OLD_BACKUP:
        return Check("backup", "broken", told, f"udklip backup {Path(folder).parent}")
    return Check("backup", "ok", told)


def _keys(settings: Settings) -> Check:
    keys = sorted(settings.store_folder.glob("*.key"))
    open_ones = [str(key) for key in keys if key.stat().st_mode & 0o077]
    if open_ones:
        names = " ".join(open_ones)
        return Check("keys", "broken", f"others can read {names}", f"chmod 600 {names}")
    return Check("keys", "ok", f"{len(keys)} in {settings.store_folder}, for their owner alone")


CHECKS: dict[str, Callable[[Settings], Check]] = {
    "python": _python,
    "sources": _sources,
    "register": _register,
    "model": _model,
    "ocr": _ocr,
    "pdf": _pdf,
    "ledger": _ledger,
    "index": _index,
    "inbox": _inbox,
    "disk": _disk,
    "backup": _backup,
    "keys": _keys,
}

"""The Danish dictionary of simplemma: 788,000 forms with their lemmas.

It is kept as a trie of 6 MB, which is built once on a machine, in the user's cache folder, and mapped in no time. As a
`dict` it takes 100 MB and 0.7 s of every process, and importing simplemma itself, with its rules for other
languages, another 0.3 s.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from marisa_trie import LABEL_ORDER, BytesTrie
from platformdirs import user_cache_path


def look_up(word: str) -> str | None:
    """The lemma of exactly this form, capitals included, or None."""
    found = _trie().get(word)
    return found[0].decode() if found else None


@cache
def _trie() -> BytesTrie:
    file = user_cache_path("udklip") / f"danish-{version('simplemma')}.trie"
    # A file that another process is only writing, or that is damaged, is built anew.
    with suppress(OSError, RuntimeError):
        return BytesTrie().mmap(str(file))
    trie = BytesTrie(_forms(), num_tries=1, order=LABEL_ORDER)
    # Where nothing can be written it is built in every process: two seconds each.
    with suppress(OSError):
        _save(trie, file)
    return trie


def _forms() -> Iterator[tuple[str, bytes]]:
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY  # noqa: PLC0415 - only to build

    words = DEFAULT_DICTIONARY_FACTORY.get_dictionary("da")
    return ((form, lemma.encode()) for form, lemma in words.items())


def _save(trie: BytesTrie, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    os.close(handle)
    try:
        trie.save(name)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

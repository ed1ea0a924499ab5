"""What lists of names, places and common words know of each token, written into TAG for the model to read.

The lists travel inside the model's folder: the component reads them in `from_disk` (or, when the model is
trained, in `initialize`), never from a path in its settings, so that a model that was moved still loads.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

FACTORY = "udklip_name_lists"
LISTS_FILE = "lists.json"
CACHE_LIMIT = 100_000
GENITIVES = ("'s", "’s", "'", "’", "s")
PART = "part:"
COMMON = "+common"
NOT_A_WORD, LOWER_COMMON, LOWER_RARE = "other", "lower", "lower_rare"
CAPITALISED_COMMON, CAPITALISED_UNKNOWN, CAPITALS_UNKNOWN = "common", "unknown", "capitals"
FIXED_TAGS = (NOT_A_WORD, LOWER_COMMON, LOWER_RARE, CAPITALISED_COMMON, CAPITALISED_UNKNOWN, CAPITALS_UNKNOWN)
SHORTEST_STEM = 3
SHORTEST_HEAD = 4
LONGEST_WORD = 60


@dataclass(frozen=True)
class NameKnowledge:
    """The lists.

    `names`: capitalised word to tag; `common`: lower-case words of running text;
    `endings`: ending of a capitalised word and its tag, the longest ending first;
    `heads`: ordinary word that says what the name beside it is ("kæden" as in "burgerkæden"), and its tag.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    endings: tuple[tuple[str, str], ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)

    @property
    def tags(self) -> list[str]:
        """Every tag that `tag` can give."""
        whole = {*self.names.values(), *(tag for _, tag in self.endings)}
        listed = whole | {tag + COMMON for tag in whole}
        parts = (PART + tag for tag in listed)
        return sorted({*FIXED_TAGS, *listed, *parts, *self.heads.values()})

    def tag(self, word: str) -> str:
        """What the lists know of one word, capitals, genitives and compounds seen through."""
        if not word[:1].isalpha() or len(word) > LONGEST_WORD:
            return NOT_A_WORD
        listed = self._listed(word) or (self._first_part(word) if "-" in word else None)
        if listed is not None:
            return listed
        if word[0].islower():
            return self._head(word) or (LOWER_COMMON if word in self.common else LOWER_RARE)
        return self._unlisted(word)

    def _head(self, word: str) -> str | None:
        """What the word, or the end of the compound it is, says of the name beside it."""
        ends = (word[at:] for at in (0, *range(SHORTEST_STEM, len(word) - SHORTEST_HEAD + 1)))
        return next((self.heads[end] for end in ends if end in self.heads), None)

    def _listed(self, word: str) -> str | None:
        for form in spellings(word):
            if form in self.names:
                return self.names[form]
        return None

    def _first_part(self, word: str) -> str | None:
        listed = self._listed(word.partition("-")[0])
        return PART + listed if listed else None

    def _unlisted(self, word: str) -> str:
        lower = word.lower()
        common = lower in self.common
        for ending, tag in self.endings:
            if lower.endswith(ending) and len(lower) >= len(ending) + SHORTEST_STEM:
                return tag + COMMON if common else tag
        if common:
            return CAPITALISED_COMMON
        return CAPITALS_UNKNOWN if len(word) > 1 and word.isupper() else CAPITALISED_UNKNOWN


def spellings(word: str) -> Iterable[str]:
    """The word, then what it may be a genitive of, then the same in ordinary letter case if it is all capitals."""
    yield word
    if word[0].islower():
        return
    yield from without_genitive(word)
    if len(word) > SHORTEST_STEM and word.isupper():
        yield word.title()
        yield from without_genitive(word.title())


def without_genitive(word: str) -> Iterable[str]:
    """Forms that the word may be the genitive of."""
    for ending in GENITIVES:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM - 1:
            yield word[: -len(ending)]


class NameLists:
    """Pipeline component: writes the lists' knowledge of each token into `token.tag`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._vocab = nlp.vocab
        self._cache: dict[int, int] = {}
        self._use(NameKnowledge())

    def __call__(self, doc: Doc) -> Doc:
        """Write the tags into `doc`."""
        cache = self._cache
        for token in doc:
            tag = cache.get(token.orth)
            token.tag = self._look_up(token.orth, token.text) if tag is None else tag
        return doc

    def initialize(
        self,
        _get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,  # noqa: ARG002 (spaCy gives it by name)
        path: Path | None = None,
    ) -> None:
        """Read the lists from the folder `path` when a model is about to be trained."""
        if path is None:
            raise ValueError(f"{FACTORY}: give the lists' folder as initialize.components.{self.name}.path")
        self.from_disk(path)

    def to_disk(self, path: Path, **_settings: object) -> None:
        """Write the lists into the folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        write_lists(self.knowledge, Path(path))

    def from_disk(self, path: Path, **_settings: object) -> Self:
        """Read the lists from the folder `path`."""
        self._use(read_lists(Path(path)))
        return self

    def to_bytes(self, **_settings: object) -> bytes:
        """The lists in bytes."""
        packed: bytes = srsly.msgpack_dumps(as_plain(self.knowledge))
        return packed

    def from_bytes(self, data: bytes, **_settings: object) -> Self:
        """Take the lists from what `to_bytes` gave."""
        self._use(from_plain(srsly.msgpack_loads(data)))
        return self

    def _use(self, knowledge: NameKnowledge) -> None:
        self.knowledge = knowledge
        self._cache.clear()
        # Tags are added once, here: what is added inside a memory zone is gone when the zone ends.
        self._ids = {tag: self._vocab.strings.add(tag) for tag in knowledge.tags}

    def _look_up(self, orth: int, text: str) -> int:
        if len(self._cache) >= CACHE_LIMIT:
            self._cache.clear()
        self._cache[orth] = self._ids[self.knowledge.tag(text)]
        return self._cache[orth]


@Language.factory(FACTORY, assigns=["token.tag"])
def make_name_lists(nlp: Language, name: str) -> NameLists:
    """The component, still empty: `initialize` or `from_disk` gives it its lists."""
    return NameLists(nlp, name)


def as_plain(knowledge: NameKnowledge) -> dict[str, Any]:
    """The lists as plain values, words under their tag, in a fixed order."""
    by_tag: dict[str, list[str]] = {}
    for word, tag in sorted(knowledge.names.items()):
        by_tag.setdefault(tag, []).append(word)
    endings = [list(pair) for pair in knowledge.endings]
    return {
        "names": by_tag,
        "common": sorted(knowledge.common),
        "endings": endings,
        "heads": dict(knowledge.heads),
    }


def from_plain(plain: Mapping[str, Any]) -> NameKnowledge:
    """The lists from what `as_plain` gave."""
    names = {word: tag for tag, words in plain["names"].items() for word in words}
    endings = tuple((ending, tag) for ending, tag in plain["endings"])
    return NameKnowledge(names, frozenset(plain["common"]), endings, plain.get("heads", {}))


def read_lists(folder: Path) -> NameKnowledge:
    """Read the lists in `folder`. Raises `FileNotFoundError` where they are missing."""
    file = folder / LISTS_FILE
    if not file.is_file():
        raise FileNotFoundError(f"{file}: the model's name lists are missing; install the model folder whole")
    return from_plain(srsly.read_json(file))


def write_lists(knowledge: NameKnowledge, folder: Path) -> None:
    """Write the lists into `folder`, which exists."""
    srsly.write_json(folder / LISTS_FILE, as_plain(knowledge))

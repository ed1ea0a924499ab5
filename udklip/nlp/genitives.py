"""Takes the genitive's ending off names: "DTU's", "Danmarks", "Lifs", but not "Aarhus" and not "Lars"."""

import re
from collections.abc import Container, Mapping, Sequence

from spacy.language import Language

from udklip.nlp.danish_words import OPENING_WORDS
from udklip.nlp.finds import Find
from udklip.nlp.spelling import without_apostrophe

_LISTS = "udklip_name_lists"
# Definite nouns and bodies whose own name never ends in s.
_SURE = re.compile(
    r".*(?:iets|lsens|ingens|onens|ommunes|universitets|institutts|hospitals|sygehuss|fondens|bankens|ernes|ndets"
    r"|forbunds|clusters|foundations|instituts|industris|erhvervs|regions|partiets|tinget[s])"
)
_COMPOUND = re.compile(r"(?P<name>.*[^\W\d_].*?[^-])-[a-zæøå]\w*")
_NEXT_WORD = re.compile(r"\s\(?([^\W\d_]+|\d+)")
_ENDS_IN_S = 2


class Genitives:
    """Knows which names end in s of their own, from the model's lists of names."""

    def __init__(self, names: Container[str] = frozenset()) -> None:
        """`names` are words that are names as they stand."""
        self._names = names

    @classmethod
    def of(cls, nlp: Language) -> "Genitives":
        """With the lists of the pipeline's model, where it has any."""
        lists = next(
            (nlp.get_pipe(name) for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory == _LISTS), None
        )
        names: Mapping[str, str] = lists.knowledge.names if lists is not None else {}
        return cls(names)

    def bare_names(self, text: str, finds: Sequence[Find]) -> list[str]:
        """Each find's name without a genitive's ending, a compound's second part, and doubled spaces."""
        printed = [" ".join(text[find.start : find.end].split()) for find in finds]
        cut = [_without_second_part(_without_full_stop(name)) for name in printed]
        known = set(cut)
        owning = [_owns(text, find.end) for find in finds]
        return [self._bare(name, known, owns) for name, owns in zip(cut, owning, strict=True)]

    def _bare(self, name: str, known: Container[str], owns: bool) -> str:
        without = without_apostrophe(name)
        if without != name or not name.endswith("s") or len(name) <= _ENDS_IN_S:
            return without
        if not owns and not name[:-1].isupper():
            return name
        shorter = name[:-1]
        word, shorter_word = name.split()[-1], shorter.split()[-1]
        if shorter in known:
            return shorter
        if word in self._names:
            return name
        is_genitive = shorter_word in self._names or shorter_word.isupper() or _SURE.fullmatch(word.lower())
        return shorter if is_genitive else name


def _owns(text: str, end: int) -> bool:
    """Whether a word follows that could be what the name owns: a genitive is followed by one at once."""
    match = _NEXT_WORD.match(text, end)
    return match is not None and match[1].lower() not in OPENING_WORDS


def _without_full_stop(name: str) -> str:
    """ "B.T." keeps its own full stop."""
    return name[:-1] if name.endswith(".") and name.count(".") == 1 else name


def _without_second_part(name: str) -> str:
    """ "DTU-professor" names DTU."""
    match = _COMPOUND.fullmatch(name)
    return match["name"] if match else name

"""Takes the genitive's ending off names: "DTU's", "Danmarks", "Lifs", but not "Aarhus" and not "Lars"."""

import re
from collections.abc import Container, Sequence

from udklip.nlp.danish_words import OPENING_WORDS
from udklip.nlp.finds import ORG, Find
from udklip.nlp.known_names import KnownNames
from udklip.nlp.spelling import without_apostrophe
from udklip.nlp.well_known import well_known

# Definite nouns and bodies whose own name never ends in s.
_SURE = re.compile(
    r".*(?:iets|lsens|ingens|onens|ommunes|universitets|institutts|hospitals|sygehuss|fondens|bankens|ernes|ndets"
    r"|forbunds|clusters|foundations|instituts|industris|erhvervs|regions|partiets|tinget[s])"
)
_COMPOUND = re.compile(r"(?P<name>.*[^\W\d_].*?[^-])-[a-zæøå]\w*")
_NEVER_OWNED = OPENING_WORDS - frozenset("anden andre begge ny nye samme tidligere".split())
_NEXT_WORD = re.compile(r"\s\(?([^\W\d_]+|\d+)")
_FORM = re.compile(r"\s(?:A/S|ApS|I/S|K/S|P/S|IVS|AmbA|Inc|Ltd|GmbH|AG|AB|ASA|plc)\.?$")
SHORTEST = 2


class Genitives:
    """Knows which names end in s of their own, from the model's lists of names."""

    def __init__(self, names: KnownNames) -> None:
        """`names` are words that are names as they stand."""
        self._names = names

    def bare_names(self, text: str, finds: Sequence[Find]) -> list[str]:
        """Each find's name without a genitive's ending, a compound's second part, and doubled spaces."""
        printed = [" ".join(text[find.start : find.end].split()) for find in finds]
        cut = [_without_second_part(_without_full_stop(name)) for name in printed]
        known = {*cut, *map(without_form, cut), *(name.partition(" ")[0] for name in cut)}
        return [self._bare(text, find, name, known) for find, name in zip(finds, cut, strict=True)]

    def _bare(self, text: str, find: Find, name: str, known: Container[str]) -> str:
        without = without_apostrophe(name)
        if without != name or not name.endswith("s") or len(name) <= SHORTEST:
            return without
        shorter, word = name[:-1], name.rpartition(" ")[2]
        if shorter in known or shorter in well_known() or word[:-1].isupper():
            return shorter
        if word in self._names:
            return name
        if find.label == ORG:
            is_genitive = _owns(text, find.end) and (
                word[:-1] in self._names or _SURE.fullmatch(word.lower())
            )
        else:
            is_genitive = word[:-1] in self._names or _owns(text, find.end)
        return shorter if is_genitive else name


def without_form(name: str) -> str:
    """A firm's name without its legal form: "Novo Nordisk" for "Novo Nordisk A/S"."""
    return _FORM.sub("", name)


def _owns(text: str, end: int) -> bool:
    """Whether a word follows that could be what the name owns: a genitive is followed by one at once."""
    match = _NEXT_WORD.match(text, end)
    return match is not None and match[1].lower() not in _NEVER_OWNED


def _without_full_stop(name: str) -> str:
    """Without a sentence's full stop; "B.T." keeps its own full stop."""
    return name[:-1] if name.endswith(".") and name.count(".") == 1 else name


def _without_second_part(name: str) -> str:
    """Of "DTU-professor" the DTU."""
    match = _COMPOUND.fullmatch(name)
    return match["name"] if match else name

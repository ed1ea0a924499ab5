"""What the model's lists of names know, asked by the rules: of another model's pipeline they know nothing."""

from collections.abc import Mapping
from functools import cached_property

from spacy.language import Language

from udklip.nlp.name_lists import NameLists
from udklip.nlp.spelling import skeleton

_PLACES = ("place", "town")
_PEOPLE = ("first", "last")
SHORTEST_MENDED_PLACE = 6


class KnownNames:
    """The words that are names as they stand, with what they are names of."""

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        """`names` has each word's tag: first, last, place, town, organisation and their mixtures."""
        self._names = names or {}

    @classmethod
    def of(cls, nlp: Language) -> "KnownNames":
        """Those of the pipeline's model, where it has lists."""
        lists = (pipe for _, pipe in nlp.pipeline if isinstance(pipe, NameLists))
        return cls(next((pipe.knowledge.names for pipe in lists), None))

    def __contains__(self, word: object) -> bool:
        """Whether `word` is a name as it stands."""
        return word in self._names

    def is_person_or_place(self, word: str) -> bool:
        """Whether `word` is a place, a first name or a last name and no organisation."""
        tag = self._names.get(word, "")
        return tag.startswith((*_PLACES, *_PEOPLE)) and "organisation" not in tag

    def mended_place(self, name: str) -> str | None:
        """The one Danish place that an OCR without Danish could have read as `name`: "København" for "Kgbenhavn"."""
        if len(name) < SHORTEST_MENDED_PLACE or not name.isascii() or name in self._names:
            return None
        return self._garbled.get(skeleton(name))

    @cached_property
    def _garbled(self) -> Mapping[str, str | None]:
        """Places with æ, ø or å by what is left of them; None where two are left alike."""
        places: dict[str, str | None] = {}
        for name, tag in self._names.items():
            if "place" in tag and len(name) >= SHORTEST_MENDED_PLACE and set("æøå") & set(name):
                left = skeleton(name)
                places[left] = None if left in places else name
        return places

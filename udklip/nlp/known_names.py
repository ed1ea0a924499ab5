"""What the model's lists of names know, asked by the rules: of another model's pipeline they know nothing."""

from collections.abc import Container, Mapping
from functools import cached_property

from spacy.language import Language

from udklip.nlp.name_lists import NameLists
from udklip.nlp.spelling import skeleton

_PLACES = ("place", "town")
_PEOPLE = ("first", "last")
_INFLECTIONS = ("", "en", "et", "n", "t", "erne", "ne", "er", "s", "ens", "ets")
SHORTEST_MENDED_PLACE = 6
LONGEST_ABBREVIATION = 3


class KnownNames:
    """The words that are names as they stand, with what they are names of."""

    def __init__(
        self, names: Mapping[str, str] | None = None, ordinary: Container[str] = frozenset()
    ) -> None:
        """`names` has each word's tag (first, last, place, town, organisation, mixtures); `ordinary`: others."""
        self._names = names or {}
        self._ordinary = ordinary

    @classmethod
    def of(cls, nlp: Language) -> "KnownNames":
        """Those of the pipeline's model, where it has lists."""
        lists = (pipe for _, pipe in nlp.pipeline if isinstance(pipe, NameLists))
        known = next((pipe.knowledge for pipe in lists), None)
        return cls(known.names, known.common) if known else cls()

    def __contains__(self, word: object) -> bool:
        """Whether `word` is a name as it stands."""
        return word in self._names

    def is_ordinary(self, word: str) -> bool:
        """Whether `word` is one that running text writes small, and no name."""
        if word in self._names:
            return False
        lower = word.lower()
        return any(lower.removesuffix(ending) in self._ordinary for ending in _INFLECTIONS)

    def is_place(self, word: str) -> bool:
        """Whether `word` is a town or another place, whatever else."""
        return any(part in self._names.get(word, "") for part in _PLACES)

    def is_only_place(self, word: str) -> bool:
        """Whether `word` is a place and nobody's name."""
        return self._names.get(word, "").startswith(_PLACES) and not self.is_of_person(word)

    def is_of_person(self, word: str) -> bool:
        """Whether `word` is a first name or a last name."""
        return any(part in self._names.get(word, "") for part in _PEOPLE)

    def is_first_name(self, word: str) -> bool:
        """Whether `word` is a first name, whatever else."""
        return "first" in self._names.get(word, "")

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self._names)

    def is_person_or_place(self, word: str) -> bool:
        """Whether `word` is a place, a first name or a last name and no organisation."""
        tag = self._names.get(word, "")
        return tag.startswith((*_PLACES, *_PEOPLE)) and "organisation" not in tag

    def in_small_letters(self, place: str) -> str:
        """A place that a heading or a dateline prints in capitals, as it is written elsewhere: "KØBENHAVN"."""
        is_word = place.isupper() and len(place) > LONGEST_ABBREVIATION
        return place.title() if is_word and self.is_place(place.title()) else place

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

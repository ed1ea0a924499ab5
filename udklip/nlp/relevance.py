"""Why a text belongs to the coverage, decided after names were linked."""

from udklip.core.analysis import Analysis, Relevance
from udklip.core.settings import Profile
from udklip.nlp.register import Organisation, Register
from udklip.nlp.terms import Terms

DIFFERENT_TERMS = 2
OCCURRENCES = 3
OPENING_PARAGRAPHS = 2


def judge(analysis: Analysis, register: Register, profile: Profile) -> tuple[Relevance, tuple[str, ...]]:
    """The relevance of an analysed text, and the names and terms that it rests on.

    cluster: the profile's own organisation is named. partner: a partner is named, and a term of the field stands in
    the text or the partner's block says `alone`. field: a term stands in the opening (title and lead), two different
    terms stand in the text, or the terms occur three times. Else off topic.
    """
    return Judge(register, profile).judge(analysis)


class Judge:
    """As `judge`, with the profile's terms compiled once."""

    def __init__(self, register: Register, profile: Profile) -> None:
        """Prepare for one register and profile."""
        self._register = register
        self._terms = Terms(profile.terms)

    def judge(self, analysis: Analysis) -> tuple[Relevance, tuple[str, ...]]:
        """See the module's `judge`."""
        named = self._named(analysis)
        terms = self._terms.places(analysis.text)
        matched = (*(organisation.name for organisation in named), *terms)
        relevance = self._relevance(analysis, named, terms)
        return relevance, () if relevance is Relevance.OFF_TOPIC else matched

    def _named(self, analysis: Analysis) -> list[Organisation]:
        names = dict.fromkeys(mention.name for mention in analysis.organisations if mention.partner)
        by_name = self._register.by_name
        return [by_name[name] for name in names if name in by_name]

    def _relevance(
        self, analysis: Analysis, named: list[Organisation], terms: dict[str, list[int]]
    ) -> Relevance:
        if any(organisation.own for organisation in named):
            return Relevance.CLUSTER
        if any(organisation.alone for organisation in named) or (named and terms):
            return Relevance.PARTNER
        return Relevance.FIELD if _is_of_the_field(analysis.text, terms) else Relevance.OFF_TOPIC


def _is_of_the_field(text: str, terms: dict[str, list[int]]) -> bool:
    places = [place for found in terms.values() for place in found]
    opening = sum(
        len(paragraph) + 2 for paragraph in text.split("\n\n", OPENING_PARAGRAPHS)[:OPENING_PARAGRAPHS]
    )
    in_opening = any(place < opening for place in places)
    return in_opening or len(terms) >= DIFFERENT_TERMS or len(places) >= OCCURRENCES

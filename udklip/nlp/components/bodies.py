"""Organisations that their own form gives away: "Novo Nordisk A/S", "Region Midtjylland", "Styrelsen for …"."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from udklip.nlp.danish_words import BODY_NOUN, KIND_OF_FIRM, PLACE_NOUN, TITLE_PREPOSITIONS, is_title
from udklip.nlp.documents import runs_in, text_of, words_in
from udklip.nlp.finds import LOC, ORG, Find, change_finds, finds_in, overlaid
from udklip.nlp.known_names import KnownNames
from udklip.nlp.runs import Word, gap

FACTORY = "udklip_bodies"

_COMPANY = frozenset(
    "A/S ApS I/S K/S P/S P/F IVS S/I AmbA A.m.b.a Inc Ltd GmbH AG plc PLC LLC Oyj ASA AB Corp SE".split()
)
_DANISH_ENDINGS = frozenset(
    """
    Kommune Amt Stift Universitet Universitetshospital Sygehus Hospital Hospitaler Institut Erhvervsakademi
    Professionshøjskole Handelsskole Gymnasium Museum Bibliotek Bibliotekerne Politi Byråd Lufthavn Forsyning
    Landsforening Forening Fagforening Forbund Fond Fonden Råd Selskab Nationalbank Statistik Erhverv Industri Biotek
    Landbrug Byggeri Energi Teater Højskole Akademi Boligselskab Sparekasse Bryggeri Bryggerierne Revision Forsikring
    Pension Tidende Stiftstidende Folkeblad Avis Dagblad Amtsavis Venstreblad Beredskab Erhvervsråd Erhvervsforening
    Erhvervshus Handelsstandsforening Turistforening Boldklub Idrætsforening Idrætsforbund Klub Regioner Kommuner
    Patienter Universiteter Professionshøjskoler Gymnasier Medier Naturfredningsforening Arbejdsgiverforening
    Erhvervsfremmebestyrelse Innovationsfond Forskningsfond Handicaporganisationer Sygeplejeråd Lægeforening
    """.split()
)
_ENGLISH_ENDINGS = frozenset(
    """
    Cluster Consortium Institute Innovation Association Network Technology Technologies University Foundation School
    Group Council Agency Authority Alliance Partnership Fund Pharma Pharmaceuticals Biotech Therapeutics Biosciences
    Diagnostics Systems Solutions Capital Partners Ventures Hub Society Federation Union Commission Organization
    Organisation Industries Holding Bank Academy College Centre Center Labs Forum Invest Airlines Consulting Software
    Healthtech Healthcare Medical
    """.split()
)
_AFTER_ENDINGS = frozenset(
    """
    North South East West Northern Southern Denmark Danmark Norden Nordic Europe Copenhagen Scandinavia International
    """.split()
)
_OF_HEADS = {
    **dict.fromkeys(
        "Ministeriet Styrelsen Rådet Foreningen Nævnet Direktoratet Landsforeningen".split(), ("for", "af")
    ),
    **dict.fromkeys(
        "Institut Center Centeret Centret Instituttet Fonden Selskabet Udvalget".split(), ("for", "til")
    ),
    **dict.fromkeys(
        "Faculty Department University Institute School Ministry Centre College Council".split(),
        ("of", "for"),
    ),
    **dict.fromkeys("Erhvervshus Sparekassen Universitetshospitalet Professionshøjskolen".split(), ()),
}
_ENDINGS = _DANISH_ENDINGS | _ENGLISH_ENDINGS
LONGEST_LIST = 16
_CHANNELS = frozenset(("TV", "Kanal", "DR"))
_AUTHORITY = re.compile(
    r"[\w-]{3,}(?:ministeriet|styrelsen|direktoratet|ombudsmanden|(?:naturfrednings|industri|forsikrings|læge)foreningen)s?"
    r"|[\w-]{4,}(?:tilsynet|nævnet|universitetet|forbundet|instituttet|kommissionen|akademiet|fonden|agenturet)s?"
)
# Generic words that end like an authority's name.
_NO_AUTHORITY = re.compile(
    r".*bestyrelsen|bystyrelsen|(?:fag|lands|idræts|arbejdsgiver|hoved|sports)forbundet"
    r"|(?:erhvervs|kapital|investerings|pensions|medlems|forsknings|aktie|erhvervsdrivende)fonden"
)


def find_bodies(text: str, words: Sequence[Word], runs: Iterable[range]) -> tuple[list[Find], list[Find]]:
    """The organisations and places that `text`'s own words give away.

    Returns the sure ones, and those that only stand where one would, which count where nothing else is known.
    """
    sure, likely = [], []
    for run in runs:
        found = _sure(text, words, run)
        sure += found
        if not found:
            likely += _likely(text, words, run)
    return sure, likely


class Bodies:
    """Pipeline component: adds what `find_bodies` finds."""

    def __init__(self, name: str, names: KnownNames) -> None:
        """`names` tells which words are people and places and never become organisations by where they stand."""
        self.name = name
        self._names = names

    def __call__(self, doc: Doc) -> Doc:
        """Sure finds win over the model's; likely ones fill gaps, and correct what the model only guessed."""
        sure, likely = find_bodies(text_of(doc), words_in(doc), runs_in(doc))
        before = finds_in(doc)
        known = overlaid(before, sure)
        labels = {(find.start, find.end): find.label for find in likely}
        known = [self._corrected(text_of(doc), find, labels) for find in known]
        starts = {find.start for find in known}
        change_finds(doc, before, overlaid((_before_known(find, starts) for find in likely), known))
        return doc

    def _corrected(self, text: str, find: Find, labels: Mapping[tuple[int, int], str]) -> Find:
        label = labels.get((find.start, find.end), find.label)
        if label == find.label or any(
            map(self._names.is_person_or_place, text[find.start : find.end].split())
        ):
            return find
        return replace(find, label=label, found_by=FACTORY)


@Language.factory(FACTORY, assigns=["doc.ents"])
def make_bodies(nlp: Language, name: str) -> Bodies:
    """The component, with the lists of names of the pipeline's model."""
    return Bodies(name, KnownNames.of(nlp))


def _before_known(find: Find, starts: Set[int]) -> Find:
    """The part of a likely find that another find leaves over: "Folketinget" in "Folketinget Lars Hansen"."""
    cut = next((place for place in range(find.start + 1, find.end) if place in starts), find.end)
    return replace(find, end=cut)


def _sure(text: str, words: Sequence[Word], run: range) -> list[Find]:
    spans = (
        *_by_company_form(words, run),
        *_by_region(words, run),
        *_by_head(text, words, run),
        *_by_ending(words, run),
        *_by_authority(text, words, run),
        *_by_channel(text, words, run),
        *_by_kind(text, words, run),
    )
    return [Find(words[first].start, words[last].end, ORG, FACTORY) for first, last in spans]


def _by_company_form(words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    for place in run[1:]:
        if _bare(words[place]) in _COMPANY:
            yield run.start, place
            return


def _by_region(words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    for place in run[:-1]:
        if words[place].text == "Region":
            yield place, place + 1


def _by_ending(words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    for place in reversed(run[1:]):
        ending = _bare(words[place])
        if ending in _DANISH_ENDINGS:
            yield run.start, place
            return
        if ending in _ENGLISH_ENDINGS:
            yield run.start, _with_place(words, place, run)
            return


def _with_place(words: Sequence[Word], place: int, run: range) -> int:
    """An English name may go on with where it is: "Life Science Innovation North Denmark"."""
    while place + 1 < run.stop and _bare(words[place + 1]) in _AFTER_ENDINGS:
        place += 1
    return place


def _by_head(text: str, words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    """As in "Ministeriet for Fødevarer, Landbrug og Fiskeri", "Faculty of Health and Medical Sciences"."""
    head = run.stop - 1
    links = _OF_HEADS.get(words[head].text)
    if links is None or head + 2 >= len(words):
        return
    if (
        words[head + 1].text in links
        and words[head + 2].is_capitalised
        and _is_plain(text, words, head, head + 2)
    ):
        yield head, _end_of_list(text, words, head + 2)


def _end_of_list(text: str, words: Sequence[Word], place: int) -> int:
    """The last word of "Cap Cap, Cap og Cap"; a list that no "og" ends is not part of the name."""
    first = reached = place
    while place + 1 < min(len(words), first + LONGEST_LIST):
        between = gap(text, words[place], words[place + 1])
        following = words[place + 1]
        if between == " " and following.text in ("og", "and", "&") and place + 2 < len(words):
            if not words[place + 2].is_capitalised:
                break
            place = reached = place + 2
        elif between in (" ", " & ") and following.is_capitalised:
            place += 1
            reached = place if reached == place - 1 else reached
        elif between == ", " and following.is_capitalised:
            place += 1
        else:
            break
    return reached


def _by_authority(text: str, words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    for place in run:
        bare = _bare(words[place]).lower()
        if _AUTHORITY.fullmatch(bare) and not _NO_AUTHORITY.fullmatch(bare):
            yield _before_hyphens(text, words, place), place


def _before_hyphens(text: str, words: Sequence[Word], place: int) -> int:
    """The first word of "Klima-, Energi- og Forsyningsministeriet"."""
    first = place
    if place >= 2 and words[place - 1].text == "og" and words[place - 2].text.endswith("-"):
        first = place - 2
        while (
            first
            and words[first - 1].text.endswith("-")
            and gap(text, words[first - 1], words[first]) == ", "
        ):
            first -= 1
    return first if words[first].is_capitalised else place


def _by_channel(text: str, words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    """As in "TV 2" and "Kanal 5"."""
    last = run.stop - 1
    if words[last].text not in _CHANNELS or last + 1 == len(words):
        return
    if words[last + 1].text.isdigit() and gap(text, words[last], words[last + 1]) == " ":
        yield last, last + 1


def _by_kind(text: str, words: Sequence[Word], run: range) -> Iterator[tuple[int, int]]:
    """What a firm or body is called by right before its name: "medicinalvirksomheden Bavarian Nordic"."""
    first = run.start
    if first and gap(text, words[first - 1], words[first]) == " ":
        kind = words[first - 1].text
        if BODY_NOUN.fullmatch(kind) or KIND_OF_FIRM.fullmatch(kind):
            yield first, run.stop - 1


def _likely(text: str, words: Sequence[Word], run: range) -> list[Find]:
    label = _label_from_before(text, words, run.start)
    return [Find(words[run.start].start, words[run.stop - 1].end, label, FACTORY)] if label else []


def _label_from_before(text: str, words: Sequence[Word], first: int) -> str | None:
    if not first or gap(text, words[first - 1], words[first]) != " ":
        return None
    before = words[first - 1].text
    if PLACE_NOUN.fullmatch(before):
        return LOC
    is_office = before in TITLE_PREPOSITIONS and first > 1 and is_title(words[first - 2].text)
    return ORG if is_office and gap(text, words[first - 2], words[first - 1]) == " " else None


def _is_plain(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    return all(gap(text, words[place], words[place + 1]) == " " for place in range(first, last))


def _bare(word: Word) -> str:
    """Without a genitive's ending."""
    text = word.text.removesuffix("'s")
    return text[:-1] if text.endswith("s") and len(text) > 3 and text[:-1] in _ENDINGS else text

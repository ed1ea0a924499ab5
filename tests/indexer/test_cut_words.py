"""Words as both indexes get them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udklip.indexer.words import Word, cut, exact_text, forms_text, parts_text


def forms(text: str) -> list[str]:
    return [word.form for word in cut(text)]


@pytest.mark.parametrize(
    "family",
    [
        "virksomhed virksomheden virksomheder virksomhederne virksomhedens virksomhedernes",
        "lægemiddel lægemidlet lægemidler lægemidlerne lægemidlernes",
        "klynge klyngen klynger klyngerne klyngens klyngernes",
        "sundhedsklynge sundhedsklyngen sundhedsklynger sundhedsklyngerne sundhedsklyngernes",
        "forsker forskeren forskere forskerne forskernes",
        "leder lederen ledere lederne",
        "vaccine vaccinen vacciner vaccinerne",
        "center centret centeret centre centrene",
        "laboratorium laboratoriet laboratorier laboratorierne laboratorie",
        "ministerium ministeriet ministerier ministerierne",
        "DTU DTU's DTU’s DTUs dtu",
        "Århus Aarhus århus Århus' ÅRHUS",
        "Novozymes Novozymes' Novozymes’",
        "Lundbeckfonden Lundbeckfondens lundbeckfonden",
        "pdf pdf'en pdf'er",
        "10.000 10000",
        "bog bøger bøgerne bøgernes",
        "mand mænd mændene mændenes",
        "cykel cyklen cykler cyklerne",
        "tand tænder tænderne",
        "himmel himlen himle himlene",
        "kr kroner krone",
        "mio million millioner",
        "pct procent",
        "alvorlig alvorligt alvorlige",
        "grøn grønt grønne",
        "medtechvirksomhed medtechvirksomheder medtechvirksomhedernes",
    ],
)
def test_forms_of_one_word_are_one(family: str) -> None:
    assert len(set(forms(family))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("klynge", "klinge"),
        ("Mads", "mad"),
        ("borger", "borg"),
        ("leder", "lide"),
        ("region", "regi"),
        ("fonden", "fondue"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert forms(one) != forms(other)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("sundhedsklynge", {"sundhed", "klynge"}),
        ("klyngeorganisationens", {"klynge", "organisation"}),
        ("lægemiddelindustrien", {"laegemiddel", "industri"}),
        ("pensionsalderen", {"pension", "alder"}),
        ("Lundbeckfonden", {"lundbeck", "fond"}),
        ("arbejdsmarkedet", {"arbejde", "marked"}),
        ("livskvalitet", {"liv", "kvalitet"}),
        ("børnehospitalet", {"barn", "hospital"}),
        ("havvindmøllerne", {"moelle", "vindmoelle"}),
        ("landbrugsstyrelsen", {"landbrug", "styrelse"}),
        ("energiøen", {"energi", "oe"}),
        ("regionsråd", {"region", "raad"}),
        ("projektlederen", {"projekt", "leder"}),
        ("mia", {"milliard"}),
        ("24.11.2020", {"24", "11", "2020"}),
    ],
)
def test_a_compound_holds_its_parts(word: str, parts: set[str]) -> None:
    assert parts <= set(cut(word)[0].parts)


@pytest.mark.parametrize(
    "word",
    "regionen kommune bestyrelse partner universitet virksomhed minister hospital transport folketinget borgmesteren "
    "hundrede kampagnen landbruget efterforskning platforme".split(),
)
def test_a_simple_word_has_no_parts(word: str) -> None:
    assert cut(word)[0].parts == ()


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Her & Nu, DE og TV 2!", ["her", "nu", "de", "og", "tv", "2"]),
        ("f.eks. 10.000 kr. (1,5 mia.)", ["f", "eks", "10.000", "kr", "1,5", "mia"]),
        ("DTU’s A/S", ["dtu's", "a", "s"]),
        ("kl. 10.15–11", ["kl", "10.15", "11"]),
        ("sund\u00adhed", ["sundhed"]),
        ("A\u030arhus", ["århus"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_nothing_is_stopped_and_punctuation_separates(text: str, exact: list[str]) -> None:
    assert [word.exact for word in cut(text)] == exact


def test_a_hyphen_separates_and_the_whole_is_kept_among_the_parts() -> None:
    assert cut("covid-19") == [Word("covid", "covid"), Word("19", "19", ("covid19",))]
    assert "lifescience" in cut("life-science-virksomhed")[1].parts


@given(st.text(max_size=60))
def test_what_is_handed_over_has_one_word_at_each_position(text: str) -> None:
    words = cut(text)
    for made in (exact_text(words), forms_text(words)):
        assert len(made.split(" ") if made else []) == len(words)
        assert made.split() == (made.split(" ") if made else [])
        assert made == made.lower() or not made.isascii()
    assert parts_text(words).split() == [part for word in words for part in word.parts]


@given(st.text(alphabet="abcæøåÅ'’-. 01", max_size=30))
def test_a_query_is_cut_as_the_text_was(text: str) -> None:
    assert cut(text) == cut(f" {text} ")
    assert forms(text) == forms(text.upper().lower())

"""Names in running text: what is one, what it is of, and what it is called."""

import pytest

from udklip.core.analysis import Analysis
from udklip.nlp.analyser import Analyser


def organisations(analysis: Analysis) -> dict[str, str]:
    return {mention.text: mention.name for mention in analysis.organisations}


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("DTU’s nye bygning er færdig.", "DTU’s", "Danmarks Tekniske Universitet"),
        ("DTU's nye bygning er færdig.", "DTU's", "Danmarks Tekniske Universitet"),
        ("En DTU-professor får en pris.", "DTU-professor", "Danmarks Tekniske Universitet"),
        ("Region Midtjyllands budget er vedtaget.", "Region Midtjyllands", "Region Midtjylland"),
        ("Budgettet hos DLSC er vedtaget.", "DLSC", "Danish Life Science Cluster"),
        ("Forskere ved Kgbenhavns Universitet svarer.", "Kgbenhavns Universitet", "Københavns Universitet"),
        ("Det siger Lægemedelindustriforeningen.", "Lægemedelindustriforeningen", "Lif"),
        ("Mødet holdes hos Alexandra Institute i dag.", "Alexandra Institute", "Alexandra Instituttet"),
        ("De besøgte Danish.Care i går.", "Danish.Care", "Danish Care"),
        ("Et møde hos BioPeople gav svaret.", "BioPeople", "Biopeople"),
    ],
)
def test_register_gives_the_canonical_name(text: str, printed: str, name: str, analyser: Analyser) -> None:
    (mention,) = [m for m in analyser.analyse([text])[0].organisations if m.name == name]
    assert (mention.text, mention.partner) == (printed, True)
    assert text[mention.start : mention.end] == printed


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("Dansk Industri er tilfreds. DI har ventet længe.", "DI", "Dansk Industri"),
        ("Bag den står Lif, DI, DE, Dansk Biotek og Medicoindustrien.", "DE", "Dansk Erhverv"),
        ("Hun er direktør i DI og bor i Odense.", "DI", "Dansk Industri"),
        ("Skriv til prodekanen på KU på a.b@sund.ku.dk.", "KU", "Københavns Universitet"),
        ("Lægemiddelindustriforeningen er imod. Lifs formand er ked af det.", "Lifs", "Lif"),
    ],
)
def test_short_forms_link_with_support(text: str, form: str, name: str, analyser: Analyser) -> None:
    assert organisations(analyser.analyse([text])[0])[form] == name


@pytest.mark.parametrize(
    "text",
    [
        "DI er på banen igen.",
        "De siger, at di fleste er glade. Au, det gjorde ondt.",
        "Dyrene i dansk industri har det godt, og teknologisk institut er et ord.",
        "DE SIGER, AT DET GÅR GODT.",
    ],
)
def test_ordinary_words_and_lone_short_forms_do_not(text: str, analyser: Analyser) -> None:
    assert not any(mention.partner for mention in analyser.analyse([text])[0].organisations)


def test_novo_is_not_the_foundation() -> None:
    from udklip.nlp.register import Register

    register = Register.model_validate({"organisation": [{"name": "Novo Nordisk Fonden", "partner": True}]})
    found = Analyser(register).analyse(["Aktien i Novo steg i dag."])[0]
    assert "Novo Nordisk Fonden" not in organisations(found).values()


def test_short_form_defined_in_the_text_holds_for_the_rest_of_it(bare_analyser: Analyser) -> None:
    text = "Nordisk Havnudvikling Institut (NHI) åbner i dag. Det har NHI arbejdet længe for."
    names = [mention.name for mention in bare_analyser.analyse([text])[0].organisations]
    assert names == ["Nordisk Havnudvikling Institut"] * 3


def test_a_persons_party_is_no_definition(bare_analyser: Analyser) -> None:
    found = bare_analyser.analyse(["Det siger Lene Andersen (LA) fra talerstolen."])[0]
    assert [mention.name for mention in found.people] == ["Lene Andersen"]
    assert not found.organisations


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hverken Dansk Erhverv og Dansk Industri vil svare.", ["Dansk Erhverv", "Dansk Industri"]),
        (
            "Det oplyser Klima-, Energi- og Forsyningsministeriet.",
            ["Klima-, Energi- og Forsyningsministeriet"],
        ),
        (
            "Hun er ansat ved Faculty of Health and Medical Sciences.",
            ["Faculty of Health and Medical Sciences"],
        ),
        (
            "Det er DTU's Institut for Bioteknologi og Biomedicin.",
            ["DTU", "Institut for Bioteknologi og Biomedicin"],
        ),
        ("Ordren går til Nordhavn Maskinfabrik ApS i dag.", ["Nordhavn Maskinfabrik ApS"]),
        (
            "Ministeriet for Fødevarer, Landbrug og Fiskeri svarer.",
            ["Ministeriet for Fødevarer, Landbrug og Fiskeri"],
        ),
        ("Pengene kommer fra robotvirksomheden Blåmejse Robotics.", ["Blåmejse Robotics"]),
        ("Hun er direktør i Fjordtek og bor i Vejle.", ["Fjordtek"]),
        ("Biotekselskabet Fjordtek Pharma vokser.", ["Fjordtek Pharma"]),
        ("Det fortæller han til TV 2 i dag.", ["TV 2"]),
    ],
)
def test_organisations_by_their_form(text: str, names: list[str], bare_analyser: Analyser) -> None:
    assert [mention.name for mention in bare_analyser.analyse([text])[0].organisations] == names


def test_a_region_acts_or_is_lived_in(analyser: Analyser) -> None:
    text = (
        "Region Sjælland betaler. Centeret ligger et sted i Region Sjælland. Hun er chef i Region Sjælland."
    )
    found = analyser.analyse([text])[0]
    assert [mention.start for mention in found.organisations] == [0, text.rindex("Region")]
    assert [mention.start for mention in found.places] == [text.index("i Region") + 2]


def test_places_lose_their_genitive(bare_analyser: Analyser) -> None:
    found = bare_analyser.analyse(["Danmarks nye klynge åbner i Aarhus, som er Jyllands største by."])[0]
    assert [(mention.text, mention.name) for mention in found.places] == [
        ("Danmarks", "Danmark"),
        ("Aarhus", "Aarhus"),
        ("Jyllands", "Jylland"),
    ]


def test_a_surname_alone_is_the_person(bare_analyser: Analyser) -> None:
    text = "Direktør Mette Lindegaard er glad. Nu vil Lindegaard rejse, og Lindegaards kolleger bliver."
    names = [mention.name for mention in bare_analyser.analyse([text])[0].people]
    assert names == ["Mette Lindegaard"] * 3


def test_a_middle_name_left_out_is_the_same_person(bare_analyser: Analyser) -> None:
    text = "Karen Holm åbner festen. Direktør Karen Bak Holm taler først, og så går Holm hjem."
    assert {mention.name for mention in bare_analyser.analyse([text])[0].people} == {"Karen Bak Holm"}


def test_what_the_text_also_writes_small_is_no_name(bare_analyser: Analyser) -> None:
    found = bare_analyser.analyse(["Life Science er i vækst. Der er penge i life science, siger alle."])[0]
    assert not found.organisations
    assert not found.places


def test_mentions_say_what_found_them(analyser: Analyser) -> None:
    (mention,) = analyser.analyse(["Mødet holdes hos Welfare Tech."])[0].organisations
    assert mention.found_by == "udklip_register"


def test_english_items_link_through_the_register(analyser: Analyser) -> None:
    found = analyser.analyse(
        ["Researchers at the Technical University of Denmark and FORCE Technology agree."]
    )[0]
    assert set(organisations(found).values()) == {"Danmarks Tekniske Universitet", "FORCE Technology"}

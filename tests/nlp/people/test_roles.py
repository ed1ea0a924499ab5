"""People's titles and organisations, before and after the name."""

import pytest

from udklip.core.analysis import Role
from udklip.nlp.analyser import Analyser
from udklip.nlp.register import Register

DTU = "Danmarks Tekniske Universitet"
CLUSTER = "Danish Life Science Cluster"


@pytest.mark.parametrize(
    ("text", "person", "roles"),
    [
        (
            "Det siger institutdirektør på DTU og næstformand i DLSC, Karen Bak Holm.",
            "Karen Bak Holm",
            (
                Role("institutdirektør", DTU),
                Role("næstformand", CLUSTER),
            ),
        ),
        (
            "Peter Holm, adm. direktør i Welfare Tech og formand for bestyrelsen i DLSC, er glad.",
            "Peter Holm",
            (
                Role("adm. direktør", "Welfare Tech"),
                Role("formand for bestyrelsen", CLUSTER),
            ),
        ),
        (
            "Det mener regionsrådsformand i Region Midtjylland Karen Holm (S).",
            "Karen Holm",
            (Role("regionsrådsformand", "Region Midtjylland"),),
        ),
        (
            "Det oplyser DTU's rektor Karen Holm.",
            "Karen Holm",
            (Role("rektor", DTU),),
        ),
        (
            "Rektor Karen Holm fra DTU er enig.",
            "Karen Holm",
            (Role("Rektor", DTU),),
        ),
        ("Karen Holm, som er direktør i Bioneer, er enig.", "Karen Holm", (Role("direktør", "Bioneer"),)),
        (
            "Thomas Holm, Head of Copenhagen Healthtech Cluster, smiler.",
            "Thomas Holm",
            (Role("Head", "Copenhagen Healthtech Cluster"),),
        ),
        ("Karen Holm, Region Midtjylland", "Karen Holm", (Role(None, "Region Midtjylland"),)),
        ("Karen Holm går en tur.", "Karen Holm", ()),
        (
            "Karen Holm, adm. direktør og medstifter af Bioneer, er glad.",
            "Karen Holm",
            (Role("adm. direktør", "Bioneer"), Role("medstifter", "Bioneer")),
        ),
        (
            "Karen Holm, 47, tiltræder 1. september som direktør i Bioneer.",
            "Karen Holm",
            (Role("direktør", "Bioneer"),),
        ),
        (
            "Karen Holm er udnævnt til professor i kemi ved DTU.",
            "Karen Holm",
            (Role("professor i kemi", DTU),),
        ),
        (
            "Vi mødte Karen Holm i går. Hun er chefkonsulent hos Bioneer.",
            "Karen Holm",
            (Role("chefkonsulent", "Bioneer"),),
        ),
        (
            "Det siger rådmand for Sundhed og Omsorg i Aarhus Kommune Karen Holm (A).",
            "Karen Holm",
            (Role("rådmand for Sundhed og Omsorg", "Aarhus Kommune"),),
        ),
        (
            "Hos Bioneer smiler man. Det gør direktør Karen Holm også.",
            "Karen Holm",
            (Role("direktør", "Bioneer"),),
        ),
        (
            "Pengene kommer fra Novo Nordisk Fonden. Fondens direktør, Karen Holm, glæder sig.",
            "Karen Holm",
            (Role("direktør", "Novo Nordisk Fonden"),),
        ),
        (
            "Bioneer og Dansk Biotek er enige. Direktør Karen Holm er glad.",
            "Karen Holm",
            (Role("Direktør", None),),
        ),
        ("Karen Holm, der er uddannet ingeniør fra DTU, går en tur.", "Karen Holm", ()),
    ],
)
def test_roles(text: str, person: str, roles: tuple[Role, ...], analyser: Analyser) -> None:
    (mention,) = [mention for mention in analyser.analyse([text])[0].people if mention.name == person]
    assert mention.titles == roles


def test_a_party_is_a_note(analyser: Analyser) -> None:
    text = "Det mener borgmester Karen Holm (SF). Holm bor i Vejle."
    found = analyser.analyse([text])[0]
    assert [person.party for person in found.people] == ["SF", "SF"]
    assert not found.organisations


def test_the_register_knows_whom_the_text_only_names() -> None:
    register = Register.model_validate(
        {"person": [{"name": "Karen Holm", "title": "direktør", "organisation": "Fjordtek"}]}
    )
    analyser = Analyser(register)
    (person,) = analyser.analyse(["I går talte Karen Holm længe."])[0].people
    assert person.titles == (Role("direktør", "Fjordtek"),)


def test_roles_are_gathered_over_the_whole_text(analyser: Analyser) -> None:
    text = (
        "Karen Holm, direktør i Bioneer, åbner mødet.\n\nSenere taler Holm, der er formand for Dansk Biotek."
    )
    first, second = analyser.analyse([text])[0].people
    assert first.titles == second.titles == (Role("direktør", "Bioneer"), Role("formand", "Dansk Biotek"))

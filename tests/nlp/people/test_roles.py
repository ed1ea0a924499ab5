"""People's titles and organisations, before and after the name."""

import pytest

from udklip.core.analysis import Role
from udklip.nlp.analyser import Analyser

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
    ],
)
def test_roles(text: str, person: str, roles: tuple[Role, ...], analyser: Analyser) -> None:
    (mention,) = [mention for mention in analyser.analyse([text])[0].people if mention.name == person]
    assert mention.titles == roles


def test_roles_are_gathered_over_the_whole_text(analyser: Analyser) -> None:
    text = (
        "Karen Holm, direktør i Bioneer, åbner mødet.\n\nSenere taler Holm, der er formand for Dansk Biotek."
    )
    first, second = analyser.analyse([text])[0].people
    assert first.titles == second.titles == (Role("direktør", "Bioneer"), Role("formand", "Dansk Biotek"))

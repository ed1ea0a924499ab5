"""Reported speech: who is the source, with nothing quoted."""

import pytest

from udklip.nlp.analyser import Analyser


def reports(text: str, analyser: Analyser) -> list[tuple[str, str | None]]:
    return [(report.speaker, report.verb) for report in analyser.analyse([text])[0].reports]


@pytest.mark.parametrize(
    ("text", "source", "verb"),
    [
        ("Ifølge Region Midtjylland er huset klar.", "Region Midtjylland", "ifølge"),
        ("Huset er klar, oplyser Region Midtjylland på vegne af ejerne.", "Region Midtjylland", "oplyser"),
        ("Karen Holm mener, at huset er klar.", "Karen Holm", "mener"),
        ("Karen Holm, der er direktør i Bioneer, vurderer, at huset er klar.", "Karen Holm", "vurderer"),
        ("Huset er klar, siger direktør i Bioneer Karen Holm.", "Karen Holm", "siger"),
        ("Ifølge direktør Karen Holm fra Bioneer er huset klar.", "Karen Holm", "ifølge"),
        ("Karen Holm fra Bioneer peger på, at huset er klar.", "Karen Holm", "peger på"),
        ("I brevet skriver Dansk Erhverv, at huset er klar.", "Dansk Erhverv", "skriver"),
    ],
)
def test_source(text: str, source: str, verb: str, analyser: Analyser) -> None:
    assert reports(text, analyser) == [(source, verb)]


@pytest.mark.parametrize(
    "text",
    [
        "»Huset er klar til os alle nu,« siger Karen Holm.",
        "- Huset er klar til os alle nu, siger Karen Holm.",
        "Selskabet skriver i en meddelelse til Region Midtjylland, at huset er klar.",
        "Karen Holm skriver bøger.",
    ],
)
def test_none(text: str, analyser: Analyser) -> None:
    assert not reports(text, analyser)


def test_place_and_role(analyser: Analyser) -> None:
    text = "Huset er klar, oplyser direktør i Bioneer Karen Holm."
    (report,) = analyser.analyse([text])[0].reports
    assert text[report.start : report.end] == "oplyser direktør i Bioneer Karen Holm"
    assert (report.title, report.organisation) == ("direktør", "Bioneer")

"""What counts as the same name, and what does not."""

import pytest

from udklip.nlp.spelling import compact, is_slip


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Kgbenhavns Universitet", "Københavns Universitet"),
        ("Kabenhavns Universitet", "Københavns Universitet"),
        ("Region Sjeelland", "Region Sjælland"),
        ("Lægemedelindustriforeningen", "Lægemiddelindustriforeningen"),
        ("Erhvervsministreiet", "Erhvervsministeriet"),
        ("Danish Life Sciense Cluster", "Danish Life Science Cluster"),
    ],
)
def test_slips(form: str, name: str) -> None:
    assert is_slip(form, name)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Erhvervsministeren", "Erhvervsministeriet"),
        ("Aalborg Universitet", "Aarhus Universitet"),
        ("Region Nordjylland", "Region Midtjylland"),
        ("Danish Care", "Danish Crane Industry"),
        ("Novo", "Novo Nordisk Fonden"),
        ("Bioner", "Bioneer Holding"),
    ],
)
def test_other_names(form: str, name: str) -> None:
    assert not is_slip(form, name)


def test_case_spaces_and_danish_letters_fold() -> None:
    assert compact("Welfare-Tech") == compact("WelfareTech")
    assert compact("Århus") == compact("Aarhus")

"""Amounts in every form of the Danish press, and what looks like one and is none."""

import pytest

from udklip.nlp.money.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "printed", "value", "currency", "hedge"),
    [
        ("Der er afsat 21 mio. til det.", "21 mio.", 21e6, "DKK", None),
        ("De får mere end 10 mio kr i år.", "10 mio kr", 10e6, "DKK", "mere end"),
        ("svarende til cirka 23 mia. kr. om året", "23 mia. kr.", 23e9, "DKK", "cirka"),
        ("eksport på over 130 mia.\nkr. og", "130 mia.\nkr.", 130e9, "DKK", "over"),
        ("Det koster 2,5 millioner kroner.", "2,5 millioner kroner", 2.5e6, "DKK", None),
        ("ca. 130 mia. kr.", "130 mia. kr.", 130e9, "DKK", "ca"),
        ("en gave på kr. 500.000 til", "kr. 500.000", 500e3, "DKK", None),
        ("raised DKK 1.2m in", "DKK 1.2m", 1.2e6, "DKK", None),
        ("knap 1.250.000 kroner", "1.250.000 kroner", 1_250_000, "DKK", "knap"),
        ("et lån på 3 millioner euro", "3 millioner euro", 3e6, "EUR", None),
        ("salget for 40 mio. dollar", "40 mio. dollar", 40e6, "USD", None),
        ("op mod halvanden milliard kroner", "halvanden milliard kroner", 1.5e9, "DKK", "op mod"),
        ("for 5 mio. svenske kroner", "5 mio. svenske kroner", 5e6, "SEK", None),
        ("€ 2,5 mio. fra EU", "€ 2,5 mio.", 2.5e6, "EUR", None),
        ("giver 25.000,- om året", "25.000,-", 25_000, "DKK", None),
        ("hvert medlem betaler kr. 2.500,-", "kr. 2.500,-", 2_500, "DKK", None),
        ("en halv million kroner", "en halv million kroner", 5e5, "DKK", None),
        ("to en halv million kroner", "to en halv million kroner", 2.5e6, "DKK", None),
        ("fem hundrede tusind kroner", "fem hundrede tusind kroner", 5e5, "DKK", None),
        ("femogtyve millioner kroner", "femogtyve millioner kroner", 25e6, "DKK", None),
        ("2½ mia. kr.", "2½ mia. kr.", 2.5e9, "DKK", None),
        ("investerer et par millioner kroner", "et par millioner kroner", 2e6, "DKK", "et par"),
        ("raised €3 million", "€3 million", 3e6, "EUR", None),
        ("a $1.5 billion deal", "$1.5 billion", 1.5e9, "USD", None),
        ("a price of EUR 1,200", "EUR 1,200", 1_200, "EUR", None),
        ("DKK 1,2 mia.", "DKK 1,2 mia.", 1.2e9, "DKK", None),
        ("omsætning: 12,5 mDKK", "12,5 mDKK", 12.5e6, "DKK", None),
        ("MSEK 40 i overskud", "MSEK 40", 40e6, "SEK", None),
        ("resultat på 1.250 t.kr.", "1.250 t.kr.", 1_250_000, "DKK", None),
        ("pris: tkr. 500", "tkr. 500", 500_000, "DKK", None),
        ("betaler 85 miljoner svenska kronor", "85 miljoner svenska kronor", 85e6, "SEK", None),
        ("4,2 milliarder norske kroner", "4,2 milliarder norske kroner", 4.2e9, "NOK", None),
        ("Puljen er på 35 millioner.", "35 millioner", 35e6, "DKK", None),
        ("DTU får 20 millioner til ny forskning", "20 millioner", 20e6, "DKK", None),
        ("et 20 mio. kroners projekt", "20 mio. kroners", 20e6, "DKK", None),
        ("for 5 mio.kr. og", "5 mio.kr.", 5e6, "DKK", None),
        ("giver 850 kr. i timen", "850 kr.", 850, "DKK", None),
    ],
)
def test_amount(text: str, printed: str, value: float, currency: str, hedge: str | None) -> None:
    (amount,) = find_amounts(text)
    assert (amount.text, amount.value, amount.currency, amount.hedge) == (printed, value, currency, hedge)
    assert text[amount.start : amount.end] == printed


@pytest.mark.parametrize(
    ("text", "values", "hedge"),
    [
        ("mellem 5 og 10 mio. kr.", [5e6, 10e6], "mellem"),
        ("10-12 mio. kr.", [10e6, 12e6], None),
        ("500.000 til 2 mio. kr.", [5e5, 2e6], None),
        ("mellem 800 mio. og 1 mia. kr.", [8e8, 1e9], "mellem"),
        ("fra 5 mio. kr. i 2018 til 10 mio. kr. i 2020", [5e6, 10e6], None),
        ("på 26 og 13 mio. kr.", [13e6], None),
        ("i 2021 og 10 mio. kr.", [10e6], None),
    ],
)
def test_ends_of_a_range(text: str, values: list[float], hedge: str | None) -> None:
    amounts = find_amounts(text)
    assert [amount.value for amount in amounts] == values
    assert {amount.hedge for amount in amounts} == {hedge}
    assert all(text[amount.start : amount.end] == amount.text for amount in amounts)


@pytest.mark.parametrize(
    "text",
    [
        "Den 1. januar 2021 mødtes 26 aktører.",
        "Sektoren har ca. 56.000 medarbejdere i 1.700 virksomheder.",
        "Ring på 22 57 21 59 eller 3177 8078.",
        "Der bor 5,8 mio. mennesker i Danmark.",
        "Over 2 millioner danskere har set det.",
        "Hver tredje krone går til forskning.",
        "Se mere på http://mia.kr/",
        "Holdet vandt 3-1 i 2020.",
        "Det bliver et trecifret millionbeløb.",
        "Flere millioner kroner er brugt på det.",
        "Selskabet har CVR-nr. 39 48 12 07 og ligger i 8000 Aarhus.",
        "Byen har 1,4 millioner indbyggere, og prisen er hemmelig.",
        "De har ikke en krone tilbage.",
    ],
)
def test_no_amount(text: str) -> None:
    assert find_amounts(text) == ()

"""Amounts in every form of the Danish press, and what looks like one and is none."""

import pytest

from udklip.nlp.amounts import find_amounts


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
        ("mellem 10-12 mio. kr.", "10-12 mio. kr.", 10e6, "DKK", None),
        ("giver 850 kr. i timen", "850 kr.", 850, "DKK", None),
    ],
)
def test_amount(text: str, printed: str, value: float, currency: str, hedge: str | None) -> None:
    (amount,) = find_amounts(text)
    assert (amount.text, amount.value, amount.currency, amount.hedge) == (printed, value, currency, hedge)
    assert text[amount.start : amount.end] == printed


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
    ],
)
def test_no_amount(text: str) -> None:
    assert find_amounts(text) == ()

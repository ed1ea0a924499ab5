"""Contact blocks: name, organisation, title, phone and mail, damaged by a scan or not."""

from udklip.core.analysis import Contact
from udklip.nlp.analyser import Analyser


def contacts(text: str, analyser: Analyser) -> tuple[Contact, ...]:
    return analyser.analyse([text])[0].contacts


def test_a_block_of_two(analyser: Analyser) -> None:
    text = (
        "For yderligere oplysninger:\n\n"
        "Karen Holm, adm. direktør, Welfare Tech, tlf. 40 12 34 56, kh@welfaretech.dk\n\n"
        "Peter Eg, pressechef, Region Midtjylland, mobil +45 2233 4455, peter.eg@rm.dk"
    )
    assert contacts(text, analyser) == (
        Contact("Karen Holm", "Welfare Tech", "adm. direktør", "+4540123456", "kh@welfaretech.dk"),
        Contact("Peter Eg", "Region Midtjylland", "pressechef", "+4522334455", "peter.eg@rm.dk"),
    )


def test_a_scan_reads_l_as_a_capital_i(analyser: Analyser) -> None:
    (contact,) = contacts("Karen Holm, direktgr, Bioneer, tIf. 2257 2159, kh@Iif.dk", analyser)
    assert (contact.title, contact.phone, contact.email) == ("direktør", "+4522572159", "kh@lif.dk")


def test_the_mails_host_says_whose_it_is(analyser: Analyser) -> None:
    text = (
        "Welfare Tech holder møde. Skriv til Karen Holm på kh@welfaretech.dk eller ring på +45 40 12 34 56."
    )
    (contact,) = contacts(text, analyser)
    assert contact == Contact("Karen Holm", "Welfare Tech", None, "+4540123456", "kh@welfaretech.dk")


def test_other_numbers_are_no_phones(analyser: Analyser) -> None:
    text = "Karen Holm, CVR-nr. 39 48 12 07, kontonr. 12 34 56 78, tlf. +46 40 12 34 56."
    assert contacts(text, analyser) == ()


def test_mail_of_nobody(analyser: Analyser) -> None:
    assert contacts("Skriv til presse@example.dk", analyser) == (
        Contact(None, None, None, None, "presse@example.dk"),
    )


def test_years_and_counts_are_no_phone_numbers(analyser: Analyser) -> None:
    assert contacts("Karen Holm var med i årene 2019 2020 og talte 12.345.678 stjerner.", analyser) == ()

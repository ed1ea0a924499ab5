"""One form for each address: the same page is found once, and another page never taken for it."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st
from hypothesis.provisional import urls

from udklip.core.address import TRACKING, canonical, host_of, joined, same_site

PAGES = urls()
ANYTHING = st.one_of(PAGES, st.text(), st.text().map("https://avisen.example/".__add__))
QUERIES = st.dictionaries(st.sampled_from(["id", "side", "a", "publisherId"]), st.integers(0, 99), max_size=3)
quickly = rules(deadline=None, database=None)


@quickly
@given(ANYTHING)
def test_it_is_idempotent_and_never_raises(address: str) -> None:
    assert canonical(canonical(address)) == canonical(address)


@quickly
@given(PAGES)
def test_it_never_changes_the_host(address: str) -> None:
    default = {"http": ":80", "https": ":443"}[urlsplit(address).scheme]
    assert host_of(canonical(address)) == host_of(address).removesuffix(default)


@quickly
@given(QUERIES, st.lists(st.sampled_from(TRACKING), max_size=3), st.text("abc", max_size=3))
def test_tracking_and_fragments_go_and_what_names_the_page_stays(
    query: dict[str, int], tracking: list[str], fragment: str
) -> None:
    own = [f"{name}={value}" for name, value in query.items()]
    address = f"https://avisen.example/nyt?{'&'.join([*own, *(f'{name}=x' for name in tracking)])}#{fragment}"
    assert set(filter(None, urlsplit(canonical(address)).query.split("&"))) == set(own)
    assert urlsplit(canonical(address)).fragment == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://Avisen.Example:443/Nyt?b=2&a=1", "https://avisen.example/Nyt?a=1&b=2"),
        ("http://avisen.example:80", "http://avisen.example/"),
        ("https://avisen.example/sager/køb", "https://avisen.example/sager/k%C3%B8b"),
        ("  https://avisen.example/nyt\n", "https://avisen.example/nyt"),
        ("https://rødby.example/", "https://xn--rdby-gra.example/"),
    ],
)
def test_two_ways_to_write_one_address(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://avisen.example/nyt", "https://avisen.example/Nyt"),
        ("https://avisen.example/nyt", "http://avisen.example/nyt"),
        ("https://avisen.example/nyt/1.ece", "https://avisen.example/nyt/2.ece"),
        ("https://avisen.example:8443/", "https://avisen.example/"),
    ],
)
def test_two_addresses_stay_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_an_address_of_a_newspaper_system_is_kept() -> None:
    assert (
        canonical("https://avisen.example/nyt/article1234.ece")
        == "https://avisen.example/nyt/article1234.ece"
    )


def test_a_host_has_no_user_and_no_letter_in_upper_case() -> None:
    assert host_of("https://Bruger:kode@Avisen.Example:8080/nyt") == "avisen.example:8080"
    assert host_of("ikke en adresse") == host_of("http://[::1") == ""


def test_www_and_mobile_are_the_same_site() -> None:
    assert same_site("https://www.avisen.example/a", "https://m.avisen.example/b")
    assert not same_site("https://avisen.example/a", "https://ugebrevet.example/a")


def test_a_link_leads_somewhere_from_its_page() -> None:
    assert joined("https://avisen.example/nyt/", "../sport?a=1") == "https://avisen.example/sport?a=1"
    assert joined("https://avisen.example/nyt/", "http://[::1") == "http://[::1"

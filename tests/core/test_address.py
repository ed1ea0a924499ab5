"""One form for each address: the same page is found once, and another page never taken for it."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st
from hypothesis.provisional import urls

from udklip.core.address import (
    TRACKING,
    bare_host,
    canonical,
    domain_of,
    host_of,
    joined,
    page_key,
    same_site,
)

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


@pytest.mark.parametrize(
    "parameter",
    [
        "utm_source=rss",
        "UTM_Campaign=x",
        "fbclid=1",
        "at_medium=mail",
        "mtm_kwd=1",
        "pk_source=1",
        "hsa_cam=2",
    ],
)
def test_families_of_tracking_parameters_go(parameter: str) -> None:
    assert canonical(f"https://avisen.example/nyt?side=2&{parameter}") == "https://avisen.example/nyt?side=2"


@pytest.mark.parametrize(
    "query", ["side=2", "publisherId=7", "id=3", "at=4", "pk=5", "ref=a", "page=2", "q=utm"]
)
def test_what_may_name_the_page_stays(query: str) -> None:
    assert canonical(f"https://avisen.example/nyt?{query}").endswith(f"?{query}")


PAGE = "https://www.avisen.example/nyt/salget-stiger-2020"


@pytest.mark.parametrize(
    "twin",
    [
        "http://avisen.example/nyt/salget-stiger-2020",
        "https://avisen.example:443/nyt/salget-stiger-2020/",
        "https://m.avisen.example/nyt/salget-stiger-2020",
        "https://mobil.avisen.example/nyt/salget-stiger-2020?utm_source=m",
        "https://amp.avisen.example/nyt/salget-stiger-2020",
        "https://avisen.example/amp/nyt/salget-stiger-2020",
        "https://avisen.example/nyt/salget-stiger-2020/amp/",
        "https://avisen.example/nyt/salget-stiger-2020?amp",
        "https://avisen.example/nyt/salget-stiger-2020?amp=1#top",
        "https://avisen.example/nyt/salget-stiger-2020?outputType=amp",
        "https://avisen.example/nyt/salget-stiger-2020/index.html",
    ],
)
def test_twins_are_one_page(twin: str) -> None:
    assert page_key(twin) == page_key(PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://avisen.example/emner", "https://avisen.example/emner/amp"),
        ("https://avisen.example/nyt?side=1", "https://avisen.example/nyt?side=2"),
        ("https://avisen.example/nyt/1.ece", "https://avisen.example/nyt/2.ece"),
        ("https://avisen.example/nyt", "https://sport.avisen.example/nyt"),
        ("https://m.dk/nyt", "https://dk/nyt"),
        ("https://m.co.uk/nyt", "https://co.uk/nyt"),
        ("https://avisen.example/nyt?amp=2", "https://avisen.example/nyt"),
        ("https://avisen.example/nyt/amperemeter-1", "https://avisen.example/nyt/eremeter-1"),
    ],
)
def test_other_pages_are_no_twins(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


def test_an_amp_page_with_its_ending_is_a_twin() -> None:
    assert page_key("https://avisen.example/a.amp.html") == page_key("https://avisen.example/a.html")


@quickly
@given(ANYTHING)
def test_a_page_has_one_key_however_its_address_is_written(address: str) -> None:
    assert page_key(canonical(address)) == page_key(address)


@quickly
@given(PAGES, st.sampled_from(["www.", "m.", "mobil.", "amp.", ""]))
def test_a_key_stays_on_the_registrable_domain(address: str, twin: str) -> None:
    host = urlsplit(address).hostname or ""
    bare = bare_host(f"{twin}{host}")
    assert domain_of(bare) == domain_of(f"{twin}{host}")
    assert f"{twin}{host}".endswith(bare)


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

"""The life science cluster's sources: they load, each has a way in, and each keeps what the file says of itself."""

import csv
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from udklip.core.dated_address import in_time, is_dated
from udklip.core.settings import Settings, load_settings
from udklip.core.source import Rights, Source, SourceType

FEWEST_SOURCES = 115
FEWEST_ENABLED = 110
REGIONS = {None, "Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland"}
DAY = date(2026, 11, 24)
FREE = {SourceType.OWN, SourceType.PUBLIC}

# Real addresses of articles, by the source whose pattern must take them.
ARTICLES = {
    "Danish Life Science Cluster": "https://www.danishlifesciencecluster.dk/nyheder/hoejeste-europaeiske-anerkendelse/",
    "MedWatch": "http://medwatch.dk/Medico___Rehab/article10772641.ece",
    "MedTech News": "https://www.medtechnews.dk/article/view/1118730/regeringen_vil_sammenlaegge_to_regioner",
    "Statens Serum Institut": "https://www.ssi.dk/aktuelt/nyheder/2026/en-nyhed",
    "Cision Danmark": "https://news.cision.com/dk/et-selskab/r/en-meddelelse,c4213377",
    "Region Midtjylland": "https://www.rm.dk/om-os/aktuelt/nyheder/nyheder-2020/november-20/national-klyngeorganisation",
    "Københavns Universitet": "https://sund.ku.dk/nyheder/2020/09/national-klynge-for-life-science/",
    "DI Life Science": "https://www.danskindustri.dk/brancher/di-lifescience/nyheder/nyheder2/2020/12/national-klynge/",
    "Danish.Care": "http://www.danish.care/nyheder/nyhedsindlaeg/2026/februar/valg-udskrevet/?page=3",
}


@pytest.fixture(scope="module")
def settings(root: Path) -> Settings:
    return load_settings(root / "examples" / "dlsc" / "udklip.toml")


@pytest.fixture(scope="module")
def table(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "danish-sources.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def ways(source: Source) -> list[str]:
    return [*source.feeds, *source.sitemaps, *(listing.url for listing in source.listings)]


def test_there_are_sources_of_every_type(settings: Settings) -> None:
    assert len(settings.sources) >= FEWEST_SOURCES
    assert sum(source.enabled for source in settings.sources) >= FEWEST_ENABLED
    assert {source.type for source in settings.sources} == set(SourceType)
    assert {source.region for source in settings.sources} == REGIONS


def test_only_own_and_public_texts_are_shown_in_full(settings: Settings) -> None:
    shown_in_full = {source.name for source in settings.sources if source.rights is not Rights.LINK}
    assert shown_in_full == {source.name for source in settings.sources if source.type in FREE}


def test_no_way_is_given_twice(settings: Settings) -> None:
    every = [way for source in settings.sources for way in ways(source)]
    assert sorted(every) == sorted(set(every))


def test_hosts_admit_every_way(settings: Settings) -> None:
    shut_out = [
        (source.name, way)
        for source in settings.sources
        for way in ways(source)
        if not source.admits(urlsplit(way).netloc)
    ]
    assert shut_out == []


def test_every_note_says_how_old_its_evidence_is(settings: Settings) -> None:
    said = re.compile(r"not tried on line; evidence (?:about )?(?:20\d\d(?:-\d\d)?|undated)\b")
    assert [source.name for source in settings.sources if not said.match(source.note or "")] == []


def test_a_disabled_source_says_why(settings: Settings) -> None:
    disabled = {source.name for source in settings.sources if not source.enabled}
    assert disabled == {source.name for source in settings.sources if "disabled: " in (source.note or "")}


@pytest.mark.parametrize(("name", "article"), ARTICLES.items(), ids=ARTICLES)
def test_a_listing_takes_its_articles_and_not_itself(settings: Settings, name: str, article: str) -> None:
    source = settings.source(name)
    assert source is not None
    assert source.admits(urlsplit(article).netloc)
    assert any(re.search(listing.pattern, article) for listing in source.listings)
    assert not any(re.search(listing.pattern, listing.url) for listing in source.listings)


def test_dailies_with_a_sitemap_a_day_are_asked_for_today(settings: Settings) -> None:
    dated = [way for source in settings.sources for way in ways(source) if is_dated(way)]
    today = [in_time(way, DAY, DAY)[0].url for way in dated]
    assert len(today) == 15
    assert "https://jv.dk/sitemap/2026-11-24" in today


def test_every_way_stands_in_the_evidence(settings: Settings, table: list[dict[str, str]]) -> None:
    known = {row["address"].removeprefix("https://") for row in table}
    numbers = set(re.findall(r"publisherId=(\d+)", "\n".join("\t".join(row.values()) for row in table)))
    numbers |= set(re.findall(r"[A-Z]\w+ (\d{5,8})\b", "\n".join(row["note"] for row in table)))

    def is_known(way: str, source: Source) -> bool:
        number = re.search(r"publisherId=(\d+)$", way)
        return (
            way.removeprefix("https://") in known
            or "inferred" in (source.note or "")
            or (number is not None and number[1] in numbers)
            or "sitesFilter=medwatch.dk" in way
        )

    unknown = [way for source in settings.sources for way in ways(source) if not is_known(way, source)]
    assert unknown == []


def test_hosts_admit_the_home_page_of_the_evidence(settings: Settings, table: list[dict[str, str]]) -> None:
    owners = {way: source for source in settings.sources for way in ways(source)}
    homes = [(owners[row["address"]], row["homepage"]) for row in table if row["address"] in owners]
    assert [home for source, home in homes if not source.admits(urlsplit(home).netloc)] == []
    assert len(homes) > 100

"""`udklip digest`: the overview of the demo's day as page, text, mail and JSON, and of worse days."""

import json
import re
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from desk.hand_filled import DAY, SCRIPT, HandFilled
from lxml import html
from schedules.collected import collect, visit
from schedules.way import Way
from typer.testing import CliRunner

from udklip.core.ledger import Ledger, VisitState
from udklip.core.times import start_of_day
from udklip.desk.commands.digest import app

FATES = ("new", "known", "off_topic", "refused", "failed")
FILES = ("digest.html", "digest.txt", "digest.eml", "digest.json")


@dataclass(frozen=True)
class Digest:
    """The four files of one overview."""

    folder: Path

    @property
    def json(self) -> Any:
        return json.loads((self.folder / "digest.json").read_text("utf-8"))

    @property
    def text(self) -> str:
        return (self.folder / "digest.txt").read_text("utf-8")

    @property
    def page(self) -> html.HtmlElement:
        return html.document_fromstring((self.folder / "digest.html").read_bytes())

    @property
    def mail(self) -> EmailMessage:
        return message_from_bytes((self.folder / "digest.eml").read_bytes(), policy=default)

    @property
    def items(self) -> list[dict[str, Any]]:
        return [item for story in self.json["stories"] for item in story["items"]]


def written(way: Way, folder: Path, day: str = DAY) -> Digest:
    arguments = ["--for", day, "--out", str(folder), "--config", str(way.config)]
    ended = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return Digest(folder)


@pytest.fixture(scope="module")
def digest(demo: Way, tmp_path_factory: pytest.TempPathFactory) -> Digest:
    return written(demo, tmp_path_factory.mktemp("digest"))


@pytest.fixture(scope="module")
def hostile_digest(hostile: HandFilled, tmp_path_factory: pytest.TempPathFactory) -> Digest:
    return written(hostile.way, tmp_path_factory.mktemp("hostile"))


def test_it_holds_every_item_of_the_ledger_once(digest: Digest, demo: Way) -> None:
    assert sorted(item["id"] for item in digest.items) == [item.id for item in demo.items()]


def test_its_window_ends_at_seven(digest: Digest) -> None:
    assert digest.json["window"] == {
        "after": "2020-11-24T07:00:00+01:00",
        "upto": "2020-11-25T07:00:00+01:00",
    }


def test_its_counts_agree_with_search(digest: Digest, demo: Way) -> None:
    counts = digest.json["counts"]
    (everything,) = demo.json("search", "*", "--count")
    assert {name: counts[name] for name in everything} == everything
    for kind in ("sponsored", "wire"):
        assert demo.json("search", f"type:{kind}", "--count")[0]["articles"] == counts[kind] > 0
    assert demo.json("search", "type:press_release", "--count")[0]["articles"] == counts["own"] > 0
    assert counts["articles"] == sum(counts[name] for name in ("earned", "sponsored", "wire", "own"))


def test_its_sentence_is_in_stories(digest: Digest) -> None:
    counts, stories = digest.json["counts"], digest.json["stories"]
    about_us = [story for story in stories if story["relevance"] == "cluster"]
    expected = (
        f"{counts['stories']} historier i {counts['outlets']} medier, "
        f"{len(about_us)} om klyngen selv, 1 annoncørbetalt"
    )
    assert digest.json["summary"] == expected
    assert f"\n{expected}.\n" in digest.text


def test_the_cluster_comes_first_then_partners_then_the_field(digest: Digest) -> None:
    relevances = [story["relevance"] for story in digest.json["stories"]]
    assert relevances == sorted(relevances, key=["cluster", "partner", "field"].index)
    assert len(set(relevances)) == 3


def test_a_release_and_its_pickups_are_one_story_with_their_shares(digest: Digest) -> None:
    (story,) = [story for story in digest.json["stories"] if any(item["share"] for item in story["items"])]
    release = {item["release"] for item in story["items"] if item["release"]}
    assert release < {item["id"] for item in story["items"]}
    assert len({item["source"] for item in story["items"]}) == 4
    assert story["items"][0]["origin"] == "earned"
    assert re.search(r"\(9\d\s% fra pressemeddelelsen\)", digest.text)


def test_the_certificate_is_the_runs_own_sums(digest: Digest, demo: Way) -> None:
    certificate = digest.json["certificate"]
    assert {source: sums["found"] for source, sums in certificate["sources"].items()}.keys() == {
        *(source.name for source in demo.settings.sources),
        "inbox",
    }
    for sums in certificate["sources"].values():
        assert sums["found"] == sum(sums[fate] for fate in FATES)
    assert sum(sums["new"] for sums in certificate["sources"].values()) == digest.json["counts"]["articles"]
    assert (certificate["complete"], certificate["partial"], certificate["failed"]) == (4, 0, 0)


def test_sentences_keep_within_each_sources_rights(digest: Digest, demo: Way) -> None:
    rights = {item.id: item.rights for item in demo.items()}
    by_rights: dict[str, list[str | None]] = {"full": [], "extract": [], "link": []}
    for item in digest.items:
        by_rights[rights[item["id"]]].append(item["sentence"])
    assert set(by_rights["link"]) == {None}
    assert all(len((sentence or "").removesuffix(" …").split()) <= 10 for sentence in by_rights["extract"])
    assert any(by_rights["extract"])
    assert any(len((sentence or "").split()) > 10 for sentence in by_rights["full"])


@pytest.mark.parametrize("label", ["annoncørbetalt", "pressemeddelelse", "telegram", "forsmag", "notits"])
def test_labels_stand_in_page_and_text(digest: Digest, label: str) -> None:
    assert f"[{label}]" in digest.text
    assert label in [element.text for element in digest.page.find_class("label")]


def test_the_page_is_danish_and_needs_nothing_from_elsewhere(digest: Digest) -> None:
    page = digest.page
    assert page.get("lang") == "da"
    assert page.xpath("//script | //img | //link | //iframe | //object") == []
    assert "url(" not in page.xpath("string(//style)")
    assert "prefers-color-scheme: dark" in page.xpath("string(//style)")
    assert page.xpath("string(//h1)") == "Onsdag den 25. november 2020"


def test_every_title_leads_to_its_outlet(digest: Digest) -> None:
    links = {link.text_content(): link.get("href") for link in digest.page.iter("a")}
    expected = {item["title"]: item["url"] for item in digest.items if item["url"].startswith("http")}
    assert {title: links[title] for title in expected}.keys() == expected.keys()
    assert set(links.values()) == {item["url"] for item in digest.items if item["url"].startswith("http")}


def test_the_text_part_is_the_text_and_the_html_part_says_what_the_page_says(digest: Digest) -> None:
    text, page = digest.mail.iter_parts()
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n") == digest.text
    mailed = html.document_fromstring(page.get_content()).find(".//main")
    assert mailed is not None
    assert mailed.text_content().split() == digest.page.find(".//main").text_content().split()


def test_a_mail_carries_its_styles_at_its_elements_and_those_of_dark_mode_win(digest: Digest) -> None:
    _, part = digest.mail.iter_parts()
    page = html.document_fromstring(part.get_content())
    assert page.xpath("//h1/@style")[0].startswith("margin: 2px 0 0")
    (left,) = page.iter("style")
    dark = left.text_content()[left.text_content().index("prefers-color-scheme: dark") :]
    rules = [rule for rule in dark.split(";") if ":" in rule][1:]
    assert rules
    assert all(rule.endswith("!important") for rule in rules)


def test_the_mail_says_that_a_machine_wrote_it_and_when(digest: Digest) -> None:
    mail = digest.mail
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"] == "Wed, 25 Nov 2020 07:00:00 +0100"
    assert mail["Message-ID"] == f"<{digest.json['id']}@udklip.invalid>"
    assert mail["Subject"] == f"Overblik 25. november 2020: {digest.json['summary']}"


def test_the_same_ledger_gives_the_same_bytes(digest: Digest, demo: Way, tmp_path: Path) -> None:
    again = written(demo, tmp_path / "new" / "folder")
    for name in FILES:
        assert (again.folder / name).read_bytes() == (digest.folder / name).read_bytes(), name


def test_a_day_on_which_nobody_looked_says_so(demo: Way, tmp_path: Path) -> None:
    empty = written(demo, tmp_path, "2020-11-26")
    assert empty.json["summary"] == "Ingen omtale. 0 af 4 kilder hentet"
    assert empty.json["certificate"]["failed"] == 4
    assert "Ikke hentet: Bæltposten, Sundhedsteknisk Ugebrev, Vesterkær Lokalblad, Indbakken." in empty.text
    assert empty.page.find_class("amber")


def test_a_quiet_day_still_says_what_it_rests_on(tmp_path: Path) -> None:
    config = tmp_path / "udklip.toml"
    block = '[[source]]\nname = "{0}"\nhosts = ["{0}.example"]\nfeeds = ["https://{0}.example/feed"]\n'
    config.write_text(block.format("avisen") + block.format("bladet"), "utf-8")
    way = Way(config)
    ledger = Ledger.open(way.settings.store_folder)
    at = start_of_day(date.fromisoformat(DAY))
    collect(ledger, at, visits=[visit("avisen", at), visit("bladet", at, VisitState.FAILED)])
    ledger.close()
    quiet = written(way, tmp_path / "out")
    assert quiet.json["summary"] == "Ingen omtale. 1 af 2 kilder hentet"
    assert [section.get("class") for section in quiet.page.iter("section")] == ["certificate amber"]
    assert "Ikke hentet: bladet." in quiet.text


def test_markup_in_titles_and_texts_is_only_text(hostile_digest: Digest) -> None:
    page = hostile_digest.page
    assert page.xpath("//script | //img | //svg | //b | //i") == []
    assert SCRIPT in page.text_content()
    assert "\u202e" not in hostile_digest.text


def test_a_script_is_never_a_link(hostile_digest: Digest) -> None:
    assert [
        link.get("href") for link in hostile_digest.page.iter("a") if "javascript" in link.get("href")
    ] == []
    assert "javascript:alert(document.domain)" in hostile_digest.text


def test_a_title_adds_no_header_and_no_line(hostile_digest: Digest) -> None:
    assert "Bcc" not in hostile_digest.mail
    assert not re.search(r"^Bcc:", hostile_digest.text, re.MULTILINE)
    assert [part["Bcc"] for part in hostile_digest.mail.iter_parts()] == [None, None]


def test_contact_details_are_masked(hostile_digest: Digest) -> None:
    raw = (hostile_digest.folder / "digest.html").read_text("utf-8") + hostile_digest.text
    assert "22 57 21 59" not in raw
    assert "@example.org" not in raw


def test_no_overview_goes_out_on_a_sunday_and_it_is_said(demo: Way, tmp_path: Path) -> None:
    ended = demo.udklip("digest", "--for", "2020-11-29", "--out", str(tmp_path))
    assert ended.returncode == 0
    assert "2020-11-29 is no working day" in ended.stderr


def test_json_on_standard_output_is_the_file(digest: Digest, demo: Way, tmp_path: Path) -> None:
    (printed,) = demo.json("digest", "--for", DAY, "--out", str(tmp_path))
    assert printed == digest.json


@pytest.mark.parametrize(
    ("day", "config", "told"),
    [
        ("i morgen", None, "udklip: --for: 'i morgen' is not a day such as 2020-11-24"),
        (DAY, "", "udklip: nothing was collected yet in"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    demo: Way, tmp_path: Path, day: str, config: str | None, told: str
) -> None:
    way = demo
    if config is not None:
        (tmp_path / "udklip.toml").write_text(config, "utf-8")
        way = Way(tmp_path / "udklip.toml")
    ended = way.udklip("digest", "--for", day, "--out", str(tmp_path / "out"))
    assert ended.returncode == 2
    assert ended.stderr.startswith(told)
    assert ended.stderr.count("\n") == 1


def test_a_folder_that_cannot_be_made_is_one_line(demo: Way, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    ended = demo.udklip("digest", "--for", DAY, "--out", str(tmp_path / "file"))
    assert ended.returncode == 1
    assert (
        ended.stderr == f"udklip: {tmp_path / 'file'}: cannot be written (File exists); name another --out\n"
    )

"""What an item becomes in the index."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from indexer.press_items import MORNING, press_item

from udklip.core.analysis import Contact, Quote
from udklip.core.reading import Kind
from udklip.core.source import Rights, SourceType
from udklip.indexer.appearances import AppearanceRole, to_appearances
from udklip.indexer.document import Document, to_document
from udklip.indexer.fields import FIELDS, Text


def test_the_document_has_the_fields_of_the_table_and_no_others() -> None:
    full = to_document(press_item("one", "Klynge", "Tekst", rights=Rights.FULL))
    assert {field.name for field in FIELDS} == set(Document.__slots__) - {"texts"}
    assert set(full.values()) <= {field.name for field in FIELDS}


def test_title_lead_and_body_are_parted_again_and_cut() -> None:
    document = to_document(press_item("one", "Ny klynge", "Virksomhederne.\n\nMere.", lead="En start"))
    assert document.texts[Text.TITLE].exact == "ny klynge"
    assert document.texts[Text.LEAD].exact == "en start"
    assert document.texts[Text.BODY].exact == "virksomhederne mere"
    assert document.texts[Text.BODY].forms.startswith("virksomhed ")
    assert document.words == 6


def test_of_a_mended_scan_the_mended_words_are_indexed_and_the_title_shown_as_read() -> None:
    item = press_item(
        "scan", "Kgbenhavn far klynge", "Odelagt.", ocr=True, analysed_text="København får klynge\n\nØdelagt."
    )
    document = to_document(item)
    assert document.texts[Text.TITLE].exact == "københavn får klynge"
    assert document.texts[Text.BODY].exact == "ødelagt"
    assert document.title == "Kgbenhavn far klynge"


def test_contact_details_are_masked_everywhere_and_contacts_left_out() -> None:
    item = press_item(
        "one",
        "Ring 22 57 21 59",
        "Kontakt: Bo Beck, +45 22 57 21 59, bo@firma.dk.",
        rights=Rights.FULL,
        contacts=(Contact("Bo Beck", "Firma", "chef", "+4522572159", "bo@firma.dk"),),
    )
    document = to_document(item)
    kept = str(document)
    assert "22 57" not in kept
    assert "2257" not in kept
    assert "bo@firma.dk" not in kept
    assert document.texts[Text.BODY].exact == "kontakt bo beck"


def test_what_is_shown_is_what_the_rights_allow() -> None:
    texts = {
        rights: to_document(press_item("one", "Klynge", "ord " * 30, rights=rights)).shown
        for rights in Rights
    }
    assert texts[Rights.LINK] is None
    assert texts[Rights.EXTRACT] == "Klynge" + " ord" * 9 + " …"
    assert (texts[Rights.FULL] or "").count("ord") == 30


def test_when_is_the_publication_else_the_first_sight_in_whole_seconds() -> None:
    seen = datetime(2020, 11, 24, 9, 30, 5, 999, tzinfo=UTC)
    dated = to_document(press_item("one", published=MORNING.replace(microsecond=7), first_seen=seen))
    assert (dated.when, dated.published, dated.delay_minutes) == (MORNING, MORNING, 90)
    undated = to_document(press_item("one", published=None, first_seen=seen))
    assert (undated.when, undated.published, undated.delay_minutes) == (
        seen.replace(microsecond=0),
        None,
        None,
    )


@pytest.mark.parametrize(
    ("kind", "source_type", "earned"),
    [
        (Kind.ARTICLE, SourceType.NATIONAL, True),
        (Kind.NOTICE, SourceType.REGIONAL, True),
        (Kind.WIRE, SourceType.NATIONAL, False),
        (Kind.SPONSORED, SourceType.TRADE, False),
        (Kind.PRESS_RELEASE, SourceType.NATIONAL, False),
        (Kind.ARTICLE, SourceType.OWN, False),
        (Kind.ARTICLE, SourceType.PRESS_RELEASE, False),
    ],
)
def test_what_counts_as_earned(kind: Kind, source_type: SourceType, earned: bool) -> None:
    assert to_document(press_item("one", kind=kind, source_type=source_type)).earned is earned


def test_names_are_kept_once_and_partners_among_them() -> None:
    item = press_item("one", "DTU og Novo", organisations=["DTU", "Novo", "DTU"], partners=["DTU"])
    document = to_document(item)
    assert (document.organisations, document.partners) == (("DTU", "Novo"), ("DTU",))


def test_each_entity_is_one_row_with_its_role() -> None:
    item = press_item(
        "one",
        "DTU leder",
        "Signe Holm siger det. Bo Beck lytter i Aarhus.",
        rights=Rights.EXTRACT,
        organisations=["DTU", "DTU"],
        people=["Signe Holm", "Bo Beck"],
        places=["Aarhus"],
        quotes=(Quote("Det er godt", 0, 0, "Signe Holm", organisation="Novo"),),
        story="first",
    )
    rows = {row.name: row for row in to_appearances(item)}
    assert {name: row.role for name, row in rows.items()} == {
        "DTU": AppearanceRole.SUBJECT,
        "Signe Holm": AppearanceRole.QUOTED,
        "Bo Beck": AppearanceRole.MENTIONED,
        "Aarhus": AppearanceRole.MENTIONED,
    }
    assert (rows["DTU"].count, rows["DTU"].in_title, rows["DTU"].quotation) == (2, True, None)
    assert rows["Signe Holm"].quotation == "Det er godt"
    assert (rows["Aarhus"].item, rows["Aarhus"].story) == ("one", "first")
    assert len({row.id for row in rows.values()}) == 4
    assert to_document(item).appearances == 4


def test_a_row_says_whether_the_register_names_it() -> None:
    item = press_item("one", "Signe Holm og Bo Beck", people=["Signe Holm", "Bo Beck"])
    known = tuple(replace(mention, registered=mention.name == "Bo Beck") for mention in item.analysis.people)
    rows = to_appearances(replace(item, analysis=replace(item.analysis, people=known)))
    assert {row.name: row.registered for row in rows} == {"Signe Holm": False, "Bo Beck": True}


def test_a_quotation_is_left_out_where_the_rights_forbid_it() -> None:
    item = press_item("one", people=["Signe"], quotes=(Quote("Godt", 0, 0, "Signe"),), rights=Rights.LINK)
    assert to_appearances(item)[0].quotation is None


def test_a_row_keeps_its_id_when_the_item_is_read_again() -> None:
    first = press_item("one", "DTU", organisations=["DTU"])
    later = press_item(
        "one", "Mere om DTU", organisations=["Novo", "DTU"], first_seen=MORNING + timedelta(days=2)
    )
    assert to_appearances(first)[0].id in {row.id for row in to_appearances(later)}

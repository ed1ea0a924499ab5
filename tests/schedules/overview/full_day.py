"""A day that has everything an overview can hold, as values; and a poor one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from indexer.press_items import press_item

from udklip.core.analysis import Quote, Relevance
from udklip.core.item import PressItem
from udklip.core.ledger import Tally, VisitState
from udklip.core.reading import Access, Kind
from udklip.core.rights import Audience
from udklip.core.source import Rights, SourceType
from udklip.schedules.overview.building import Coverage, build_overview
from udklip.schedules.overview.editing import Wishes
from udklip.schedules.overview.values import Certificate, History, Overview, Pickup, Release, SourceLine
from udklip.schedules.overview.window import window_of
from udklip.schedules.overview.working_days import is_working_day

US = "Danish Life Science Cluster"
DAY = date(2024, 11, 26)
NIGHT = datetime(2024, 11, 25, 21, 30, tzinfo=UTC)
BODY = (
    f"Det vakte opsigt i branchen. {US} får 48 millioner kroner til at hjælpe små virksomheder ud i verden over de "
    "næste fire år. Pengene kommer fra Erhvervsfremmebestyrelsen."
)
FIELD = "Det er svært. Bioteknologi skal på skemaet i alle landets gymnasier, mener udvalget. Det koster."
COUNTS = (7, 4, 11, 6, 9, 3, 8, 12, 5, 7, 0, 6, 10, 8, 4, 9, 7, 5, 11, 6)


def items(rights: Rights) -> list[PressItem]:
    """Own mentions, a release with pickups, partners, the field; paid, wired, behind a wall, scanned, late, undated."""

    def about(name: str, title: str, outlet: str, body: str = BODY, **facts: object) -> PressItem:
        given = {"partners": [US, "Region Syddanmark"], "published": NIGHT, "rights": rights, **facts}
        return press_item(name, title, body, source=outlet, **given)  # type: ignore[arg-type]

    quotes = (
        Quote("Vi er glade.", 0, 1, "Anne-Mette Rosenfeldt", "administrerende direktør", US),
        Quote("Det hjælper.", 0, 1, "Jens Ole Pedersen", "regionsrådsformand", "Region Syddanmark"),
    )
    grant = about(
        "01",
        "Ny kæmpebevilling: Klynge skal få flere iværksættere til udlandet",
        "Jyllands-Posten",
        source_type=SourceType.NATIONAL,
    )
    grant = replace(grant, analysis=replace(grant.analysis, quotes=quotes), release="04", release_share=0.41)
    copy = about("02", "Millioner til livsvidenskab", "Fyens Stiftstidende", story="01")
    local = about("03", "Odense-klynge får millionregn", "Vejle Amts Folkeblad", story="01", ocr=True)
    release = about("04", "48 mio. kr. til internationalisering", US, story="01", kind=Kind.PRESS_RELEASE)
    return [
        replace(grant, reading=replace(grant.reading, access=Access.PAYWALLED)),
        replace(copy, release="04", release_share=0.87),
        replace(local, release="04", release_share=0.93),
        release,
        about(
            "05",
            "Sådan sætter klyngen strøm på Danmarks sundhedsteknologi",
            "Børsen Partner",
            kind=Kind.SPONSORED,
        ),
        about(
            "06", "Klynge: Regeringen overser iværksætterne", "Altinget", published=NIGHT - timedelta(days=4)
        ),
        replace(
            about(
                "07",
                "DTU og Region Hovedstaden bygger fælles testcenter til kirurgiske robotter",
                "Ingeniøren",
                partners=["DTU", "Region Hovedstaden"],
            ),
            relevance=Relevance.PARTNER,
        ),
        replace(
            about("08", "Regionen ansætter 40", "Ritzau", partners=["Region Syddanmark"], kind=Kind.WIRE),
            relevance=Relevance.PARTNER,
        ),
        replace(
            about("09", "Bioteknologi på skemaet", "Kristeligt Dagblad", FIELD, partners=[], published=None),
            relevance=Relevance.FIELD,
            matched=("bioteknologi",),
        ),
    ]


def releases() -> dict[str, tuple[Release, ...]]:
    """The release of the first story, also picked up by an outlet of an earlier day."""
    pickups = (
        Pickup("03", "Vejle Amts Folkeblad", 0.93),
        Pickup("02", "Fyens Stiftstidende", 0.87),
        Pickup("00", "Medwatch", 0.64),
        Pickup("01", "Jyllands-Posten", 0.41),
    )
    title = "48 mio. kr. til internationalisering"
    return {"01": (Release("04", "https://dlsc.example/04", US, title, NIGHT - timedelta(hours=9), pickups),)}


def certificate() -> Certificate:
    """Some sources came, one in part, one failed, one was not due."""
    lines = {
        "Jyllands-Posten": SourceLine(VisitState.COMPLETE, Tally(312, 1, 240, 71, 0, 0)),
        "Fyens Stiftstidende": SourceLine(VisitState.COMPLETE, Tally(118, 1, 97, 20, 0, 0)),
        "Ingeniøren": SourceLine(VisitState.PARTIAL, Tally(40, 1, 12, 24, 1, 2)),
        "Altinget": SourceLine(VisitState.FAILED, Tally()),
        "Sundhedsstyrelsens nyhedsbrev": SourceLine(VisitState.NOT_DUE, Tally()),
        "inbox": SourceLine(VisitState.COMPLETE, Tally(3, 1, 2, 0, 0, 0)),
    }
    return Certificate(lines)


def history() -> History:
    """Four weeks of working days."""
    days = [day for back in range(28, 0, -1) if is_working_day(day := DAY - timedelta(days=back))]
    return History(tuple(zip(days, COUNTS, strict=True)))


def full_day(rights: Rights = Rights.EXTRACT, audience: Audience = Audience.STAFF) -> Overview:
    """The overview of a day that has everything."""
    coverage = Coverage(
        items=tuple(items(rights)),
        earlier={"06": 2},
        own=frozenset({US}),
        outlets={"06": frozenset({"Medwatch"})},
        releases=releases(),
    )
    wishes = Wishes(
        left_out=frozenset({"08"}), comments={"06": "Direktøren svarer i morgen."}, editors=("Mette",)
    )
    return build_overview(
        DAY, window_of(DAY), coverage, certificate(), US, audience, wishes=wishes, history=history()
    )


def quiet_day() -> Overview:
    """The overview of a day without coverage."""
    return build_overview(
        DAY, window_of(DAY), Coverage((), {}, frozenset()), certificate(), US, history=history()
    )

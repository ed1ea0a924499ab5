"""The dashboard *Drift*: whether the sources were reached, what came of it, and how late coverage was found."""

from udklip.indexer.kibana.charts import Bars, Shape, Table
from udklip.indexer.kibana.columns import Each, Top, count, median, percentile, total
from udklip.indexer.kibana.conditions import has
from udklip.indexer.kibana.objects import Rows
from udklip.indexer.kibana.panels import Dashboard, LensPanel, Row

_VISITS = count("Besøg")
_STATE = Top("state", "Tilstand", size=4)
_MEDIAN = median("delay_minutes", "Median (minutter)")
_SLOWEST = percentile("delay_minutes", 90, "Ni ud af ti inden (minutter)")

DRIFT = Dashboard(
    "drift",
    "Drift",
    "Kildernes besøg efter tilstand og udfald, og tiden fra en artikel udgives, til den er fundet.",
    "now-7d/d",
    (
        Row(
            12,
            (
                LensPanel(
                    "Besøg pr. dag og tilstand",
                    Rows.VISITS,
                    Bars(Each("1d", "at", "Dag"), _VISITS, split=_STATE),
                ),
                LensPanel(
                    "Besøg efter, hvordan kilden svarede",
                    Rows.VISITS,
                    Bars(Top("outcome", "Udfald", size=15), _VISITS, split=_STATE, shape=Shape.LYING_STACKED),
                    about="En kildes veje kan svare forskelligt; så tæller besøget med ved hvert svar.",
                ),
            ),
        ),
        Row(
            16,
            (
                LensPanel(
                    "Besøg pr. kilde og tilstand",
                    Rows.VISITS,
                    Table((Top("source", "Kilde", size=200),), (_VISITS,), across=_STATE, page=20),
                ),
                LensPanel(
                    "Adresser pr. kilde efter udfald",
                    Rows.VISITS,
                    Table(
                        (Top("source", "Kilde", size=200),),
                        (
                            total("found", "Fundet"),
                            total("new", "Nye"),
                            total("known", "Kendte"),
                            total("off_topic", "Uden for emnet"),
                            total("refused", "Afvist"),
                            total("failed", "Fejlet"),
                        ),
                        page=20,
                    ),
                    about="Fundet er summen af de fem andre.",
                ),
            ),
        ),
        Row(
            14,
            (
                LensPanel(
                    "Fra udgivet til fundet, dag for dag",
                    Rows.ITEMS,
                    Bars(Each("1d", "when", "Dag"), _MEDIAN, shape=Shape.LINE, more=(_SLOWEST,)),
                    only=has("delay_minutes"),
                ),
                LensPanel(
                    "Fra udgivet til fundet, pr. kilde",
                    Rows.ITEMS,
                    Table(
                        (Top("source_name", "Kilde", size=200),),
                        (count("Artikler"), _MEDIAN, _SLOWEST),
                        page=20,
                    ),
                    only=has("delay_minutes"),
                    about="Artikler uden udgivelsestid er ikke med.",
                ),
            ),
        ),
    ),
)

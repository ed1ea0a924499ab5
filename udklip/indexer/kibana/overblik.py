"""The dashboard *Overblik*: how much was written, of what sort, where, and about whom."""

from udklip.indexer.kibana.charts import Bars, Number, Shape, Table
from udklip.indexer.kibana.columns import Each, Top, count, different
from udklip.indexer.kibana.conditions import holds
from udklip.indexer.kibana.objects import Rows
from udklip.indexer.kibana.panels import Dashboard, LensPanel, Row, SearchPanel
from udklip.indexer.kibana.searches import TODAY

ARTICLES = count("Artikler")
OUTLETS = different("source", "Medier")
STORIES = different("story", "Historier")

OVERBLIK = Dashboard(
    "overblik",
    "Overblik",
    "Omtalen dag for dag: hvor meget, af hvilken art, i hvilke medier og om hvem.",
    "now-7d/d",
    (
        Row(
            5,
            (
                LensPanel("Artikler", Rows.ITEMS, Number(ARTICLES)),
                LensPanel("Medier", Rows.ITEMS, Number(OUTLETS)),
                LensPanel(
                    "Historier",
                    Rows.ITEMS,
                    Number(STORIES),
                    about="Den samme tekst i mange medier er én historie.",
                ),
                LensPanel(
                    "Fortjent omtale",
                    Rows.ITEMS,
                    Number(ARTICLES),
                    only=holds("earned"),
                    about="Artikler og notitser; ikke telegrammer, annoncer, pressemeddelelser og egne udgivelser.",
                ),
            ),
        ),
        Row(
            12,
            (
                LensPanel(
                    "Omtale pr. dag og art",
                    Rows.ITEMS,
                    Bars(Each("1d", "when", "Dag"), ARTICLES, split=Top("kind", "Art", size=5)),
                ),
            ),
        ),
        Row(
            14,
            (
                LensPanel(
                    "Medier med mest omtale",
                    Rows.ITEMS,
                    Bars(Top("source_name", "Medie", size=15), ARTICLES, shape=Shape.LYING),
                ),
                LensPanel(
                    "Organisationer med mest omtale",
                    Rows.ITEMS,
                    Table((Top("organisations", "Organisation", size=50),), (ARTICLES, STORIES, OUTLETS)),
                    about="Hvor mange artikler, historier og medier, der nævner organisationen.",
                ),
            ),
        ),
        Row(18, (SearchPanel("Seneste omtale", TODAY),)),
    ),
)

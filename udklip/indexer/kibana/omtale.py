"""The dashboard *Omtale*: who of the partners is written about, who is quoted, and who is new."""

from udklip.indexer.kibana.charts import Bars, Shape, Table
from udklip.indexer.kibana.columns import Each, Top, count, different, earliest
from udklip.indexer.kibana.conditions import both, holds, one_of
from udklip.indexer.kibana.objects import Rows
from udklip.indexer.kibana.panels import Dashboard, LensPanel, Row

_WEEK = Each("1w", "when", "Uge")
_PARTNERS = Top("partners", "Partner", size=12)
_ARTICLES = count("Artikler")
_STORIES = different("story", "Historier")

OMTALE = Dashboard(
    "omtale",
    "Omtale",
    "Partnernes andel af omtalen, hvem der udtaler sig, og hvem der er nye.",
    "now-90d/d",
    (
        Row(
            14,
            (
                LensPanel(
                    "Partnernes andel af omtalen i artikler",
                    Rows.ITEMS,
                    Bars(_WEEK, _ARTICLES, split=_PARTNERS, shape=Shape.SHARES),
                    about="En artikel, der nævner to partnere, tæller med hos begge.",
                ),
                LensPanel(
                    "Partnernes andel af omtalen i historier",
                    Rows.ITEMS,
                    Bars(_WEEK, _STORIES, split=_PARTNERS, shape=Shape.SHARES),
                    about="Et telegram, der står i fyrre aviser, tæller én gang.",
                ),
            ),
        ),
        Row(
            16,
            (
                LensPanel(
                    "Personer fra registret, der er citeret",
                    Rows.APPEARANCES,
                    Table(
                        (Top("name", "Person", size=50),),
                        (_ARTICLES, _STORIES, different("source", "Medier")),
                    ),
                    # Nobody else is counted: a list of whom the press quotes would hold journalists too.
                    only=both(one_of("type", "person"), one_of("role", "quoted"), holds("registered")),
                    about="Kun personer, som klyngen selv har skrevet i sit register.",
                ),
                LensPanel(
                    "Nye organisationer, senest tilkomne først",
                    Rows.APPEARANCES,
                    Table(
                        (Top("name", "Organisation", size=100),),
                        (
                            earliest("when", "Nævnt første gang"),
                            count("Artikler den seneste måned", within="1M"),
                            count("Artikler i alt"),
                        ),
                    ),
                    only=one_of("type", "organisation"),
                    # The first time is only known among all there is, whatever time the dashboard shows.
                    since="now-30y",
                    about="Øverst står de organisationer, der er nævnt for første gang i denne måned.",
                ),
            ),
        ),
    ),
)

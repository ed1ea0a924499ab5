"""Saved searches: lists of items as Kibana's Discover shows them."""

from dataclasses import dataclass

from udklip.indexer.kibana.conditions import Condition, as_query, either, has, one_of
from udklip.indexer.kibana.objects import Json, Naming, ObjectType, Rows, SavedObject, as_text

_DATA_VIEW = "kibanaSavedObjectMeta.searchSourceJSON.index"
NEWEST = (("when", "desc"),)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Items under a title: those that `only` holds for, in `columns`, since `since`."""

    key: str
    title: str
    about: str
    columns: tuple[str, ...]
    since: str
    only: Condition | None = None
    order: tuple[tuple[str, str], ...] = NEWEST

    def saved(self, naming: Naming) -> SavedObject:
        """As Kibana keeps it."""
        attributes: Json = {
            "columns": list(self.columns),
            "description": self.about,
            "grid": {},
            "hideChart": False,
            "isTextBasedQuery": False,
            "kibanaSavedObjectMeta": {"searchSourceJSON": self._source()},
            "sort": [list(each) for each in self.order],
            "timeRange": {"from": self.since, "to": "now"},
            "timeRestore": True,
            "title": naming.title(self.title),
            "usesAdHocDataView": False,
        }
        data_view = naming.data_view(Rows.ITEMS, _DATA_VIEW).as_json()
        return SavedObject(ObjectType.SEARCH, naming.id(self.key), attributes, (data_view,))

    def _source(self) -> str:
        return as_text(
            {
                "filter": [],
                "highlightAll": True,
                "indexRefName": _DATA_VIEW,
                "query": as_query(self.only),
                "version": True,
            }
        )


TODAY = SavedSearch(
    "dagens-omtale",
    "dagens omtale",
    "Alt, hvad der er udgivet i dag, nyeste først.",
    ("source_name", "title", "kind", "access", "url"),
    since="now/d",
)
SPONSORED = SavedSearch(
    "annoncoerbetalt",
    "annoncørbetalt indhold",
    "Indhold, som en annoncør har betalt for. Det er ikke fortjent omtale.",
    ("source_name", "title", "organisations", "url"),
    since="now-30d/d",
    only=one_of("kind", "sponsored"),
)
RELEASES = SavedSearch(
    "pressemeddelelser",
    "pressemeddelelser og deres genbrug",
    "Hver pressemeddelelse med de artikler, der bygger på den, og hvor stor en del af artiklen der er taget derfra.",
    ("story", "kind", "source_name", "title", "release_share", "url"),
    since="now-30d/d",
    only=either(one_of("kind", "press_release"), has("release")),
    order=(("story", "asc"), ("when", "asc")),
)
PAYWALLED = SavedSearch(
    "bag-betaling",
    "bag betaling",
    "Artikler, som kun abonnenter kan læse til ende.",
    ("source_name", "title", "access", "url"),
    since="now-30d/d",
    only=one_of("access", "paywalled", "teaser"),
)

SEARCHES = (TODAY, SPONSORED, RELEASES, PAYWALLED)

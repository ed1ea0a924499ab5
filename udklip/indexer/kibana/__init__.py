"""What Kibana is given: data views, saved searches and dashboards, written in code and put in by its import API."""

from importlib.resources import files

from udklip.indexer.kibana.data_views import DATA_VIEWS
from udklip.indexer.kibana.drift import DRIFT
from udklip.indexer.kibana.objects import Naming, SavedObject, as_lines
from udklip.indexer.kibana.omtale import OMTALE
from udklip.indexer.kibana.overblik import OVERBLIK
from udklip.indexer.kibana.searches import SEARCHES

DASHBOARDS = (OVERBLIK, OMTALE, DRIFT)
#: The objects for an index of the usual name, for those who import them by hand.
SHIPPED = files("udklip.indexer.kibana") / "udklip.ndjson"


def saved_objects(index: str) -> tuple[SavedObject, ...]:
    """Everything for the index called `index`, what is referred to first."""
    naming = Naming(index)
    return tuple(each.saved(naming) for each in (*DATA_VIEWS, *SEARCHES, *DASHBOARDS))


def ndjson(index: str) -> str:
    """The file that Kibana imports, for the index called `index`."""
    return as_lines(saved_objects(index))


__all__ = ["DASHBOARDS", "SHIPPED", "SavedObject", "ndjson", "saved_objects"]

"""Brings what the ledger holds into the index; what cannot go in now waits in the ledger."""

from udklip.schedules.indexing.draining import drain
from udklip.schedules.indexing.marks import key_of
from udklip.schedules.indexing.rebuilding import Rebuilt, prune, rebuild

__all__ = ["Rebuilt", "drain", "key_of", "prune", "rebuild"]

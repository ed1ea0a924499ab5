"""The tables of watches."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from udklip.core.ledger.schema import metadata
from udklip.core.ledger.utc_time import UtcTime

# A saved search. It was asked of every item up to `mark`, a `ready` number; `removed` keeps what it told.
watch = Table(
    "watch",
    metadata,
    Column("name", String, primary_key=True),
    Column("query", Text, nullable=False),
    Column("owner", String),
    Column("made", UtcTime, nullable=False),
    Column("mark", Integer, nullable=False, default=0),
    Column("cool_down", Integer, nullable=False, default=0),
    Column("removed", UtcTime),
)

# Single addresses that get a watch's alerts, beside the groups that name it in the settings.
watch_recipient = Table(
    "watch_recipient",
    metadata,
    Column("watch", String, primary_key=True),
    Column("address", String, primary_key=True),
)

# That a watch hit an item, once whatever is read again or rebuilt; `letter` is the alert that told of it.
watch_hit = Table(
    "watch_hit",
    metadata,
    Column("watch", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("ready", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("letter", String),
    Index("watch_hit_by_letter", "watch", "letter"),
)

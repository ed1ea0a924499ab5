"""The tables of watches."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from udklip.core.ledger.schema import metadata
from udklip.core.ledger.utc_time import UtcTime

# A saved search. It is asked of items above `begins` and was asked of all up to `mark`, both `ready` numbers.
# `cool_down` is in seconds, `quiet` as "21:00-06:30". `told` is when its last alert was made, `fed` whether its feed
# knows all of its hits. `removed` keeps what it told.
watch = Table(
    "watch",
    metadata,
    Column("name", String, primary_key=True),
    Column("query", Text, nullable=False),
    Column("owner", String),
    Column("made", UtcTime, nullable=False),
    Column("begins", Integer, nullable=False, default=0),
    Column("mark", Integer, nullable=False, default=0),
    Column("cool_down", Integer, nullable=False, default=0),
    Column("quiet", String),
    Column("told", UtcTime),
    Column("fed", Boolean, nullable=False, default=False),
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
    Index("watch_hit_by_letter", "letter", "watch"),
    Index("watch_hit_by_item", "item"),
)

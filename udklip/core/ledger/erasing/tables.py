"""The tables of erasing."""

from sqlalchemy import Column, Integer, String, Table, Text

from udklip.core.ledger.schema import metadata
from udklip.core.ledger.utc_time import UtcTime

# Keyed hashes of what was erased: it can be recognised when it comes again, and not be read here. `words` is how many
# words a person's name has.
erased = Table(
    "erased",
    metadata,
    Column("hash", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("words", Integer, nullable=False, default=0),
    Column("at", UtcTime, nullable=False),
)

# Items whose time is over: their text went, or all of them did.
let_go = Table(
    "let_go",
    metadata,
    Column("item", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("at", UtcTime, nullable=False),
)

# What an erasing did, in counts (JSON) and without what it removed.
erasure = Table(
    "erasure",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", UtcTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("counts", Text, nullable=False),
)

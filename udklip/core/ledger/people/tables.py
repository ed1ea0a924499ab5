"""The tables of the desk's people."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from udklip.core.ledger.schema import metadata
from udklip.core.ledger.utc_time import UtcTime

# Who may log in; `password` is argon2's own form, with its salt and its costs.
account = Table(
    "account",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
    Column("made", UtcTime, nullable=False),
    Column("closed", UtcTime),
)

# Who is logged in. The token itself stands in the browser's cookie alone, here is its hash.
session = Table(
    "session",
    metadata,
    Column("token", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("began", UtcTime, nullable=False),
    Column("ends", UtcTime, nullable=False),
    Index("session_by_account", "account"),
)

# Wrong passwords of late, by account and by where they came from; gone after the first right one.
failed_login = Table(
    "failed_login",
    metadata,
    Column("key", String, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last", UtcTime, nullable=False),
)

# Every change that somebody made: who, what, and of what.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", UtcTime, nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("about", String),
    Column("words", Text),
    Index("audit_by_about", "about"),
)

# A mark that somebody set on an item: their own star, or the team's word that it is not relevant.
mark = Table(
    "mark",
    metadata,
    Column("item", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("who", String, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Index("mark_by_who", "who", "kind"),
)

# A note on an item; one that was taken back stays, empty.
note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("item", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("words", Text, nullable=False),
    Index("note_by_item", "item"),
)

# A tag on an item, once whoever sets it.
tag = Table(
    "tag",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("item", String, nullable=False),
    Column("tag", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("item", "tag"),
    Index("tag_by_name", "tag"),
)

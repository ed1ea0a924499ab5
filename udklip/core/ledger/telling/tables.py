"""The tables of what is told: overviews and their items, edits, letters, sendings and recipients."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from udklip.core.ledger.schema import metadata
from udklip.core.ledger.utc_time import UtcTime

# One row for each overview that was made. An edition is a sequence of overviews whose windows adjoin; it holds every
# item whose `ready` number is above the mark of the one before, up to its own. `certificate` is JSON, as it went out.
overview = Table(
    "overview",
    metadata,
    Column("id", String, primary_key=True),
    Column("edition", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("made", UtcTime, nullable=False),
    Column("after", UtcTime, nullable=False),
    Column("upto", UtcTime, nullable=False),
    Column("mark", Integer, nullable=False),
    Column("certificate", Text, nullable=False),
    UniqueConstraint("edition", "day"),
)

# That an overview took an item: in one edition each item is told once, or left out by its editor.
overview_item = Table(
    "overview_item",
    metadata,
    Column("overview", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("edition", String, nullable=False),
    Column("left_out", Boolean, nullable=False, default=False),
    UniqueConstraint("edition", "item"),
)

# What an editor wants of an overview that is not sent yet, in the order it was said.
overview_edit = Table(
    "overview_edit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("edition", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("who", String),
    Column("action", String, nullable=False),
    Column("story", String),
    Column("words", Text),
    Index("overview_edit_by_day", "edition", "day"),
)

# A letter as it was made, for everybody who gets it; `pictures` is JSON.
letter = Table(
    "letter",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("pictures", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("posted", UtcTime, nullable=False),
    Index("letter_by_kind", "kind", "at"),
)

# One row for each letter and recipient: written before it is handed over, confirmed after. See `values.SendingState`.
# `reported`: when the operator was told that it will not arrive, or may not have.
sending = Table(
    "sending",
    metadata,
    Column("letter", String, primary_key=True),
    Column("address", String, primary_key=True),
    Column("name", String),
    Column("group_name", String),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("changed", UtcTime, nullable=False),
    Column("not_before", UtcTime),
    Column("first_tried", UtcTime),
    Column("answer", Text),
    Column("reported", UtcTime),
    Index("sending_by_state", "state", "not_before"),
)

# Who is in which group; who has left stays, so that the next list does not bring them back. `leaving` says how.
recipient = Table(
    "recipient",
    metadata,
    Column("group_name", String, primary_key=True),
    Column("address", String, primary_key=True),
    Column("name", String),
    Column("since", UtcTime, nullable=False),
    Column("left", UtcTime),
    Column("leaving", String),
)

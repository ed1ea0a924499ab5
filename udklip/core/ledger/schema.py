"""The tables. A change here needs a migration beside it in `migrations/versions`; a test compares the two."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from udklip.core.address import page_key
from udklip.core.ledger.utc_time import UtcTime

HEAD = "0006"


def _page_of_url(context: Any) -> str:
    return page_key(context.get_current_parameters()["url"])


metadata = MetaData()

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("started", UtcTime, nullable=False),
    Column("ended", UtcTime),
    Index("run_by_start", "started"),
)

# Where an address is now; its history is in `step`. `stage` is what it waits for: see values.Stage.
address = Table(
    "address",
    metadata,
    Column("url", String, primary_key=True),
    # What it has in common with its twins (mobile, AMP, http), and the twin that is read in its place.
    Column("page", String, nullable=False, default=_page_of_url),
    Column("twin_of", String),
    Column("source", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("outcome", String),
    Column("attempts", Integer, nullable=False, default=0),
    Column("found_at", UtcTime, nullable=False),
    Column("fetched_at", UtcTime),
    Column("listed_title", Text),
    Column("listed_at", UtcTime),
    Column("digest", String),
    Column("record_file", String),
    Column("record_offset", BigInteger),
    Column("record_length", BigInteger),
    Column("item", String),
    # Since when a way says that the page is another; empty once it was looked at.
    Column("changed_at", UtcTime),
    Index("address_by_stage", "stage", "source"),
    Index("address_by_page", "page", "source"),
    Index("address_by_twin", "twin_of"),
    Index("address_by_change", "source", "changed_at"),
    Index("address_by_record", "record_file"),
    Index("address_by_item", "item"),
    Index("address_by_source", "source", "found_at"),
)

# Which addresses a run met, by which way and at which of its addresses; the sums are over these.
find = Table(
    "find",
    metadata,
    Column("run", Integer, primary_key=True),
    Column("url", String, primary_key=True),
    Column("via", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("way", String, nullable=False),
    Index("find_by_via", "via"),
)

# Which ways of a source have ever named an address: `find` has a row for each run, and is long.
named = Table(
    "named",
    metadata,
    Column("url", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("way", String, primary_key=True),
)

# What each way said last of an address: a word of another way is no change.
listed = Table(
    "listed",
    metadata,
    Column("url", String, primary_key=True),
    Column("via", String, primary_key=True),
    Column("title", Text),
    Column("at", UtcTime),
)

step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", Integer, nullable=False),
    Column("url", String),
    Column("step", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", Text),
    Column("at", UtcTime, nullable=False),
    Column("version", String, nullable=False),
    # The earlier text that this step put aside.
    Column("revision", Integer),
    Index("step_by_url", "url"),
    Index("step_by_run", "run"),
    # What is new in a time: one step in many.
    Index("step_by_ready", "at", sqlite_where=text("outcome = 'ready'")),
    Index("step_by_import", "url", sqlite_where=text("reason = 'import'")),
)

visit = Table(
    "visit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", Integer, nullable=False),
    Column("source", String, nullable=False),
    Column("way", String, nullable=False),
    Column("url", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("state", String, nullable=False),
    Column("found", Integer, nullable=False, default=0),
    Column("fresh", Integer, nullable=False, default=0),
    Column("outcome", String, nullable=False),
    Column("reason", Text),
    Column("etag", String),
    Column("last_modified", String),
    Index("visit_by_url", "url"),
    Index("visit_by_source", "source", "at"),
    Index("visit_by_time", "at"),
)

# What looked wrong about a visit that answered.
warning = Table(
    "warning",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", Integer, nullable=False),
    Column("source", String, nullable=False),
    Column("url", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("warning_by_run", "run"),
    Index("warning_by_source", "source"),
)

# Which sources a run left alone, and until when: their rhythm had not come round.
left_alone = Table(
    "left_alone",
    metadata,
    Column("run", Integer, primary_key=True),
    Column("source", String, primary_key=True),
    Column("until", UtcTime, nullable=False),
)

# What people saw elsewhere, and whether it was here when they told of it: measured recall is over these.
report = Table(
    "report",
    metadata,
    Column("url", String, primary_key=True),
    Column("source", String),
    Column("at", UtcTime, nullable=False),
    Column("verdict", String, nullable=False),
    Column("step", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", Text),
)

item = Table(
    "item",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("source", String, nullable=False),
    Column("source_type", String, nullable=False),
    Column("region", String),
    Column("rights", String, nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("when", UtcTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("relevance", String, nullable=False),
    Column("reader_version", Integer, nullable=False),
    Column("nlp_version", Integer, nullable=False),
    Column("story", String, nullable=False),
    Column("release", String),
    Column("release_share", Float),
    Column("ready", Integer, unique=True),
    Column("alias_of", String),
    Column("revision", Integer, nullable=False, default=1),
    Column("withdrawn", Boolean, nullable=False, default=False),
    # Last: what stands behind a long text in a row is read through all of its pages.
    Column("matched", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("analysis", Text, nullable=False),
    Index("item_by_story", "story"),
    Index("item_by_when", "when"),
    Index("item_by_alias", "alias_of", sqlite_where=text("alias_of IS NOT NULL")),
)

# The texts an item had before its page changed; `changes` is what changed in sentences that name us.
revision = Table(
    "revision",
    metadata,
    Column("item", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("until", UtcTime, nullable=False),
    Column("reading", Text, nullable=False),
    Column("changes", Text, nullable=False),
)

# How far an archive was taken in that a killed process left.
imported = Table(
    "imported",
    metadata,
    Column("key", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
)

# The same text under many addresses of one source is one item.
content = Table(
    "content",
    metadata,
    Column("source", String, primary_key=True),
    Column("hash", String, primary_key=True),
    Column("item", String, nullable=False),
)

# Rare word 3-grams, by which candidates for the same story are found; item 0 marks a stock phrase. Kept by fortnight,
# so that today's look-ups stay in a small part of the table however much there is.
shingle = Table(
    "shingle",
    metadata,
    Column("fortnight", Integer, primary_key=True, autoincrement=False),
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Which revision of an item stands in which index, or why it was refused there; an index is a view.
indexed = Table(
    "indexed",
    metadata,
    Column("index_name", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("refused", Text),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

# What sites and pages say of asking and of mining, with the bytes that say it; a new row where the bytes changed.
signal = Table(
    "signal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("host", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("url", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("checked", UtcTime, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("reserved", Boolean),
    Index("signal_by_url", "url"),
    Index("signal_by_host", "host"),
)

# Hosts that asked to be left alone for a time (Retry-After, a long Crawl-delay).
rest = Table(
    "rest",
    metadata,
    Column("host", String, primary_key=True),
    Column("until", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
)

# Files of the archive that hold bytes whose text was reserved later, until they are written anew without them.
unwanted = Table("unwanted", metadata, Column("file", String, primary_key=True))

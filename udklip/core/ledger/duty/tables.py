"""The tables of the service: what ran, what is paused or asked for, what is broken, and the lease."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from udklip.core.ledger.schema import metadata
from udklip.core.ledger.utc_time import UtcTime

# One row for each run of a job; `due` is the moment it was planned for, `counts` is JSON.
job_run = Table(
    "job_run",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("job", String, nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("started", UtcTime, nullable=False),
    Column("ended", UtcTime),
    Column("outcome", String),
    Column("counts", Text, nullable=False, default="{}"),
    Column("note", Text),
    Column("holder", String, nullable=False),
    Index("job_run_by_job", "job", "started"),
    Index("job_run_by_outcome", "job", "outcome", "started"),
)

# Since when a job is known, and what people want of it.
job_state = Table(
    "job_state",
    metadata,
    Column("job", String, primary_key=True),
    Column("known", UtcTime, nullable=False),
    Column("paused", Boolean, nullable=False, default=False),
    Column("asked_at", UtcTime),
)

# What is broken, from when on until it recovers, and when the operator was told: jobs and sources.
trouble = Table(
    "trouble",
    metadata,
    Column("subject", String, primary_key=True),
    Column("since", UtcTime, nullable=False),
    Column("said", Text, nullable=False),
    Column("told_at", UtcTime),
)

# Who does the work: a holder that does not renew loses it.
lease = Table(
    "lease",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
)

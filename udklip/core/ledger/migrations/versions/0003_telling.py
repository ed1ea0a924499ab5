"""overviews, letters, sendings and recipients."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "letter",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("pictures", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("posted", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("letter_by_kind", "letter", ["kind", "at"], unique=False)
    op.create_table(
        "overview",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("after", sa.DateTime(), nullable=False),
        sa.Column("upto", sa.DateTime(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("edition", "day"),
    )
    op.create_table(
        "overview_edit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("overview_edit_by_day", "overview_edit", ["edition", "day"], unique=False)
    op.create_table(
        "overview_item",
        sa.Column("overview", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("overview", "item"),
        sa.UniqueConstraint("edition", "item"),
    )
    op.create_table(
        "recipient",
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("left", sa.DateTime(), nullable=True),
        sa.Column("leaving", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("group_name", "address"),
    )
    op.create_table(
        "sending",
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("group_name", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.Column("not_before", sa.DateTime(), nullable=True),
        sa.Column("first_tried", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("reported", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("letter", "address"),
    )
    op.create_index("sending_by_state", "sending", ["state", "not_before"], unique=False)

"""watches and what they hit."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "watch",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("cool_down", sa.Integer(), nullable=False),
        sa.Column("quiet", sa.String(), nullable=True),
        sa.Column("told", sa.DateTime(), nullable=True),
        sa.Column("fed", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "watch_hit",
        sa.Column("watch", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("ready", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("letter", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("watch", "item"),
    )
    op.create_index("watch_hit_by_letter", "watch_hit", ["letter", "watch"], unique=False)
    op.create_index("watch_hit_by_item", "watch_hit", ["item"], unique=False)
    op.create_table(
        "watch_recipient",
        sa.Column("watch", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("watch", "address"),
    )

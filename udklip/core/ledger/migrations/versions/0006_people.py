"""the desk's people, and what they decide."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "account",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("closed", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("audit_by_about", "audit", ["about"], unique=False)
    op.create_table(
        "failed_login",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "mark",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("item", "kind", "who"),
    )
    op.create_index("mark_by_who", "mark", ["who", "kind"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("note_by_item", "note", ["item"], unique=False)
    op.create_table(
        "session",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("began", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("session_by_account", "session", ["account"], unique=False)
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("item", "tag"),
    )
    op.create_index("tag_by_name", "tag", ["tag"], unique=False)
    _index_what_the_page_asks()


def _index_what_the_page_asks() -> None:
    """For tables that are long by now."""
    aliases = sa.text("alias_of IS NOT NULL")
    op.create_index("item_by_alias", "item", ["alias_of"], unique=False, sqlite_where=aliases)
    op.create_index("run_by_start", "run", ["started"], unique=False)
    ready = sa.text("outcome = 'ready'")
    op.create_index("step_by_ready", "step", ["at"], unique=False, sqlite_where=ready)
    imported = sa.text("reason = 'import'")
    op.create_index("step_by_import", "step", ["url"], unique=False, sqlite_where=imported)
    op.drop_index("visit_by_source", "visit")
    op.create_index("visit_by_source", "visit", ["source", "at"], unique=False)
    op.create_index("visit_by_time", "visit", ["at"], unique=False)

"""The schema's versions, by Alembic."""

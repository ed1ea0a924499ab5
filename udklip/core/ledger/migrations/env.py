"""What Alembic runs: on the connection it is given, so that a migration is one transaction of the ledger's."""

from alembic import context

from udklip.core.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()

"""What queries ask of rows again and again.

A value that an index of some rows is made for is said in the statement itself: only so the database knows its index.
"""

from sqlalchemy import ColumnElement, bindparam, select

from udklip.core.ledger import schema
from udklip.core.ledger.values import IMPORTED
from udklip.core.outcomes import Outcome, Step

_discovery = schema.step.alias()

standing = schema.item.c.alias_of.is_(None) & schema.item.c.withdrawn.is_(False)
"""What the coverage is made of: not the alias of an elder item, and not off topic by now."""

from_an_archive = (
    select(_discovery.c.id)
    .where(
        _discovery.c.url == schema.item.c.url,
        _discovery.c.step == Step.DISCOVERED,
        _discovery.c.reason == bindparam(None, IMPORTED, literal_execute=True),
    )
    .correlate(schema.item)
    .exists()
)
"""That an item came out of somebody else's archive."""


def became_ready(outcome: ColumnElement[str]) -> ColumnElement[bool]:
    """That a step ended with an item in the coverage."""
    return outcome == bindparam(None, Outcome.READY, literal_execute=True)

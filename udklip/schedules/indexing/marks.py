"""What the ledger calls an index, and what it notes of items that were given to one."""

from collections.abc import Iterable, Mapping

from udklip import __version__
from udklip.core.item import PressItem
from udklip.core.ledger import StepRow
from udklip.core.outcomes import Outcome, Step
from udklip.core.settings import Index as IndexSettings
from udklip.core.times import Clock
from udklip.indexer.index import Index, Refused


def key_of(index: Index) -> str:
    """What the ledger calls an index."""
    return f"{index.engine}:{index.name}"


def key_in(settings: IndexSettings) -> str:
    """What the ledger calls the index of these settings, without opening it."""
    return f"{settings.engine}:{settings.name}"


def reasons(refused: Iterable[Refused]) -> dict[str, str]:
    """Why items were refused, by their ids."""
    return {one.id: one.reason for one in refused}


def steps(items: Iterable[PressItem], refused: Mapping[str, str], clock: Clock) -> list[StepRow]:
    """The steps of items that were given to an index, for `udklip why`."""
    return [
        StepRow(
            item.url,
            Step.INDEXED,
            Outcome.INDEX_REFUSED if item.id in refused else Outcome.OK,
            refused.get(item.id),
            clock(),
            __version__,
        )
        for item in items
    ]

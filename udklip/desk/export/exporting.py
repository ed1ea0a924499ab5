"""The way of an export: everything that a query finds, through the gate of rights, into one file."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice

from udklip.core.ledger import Ledger
from udklip.core.replacing import replacing
from udklip.desk import searching
from udklip.desk.export.exporter import About
from udklip.desk.export.order import Order
from udklip.desk.export.registry import exporter_for
from udklip.desk.searching import Found
from udklip.indexer.index import Index


def export(order: Order, index: Index, ledger: Ledger) -> int:
    """Write the file; gives how many hits stand in it.

    Raises:
        QueryError: the query does not parse.
        SettingsError: the file's ending is of no exporter, or it cannot be written there.
        ExportFailed: the file could not be written to its end; what stood there stays.
    """
    exporter = exporter_for(order.path)
    options = replace(order.options, all_copies=order.options.all_copies or exporter.every_copy)
    everything = searching.scan(order.query, options, index, ledger, order.audience)
    with closing(everything), replacing(order.path) as file:
        counted = _Counted(islice(everything, order.most))
        exporter.write(counted, About(order.query, options.moment, order.desk), file)
    return counted.count


class _Counted:
    """Counts what is taken out of it."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = found
        self.count = 0

    def __iter__(self) -> Iterator[Found]:
        for each in self._found:
            self.count += 1
            yield each

"""Looks into every table there is, those of later versions too: whatever holds words of people may name somebody."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, String, Table, and_, case, select, update

from udklip.core.ledger import schema

Mask = Callable[[str], str]
"""Gives a text without what goes; the text itself where nothing does."""

_ADDRESSES = frozenset({"url", "via", "twin_of", "page"})
_MANY = 200


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that holds what goes: its key, and the columns as they are and as they are to be."""

    table: str
    key: tuple[tuple[str, Any], ...]
    before: tuple[tuple[str, Any], ...]
    after: tuple[tuple[str, Any], ...]


class Everywhere:
    """Every table within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def rename(self, names: Mapping[str, str]) -> None:
        """Call addresses otherwise, wherever they stand as addresses."""
        for table in schema.metadata.sorted_tables:
            for column in table.columns:
                if column.name in _ADDRESSES:
                    self._rename(table, column, names)

    def touched(self, mask: Mask, may_be_in: Callable[[str], bool] = lambda _: True) -> Iterator[Touched]:
        """Every row that `mask` changes something of, beside addresses and keys.

        `may_be_in` says of a value as it is kept whether it is worth a closer look: taking JSON apart takes time.
        """
        for table in schema.metadata.sorted_tables:
            columns = _texts_of(table)
            if columns:
                yield from self._touched(
                    table,
                    columns,
                    lambda value: _masked(value, mask) if _to_look_at(value, may_be_in) else value,
                )

    def change(self, rows: Iterable[Touched]) -> Counter[str]:
        """Bring `rows` to what they are to be, unless they were changed meanwhile; gives how many by table."""
        counts: Counter[str] = Counter()
        for row in rows:
            table = schema.metadata.tables[row.table]
            same = [table.c[name] == value for name, value in (*row.key, *row.before)]
            changed = self._connection.execute(update(table).where(and_(*same)).values(dict(row.after)))
            counts[row.table] += changed.rowcount
        return counts

    def _rename(self, table: Table, column: Column[Any], names: Mapping[str, str]) -> None:
        urls = list(names)
        for start in range(0, len(urls), _MANY):
            part = {url: names[url] for url in urls[start : start + _MANY]}
            change = update(table).where(column.in_(part))
            self._connection.execute(change.values({column.name: case(part, value=column)}))

    def _touched(
        self, table: Table, columns: Sequence[Column[Any]], masked: Callable[[Any], Any]
    ) -> Iterator[Touched]:
        keys = list(table.primary_key.columns)
        for row in self._connection.execute(select(*keys, *columns)).mappings():
            after = {column.name: masked(row[column.name]) for column in columns}
            changed = {name: value for name, value in after.items() if value != row[name]}
            if changed:
                key = tuple((column.name, row[column.name]) for column in keys)
                before = tuple((name, row[name]) for name in changed)
                yield Touched(table.name, key, before, tuple(changed.items()))


def _texts_of(table: Table) -> list[Column[Any]]:
    return [
        column
        for column in table.columns
        if isinstance(column.type, String | LargeBinary)
        and not column.primary_key
        and column.name not in _ADDRESSES
    ]


def _to_look_at(value: Any, may_be_in: Callable[[str], bool]) -> bool:
    return not isinstance(value, str) or may_be_in(value)


def _masked(value: Any, mask: Mask) -> Any:
    if isinstance(value, bytes):
        text = value.decode("utf-8", "surrogateescape")
        masked = mask(text)
        return value if masked == text else masked.encode("utf-8", "surrogateescape")
    if not isinstance(value, str):
        return value
    return _masked_json(value, mask) if value[:1] in "{[" else mask(value)


def _masked_json(value: str, mask: Mask) -> str:
    """A text that is JSON is masked within, so that it stays JSON, however its letters are written."""
    try:
        held = json.loads(value)
    except ValueError:
        return mask(value)
    masked = _walked(held, mask)
    return value if masked == held else json.dumps(masked, ensure_ascii=False)


def _walked(value: Any, mask: Mask) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_walked(one, mask) for one in value]
    if isinstance(value, dict):
        return {mask(name): _walked(one, mask) for name, one in value.items()}
    return value

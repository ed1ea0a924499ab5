"""What people decided and wrote of items: marks, tags, notes; and the audit of every change."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema
from udklip.core.ledger.people.tables import audit, mark, note, tag
from udklip.core.ledger.people.values import AuditRow, MarkKind, Note


class Decisions:
    """The decisions within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def note_change(self, row: AuditRow) -> None:
        """Write down who changed what."""
        values = {"at": row.at, "who": row.who, "action": row.action, "about": row.about, "words": row.words}
        self._connection.execute(insert(audit), values)

    def changes(self, about: str | None = None, limit: int = 200) -> list[AuditRow]:
        """The newest changes, of one thing or of all."""
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if about is not None:
            query = query.where(audit.c.about == about)
        rows = self._connection.execute(query).mappings()
        return [AuditRow(row["at"], row["who"], row["action"], row["about"], row["words"]) for row in rows]

    def set_mark(self, item: str, kind: MarkKind, who: str, at: datetime) -> None:
        """Set a mark; once is enough."""
        row = {"item": item, "kind": kind, "who": who, "at": at}
        self._connection.execute(upsert(mark).values(row).on_conflict_do_nothing())

    def take_mark(self, item: str, kind: MarkKind, who: str) -> None:
        """Take a mark off: one's own star; that an item is not relevant, whoever said it."""
        here = delete(mark).where(mark.c.item == item, mark.c.kind == kind)
        self._connection.execute(here if kind is MarkKind.NOT_RELEVANT else here.where(mark.c.who == who))

    def marks(self, items: Sequence[str], who: str) -> dict[str, frozenset[MarkKind]]:
        """The marks on `items` (a few hundred at most) that `who` sees: the team's, and their own stars."""
        query = select(mark.c.item, mark.c.kind, mark.c.who).where(mark.c.item.in_(items))
        found: defaultdict[str, set[MarkKind]] = defaultdict(set)
        for item, kind, owner in self._connection.execute(query):
            if kind == MarkKind.NOT_RELEVANT or owner == who:
                found[item].add(MarkKind(kind))
        return {item: frozenset(kinds) for item, kinds in found.items()}

    def starred(self, who: str, limit: int) -> list[str]:
        """The items `who` has a star on, the last one first."""
        query = select(mark.c.item).where(mark.c.kind == MarkKind.STAR, mark.c.who == who)
        return list(self._connection.execute(query.order_by(mark.c.at.desc()).limit(limit)).scalars())

    def set_tag(self, item: str, name: str, who: str, at: datetime) -> None:
        """Tag an item; the indexes follow."""
        row = {"item": item, "tag": name, "who": who, "at": at}
        if self._connection.execute(upsert(tag).values(row).on_conflict_do_nothing()).rowcount:
            self._revise(item)

    def take_tag(self, item: str, name: str) -> None:
        """Take a tag off; the indexes follow."""
        gone = delete(tag).where(tag.c.item == item, tag.c.tag == name)
        if self._connection.execute(gone).rowcount:
            self._revise(item)

    def tags(self, items: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The tags on `items` (a few hundred at most), in the order they were set."""
        query = select(tag.c.item, tag.c.tag).where(tag.c.item.in_(items)).order_by(tag.c.id)
        found: defaultdict[str, list[str]] = defaultdict(list)
        for item, name in self._connection.execute(query):
            found[item].append(name)
        return {item: tuple(names) for item, names in found.items()}

    def all_tags(self) -> list[str]:
        """Every tag in use, by name."""
        return list(self._connection.execute(select(tag.c.tag).distinct().order_by(tag.c.tag)).scalars())

    def write(self, item: str, who: str, words: str, at: datetime) -> int:
        """Write a note on an item; gives its number."""
        row = {"item": item, "who": who, "words": words, "at": at}
        made = self._connection.execute(insert(note).values(row).returning(note.c.id))
        return int(made.scalar_one())

    def notes(self, item: str) -> list[Note]:
        """The notes on an item, oldest first, those that were taken back left out."""
        query = select(note).where(note.c.item == item, note.c.words != "").order_by(note.c.id)
        return [Note(**row) for row in self._connection.execute(query).mappings()]

    def take_note(self, number: int, who: str | None = None) -> bool:
        """Take a note back, with `who` only their own; gives whether there was one."""
        change = update(note).where(note.c.id == number, note.c.words != "").values(words="")
        return bool(
            self._connection.execute(change if who is None else change.where(note.c.who == who)).rowcount
        )

    def _revise(self, item: str) -> None:
        table = schema.item
        change = update(table).where(table.c.id == item).values(revision=table.c.revision + 1)
        self._connection.execute(change)

"""Collects from archives that somebody else made: WARC files, CC-NEWS among them."""

from dataclasses import dataclass, field
from pathlib import Path

from udklip.core.errors import SettingsError
from udklip.crawler.foreign_archives.pages import check_is_archive
from udklip.crawler.foreign_archives.taking_in import TakingIn
from udklip.crawler.foreign_archives.wish import Wish
from udklip.crawler.intake import Intake
from udklip.schedules.collecting.collector import Place, untouched
from udklip.schedules.keeping.disk import too_full

BACKLOG = 400
"""Addresses that wait to be read, from which on the archives wait for the workers."""


@dataclass(frozen=True, slots=True)
class Archives:
    """The files to be taken in, and what is wanted of them."""

    files: tuple[Path, ...]
    wish: Wish = field(default_factory=Wish)

    def check(self) -> None:
        """See that every file is there, and is an archive.

        Raises:
            SettingsError: one is not there.
            ArchiveError: one is something else.
        """
        for file in self.files:
            if not file.is_file():
                raise SettingsError(f"{file}: there is no such file; name a WARC file (.warc or .warc.gz)")
            check_is_archive(file)


class Import:
    """Takes archives in as fast as the workers read what is in them."""

    def __init__(self, place: Place, archives: Archives) -> None:
        """Begin, or go on where an import that was killed came to."""
        self.messages: list[str] = []
        self.not_due: list[str] = []
        self._place = place
        settings = place.settings
        self._intake = Intake(place.ledger, place.archive, place.run, place.clock)
        self._taking_in = TakingIn(
            place.ledger,
            self._intake,
            settings.sources,
            archives.wish,
            settings.crawl.max_bytes,
            place.clock,
        )
        self._chunks = self._taking_in.chunks(archives.files)

    def more(self) -> bool:
        """Take one more chunk in, unless enough waits; whether there is more, and room for it."""
        if told := too_full(self._place.settings):
            self.messages.append(told)
            return False
        with self._place.ledger.reading() as book:
            enough = len(book.addresses.waiting(BACKLOG)) == BACKLOG
        return enough or next(self._chunks, self) is not self

    def close(self) -> None:
        """Say what was passed over, and what is damaged."""
        self._chunks.close()
        self._intake.close()
        self.not_due = untouched(self._place)
        passed_over = ", ".join(f"{count} {why}" for why, count in self._taking_in.passed_over.most_common())
        self.messages += [f"passed over: {passed_over}"] if passed_over else []
        self.messages += self._taking_in.faults

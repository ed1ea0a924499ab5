"""The ledger within one transaction: its books, each of one concern."""

from functools import cached_property

from sqlalchemy import Connection

from udklip.core.ledger.addresses import Addresses
from udklip.core.ledger.duty.jobs import Jobs
from udklip.core.ledger.duty.leases import Leases
from udklip.core.ledger.duty.troubles import Troubles
from udklip.core.ledger.erasing.bars import Bars
from udklip.core.ledger.erasing.everywhere import Everywhere
from udklip.core.ledger.erasing.expiry import Expiry
from udklip.core.ledger.erasing.husks import Husks
from udklip.core.ledger.erasing.key import ErasureKey
from udklip.core.ledger.erasing.letters import Letters
from udklip.core.ledger.erasing.people import People
from udklip.core.ledger.identity import Identity
from udklip.core.ledger.imports import Imports
from udklip.core.ledger.indexing import Indexing
from udklip.core.ledger.items import Items
from udklip.core.ledger.looks import Looks
from udklip.core.ledger.people.accounts import Accounts
from udklip.core.ledger.people.decisions import Decisions
from udklip.core.ledger.revisions import Revisions
from udklip.core.ledger.rights.reserved_texts import ReservedTexts
from udklip.core.ledger.rights.signals import Signals
from udklip.core.ledger.runs import Runs
from udklip.core.ledger.sources import Sources
from udklip.core.ledger.stories import Stories
from udklip.core.ledger.telling.outbox import Outbox
from udklip.core.ledger.telling.overviews import Overviews
from udklip.core.ledger.telling.recipients import Recipients
from udklip.core.ledger.telling.sendings import Sendings
from udklip.core.ledger.twins import Twins
from udklip.core.ledger.visits import Visits
from udklip.core.ledger.watching.watches import Watches


class Book:
    """The ledger within one transaction."""

    def __init__(self, connection: Connection, key: ErasureKey) -> None:
        """Read and write through `connection` alone, so that everything here stands or falls together."""
        self._connection = connection
        self._key = key

    @cached_property
    def addresses(self) -> Addresses:
        """Where every address is on its way, and how it came there."""
        return Addresses(self._connection)

    @cached_property
    def items(self) -> Items:
        """The coverage itself."""
        return Items(self._connection)

    @cached_property
    def runs(self) -> Runs:
        """Runs and their sums."""
        return Runs(self._connection)

    @cached_property
    def visits(self) -> Visits:
        """Visits to the ways of sources."""
        return Visits(self._connection)

    @cached_property
    def sources(self) -> Sources:
        """What the ledger knows of each source: its addresses by way, warnings, reports."""
        return Sources(self._connection)

    @cached_property
    def stories(self) -> Stories:
        """Which items are the same story."""
        return Stories(self._connection)

    @cached_property
    def identity(self) -> Identity:
        """Which items are one, and which left the coverage."""
        return Identity(self._connection)

    @cached_property
    def revisions(self) -> Revisions:
        """The texts items had before their pages changed."""
        return Revisions(self._connection)

    @cached_property
    def twins(self) -> Twins:
        """Addresses of one page."""
        return Twins(self._connection)

    @cached_property
    def imports(self) -> Imports:
        """Archives that are taken in."""
        return Imports(self._connection)

    @cached_property
    def looks(self) -> Looks:
        """Pages to be looked at again."""
        return Looks(self._connection)

    @cached_property
    def signals(self) -> Signals:
        """What sites ask of us and what they reserve."""
        return Signals(self._connection)

    @cached_property
    def reserved_texts(self) -> ReservedTexts:
        """Texts that were reserved and go."""
        return ReservedTexts(self._connection)

    @cached_property
    def jobs(self) -> Jobs:
        """Jobs of the service, and their runs."""
        return Jobs(self._connection)

    @cached_property
    def lease(self) -> Leases:
        """Who does the service's work."""
        return Leases(self._connection)

    @cached_property
    def troubles(self) -> Troubles:
        """What is broken."""
        return Troubles(self._connection)

    @cached_property
    def bars(self) -> Bars:
        """What was erased and may not come in again."""
        return Bars(self._connection, self._key)

    @cached_property
    def husks(self) -> Husks:
        """Items and addresses that go."""
        return Husks(self._connection)

    @cached_property
    def expiry(self) -> Expiry:
        """What is older than it may be."""
        return Expiry(self._connection)

    @cached_property
    def letters(self) -> Letters:
        """Letters whose words go."""
        return Letters(self._connection)

    @cached_property
    def people(self) -> People:
        """People that we write to or search for."""
        return People(self._connection)

    @cached_property
    def everywhere(self) -> Everywhere:
        """Every table there is."""
        return Everywhere(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """Letters that wait to be sent."""
        return Outbox(self._connection)

    @cached_property
    def accounts(self) -> Accounts:
        """Who may log in, and who is."""
        return Accounts(self._connection)

    @cached_property
    def decisions(self) -> Decisions:
        """What people decided and wrote of items, and the audit."""
        return Decisions(self._connection)

    @cached_property
    def watches(self) -> Watches:
        """Saved searches, and what they hit."""
        return Watches(self._connection)

    @cached_property
    def overviews(self) -> Overviews:
        """Overviews that were made, and what editors want of those to come."""
        return Overviews(self._connection)

    @cached_property
    def sendings(self) -> Sendings:
        """Where each letter is on its way to each recipient."""
        return Sendings(self._connection)

    @cached_property
    def recipients(self) -> Recipients:
        """Who is in which group."""
        return Recipients(self._connection)

    @cached_property
    def indexing(self) -> Indexing:
        """What waits to be indexed."""
        return Indexing(self._connection)

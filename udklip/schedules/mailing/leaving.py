"""Links by which people leave a group. A link holds no address: it is a signature that only we can make."""

import base64
import hmac
import os
import secrets as chance
from contextlib import suppress
from pathlib import Path

from udklip.core.ledger import Book, Member
from udklip.core.settings import Secrets, Settings
from udklip.schedules.mailing.foot import WayOut

KEY_FILE = "signing.key"
PATH = "/afmeld"
_KEY_BYTES = 32


class Leaving:
    """Makes and reads the links. `key` is the store's own, or UDKLIP_SIGNING_KEY."""

    def __init__(self, key: bytes) -> None:
        """Use `Leaving.of`."""
        self._key = key

    @classmethod
    def of(cls, settings: Settings, secrets: Secrets) -> "Leaving":
        """With the key of the store, made where there is none yet."""
        if secrets.signing_key is not None:
            return cls(secrets.signing_key.get_secret_value().encode())
        return cls(_kept_key(settings.store_folder / KEY_FILE))

    def token(self, group: str, address: str) -> str:
        """What stands in the link of `address` in `group`."""
        signed = hmac.digest(self._key, f"afmeld\0{group}\0{address}".encode(), "sha256")
        return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()

    def member(self, token: str, book: Book) -> Member | None:
        """Whose link it is; somebody who has left keeps theirs."""
        given = token.encode("utf-8", "replace")
        ours = ((each, self.token(each.group, each.address).encode()) for each in book.recipients.members())
        return next((each for each, known in ours if hmac.compare_digest(known, given)), None)

    def way_out(self, group: str, address: str, settings: Settings) -> WayOut:
        """How `address` leaves `group`: by the link where the desk is reached from outside, or by mail."""
        mail = settings.mail
        base = (mail.public_url or "").rstrip("/")
        link = f"{base}{PATH}/{self.token(group, address)}" if base else None
        return WayOut(group, link, mail.reply_to)


def _kept_key(file: Path) -> bytes:
    """The key in `file`; two who make it at once end with the same one."""
    with suppress(FileNotFoundError):
        return file.read_bytes()
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_name(f"{file.name}.{os.getpid()}.{chance.token_hex(4)}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as new:
        new.write(chance.token_bytes(_KEY_BYTES))
        new.flush()
        os.fsync(new.fileno())
    with suppress(FileExistsError):
        os.link(made, file)
    made.unlink()
    return file.read_bytes()

"""Passwords: argon2id, with the library's own costs (RFC 9106)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from udklip.core.errors import SettingsError

SHORTEST = 12
LONGEST = 1_000

_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """`password` as it is kept.

    Raises:
        SettingsError: it is too short, or so long that hashing it would be an attack.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise SettingsError(f"a password has {SHORTEST} characters at least and {LONGEST} at most")
    return _hasher.hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Whether `password` is the one that was kept; takes as long where there is none."""
    if len(password) > LONGEST:
        return False
    try:
        return _hasher.verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")

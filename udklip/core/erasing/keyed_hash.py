"""Keyed hashes: who has not the key cannot try names against them."""

import hmac


def keyed(key: bytes, kind: str, text: str) -> str:
    """The hash of `text` as a `kind` of thing."""
    return hmac.digest(key, f"{kind}\0{text}".encode(), "sha256").hex()

"""The header `Retry-After` (RFC 9110, 10.2.3): seconds, or a date."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

MOST_REST = timedelta(days=1)
"""Longer than this no server is believed: a wrong year would silence a source for good."""


def rest_until(value: str | None, now: datetime) -> datetime | None:
    """When the server wants to be asked again; None where it says nothing that can be read.

    A date that has gone by means now.
    """
    if value is None:
        return None
    text = value.strip()
    asked = now + timedelta(seconds=int(text[:9])) if text.isascii() and text.isdigit() else _date(text)
    return min(max(asked, now), now + MOST_REST) if asked else None


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)

"""How long somebody waits after wrong passwords: five are free, then it doubles from a quarter of a minute on."""

from datetime import datetime, timedelta

from udklip.core.ledger.people.values import FailedLogins

FREE = 5
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=12)


def may_try_at(failed: FailedLogins | None) -> datetime | None:
    """When the next attempt is heard; None: now."""
    if failed is None or failed.times < FREE:
        return None
    doublings = min(failed.times - FREE, 10)
    return failed.last + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def is_forgotten(failed: FailedLogins | None, now: datetime) -> bool:
    """Whether wrong passwords were so long ago that counting begins anew."""
    return failed is not None and now - failed.last > FORGOTTEN_AFTER

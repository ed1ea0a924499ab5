"""When a watch may tell. Pure: an alert waits for the watch's cool-down, and then for the end of its quiet hours."""

from datetime import datetime, timedelta

from udklip.core.ledger.watching.values import Watch
from udklip.core.quiet_hours import QuietHours
from udklip.core.times import COPENHAGEN, aware


def earliest(watch: Watch, now: datetime) -> datetime:
    """The first moment from `now` on at which `watch` may tell what it hit."""
    cooled = max(now, watch.told + watch.cool_down) if watch.told else now
    if watch.quiet is None or not watch.quiet.hold(cooled):
        return cooled
    return _end_of(watch.quiet, cooled)


def _end_of(quiet: QuietHours, moment: datetime) -> datetime:
    """When the quiet hours that hold at `moment` end: today, or tomorrow where they run over midnight."""
    today = moment.astimezone(COPENHAGEN).date()
    ends = (aware(datetime.combine(today + timedelta(days=days), quiet.end)) for days in (0, 1))
    return next(end for end in ends if end > moment)

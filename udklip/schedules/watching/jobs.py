"""The jobs of watches: `alerts`, as often as something may be new, and `sweep`, every night."""

from functools import cache

from udklip.core.settings import Secrets
from udklip.indexer.index import open_index
from udklip.schedules.overview.from_ledger import own_names
from udklip.schedules.recipients import RecipientsOf, recipients_of
from udklip.schedules.service.job import JobOutcome, Report, Workplace
from udklip.schedules.watching.asking import Asked, ask
from udklip.schedules.watching.feeds import write_feeds
from udklip.schedules.watching.sweeping import Swept, look, make_good
from udklip.schedules.watching.telling import tell


def alert(workplace: Workplace, whom: RecipientsOf = recipients_of) -> Report:
    """Ask every watch of what is new, tell what may be told now, and write feeds. Goes on where it was killed."""
    own = cache(lambda: own_names(workplace.settings))
    asked = ask(workplace)
    told = tell(workplace, whom, own)
    feeds = write_feeds(workplace, own)
    counts = {
        "items": asked.items,
        "hits": asked.hits,
        "alerts": told.alerts,
        "letters": told.letters,
        "waiting": told.waiting,
        "feeds": feeds,
    }
    if asked.broken:
        return Report(JobOutcome.FAILED, counts, _of_broken(asked))
    did = asked.hits or told.alerts or feeds
    return Report(JobOutcome.DONE if did else JobOutcome.NOTHING, counts)


def sweep(workplace: Workplace, whom: RecipientsOf = recipients_of) -> Report:
    """Ask the index what the watches should have hit; report and alert what they missed.

    Raises:
        IndexUnavailable: the index does not answer.
    """
    settings = workplace.settings
    folder = settings.store_folder / "index"
    with open_index(settings.index, folder, Secrets.load(), writing=False) as index:
        swept = look(workplace, index)
    make_good(workplace, swept)
    alerted = alert(workplace, whom)
    counts = {"watches": swept.watches, "missed": len(swept.missed), "changed": len(swept.changed)}
    outcome = JobOutcome.DONE if swept.watches else JobOutcome.NOTHING
    notes = [note for note in (_of_swept(swept), alerted.note) if note]
    if alerted.outcome is JobOutcome.FAILED:
        outcome = JobOutcome.FAILED
    return Report(outcome, counts | {"alerts": alerted.counts["alerts"]}, "; ".join(notes) or None)


def _of_broken(asked: Asked) -> str:
    said = ", ".join(f"{name}: {reason}" for name, reason in asked.broken.items())
    return f"not asked, for their queries are none any more (`udklip watch add --replace`): {said}"


def _of_swept(swept: Swept) -> str | None:
    parts = []
    if swept.missed:
        said = ", ".join(f"{hit.watch} item {hit.item}" for hit in swept.missed[:10])
        parts.append(f"{len(swept.missed)} hits were missed and are alerted now: {said}")
    if swept.changed:
        parts.append(f"{len(swept.changed)} items are hits since their texts changed, and are alerted now")
    if swept.passed_over:
        parts.append(f"not swept, for what they ask changes by the day: {', '.join(swept.passed_over)}")
    return "; ".join(parts) or None

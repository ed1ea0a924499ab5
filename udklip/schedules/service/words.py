"""A run of a job in a line."""

from udklip.core.ledger.duty.values import JobRun


def in_words(run: JobRun) -> str:
    """A run that ended, in a line."""
    seconds = (run.ended - run.started).total_seconds() if run.ended else 0.0
    counts = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in run.counts.items() if count)
    told = "; ".join(part for part in (counts, run.note) if part)
    return f"{run.job}: {run.outcome or 'under way'} in {seconds:.1f} s{f' ({told})' if told else ''}"

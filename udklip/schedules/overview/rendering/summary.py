"""The day in one sentence."""

from udklip.core.analysis import Relevance
from udklip.core.danish import counted
from udklip.schedules.overview.values import Certificate, Origin, Overview


def summary(overview: Overview) -> str:
    """What came, in stories; of a day without coverage, what that rests on."""
    if not overview.stories:
        return f"Ingen omtale. {fetched(overview.certificate)}"
    counts = overview.counts
    about_us = len(overview.about(Relevance.CLUSTER))
    paid = sum(story.lead.origin is Origin.SPONSORED for story in overview.stories)
    parts = [
        f"{counted(counts.stories, 'historie', 'historier')} i {counted(counts.outlets, 'medie', 'medier')}",
        f"{about_us or 'ingen'} om klyngen selv",
    ]
    if paid:
        parts.append(counted(paid, "annoncørbetalt", "annoncørbetalte"))
    return ", ".join(parts)


def fetched(certificate: Certificate) -> str:
    """How many of the sources that were due answered."""
    if not certificate.due:
        return "Ingen kilder skulle hentes"
    return f"{certificate.fetched} af {counted(certificate.due, 'kilde', 'kilder')} hentet"


def article_counts(overview: Overview) -> str:
    """The articles by how they came to be printed; the four sum to all."""
    counts = overview.counts
    return (
        f"{counted(counts.articles, 'artikel', 'artikler')}: {counts.earned} redaktionelle, "
        f"{counted(counts.wire, 'telegram', 'telegrammer')}, "
        f"{counted(counts.own, 'pressemeddelelse', 'pressemeddelelser')} og egne udgivelser, "
        f"{counted(counts.sponsored, 'annoncørbetalt', 'annoncørbetalte')}"
    )

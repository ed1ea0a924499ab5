"""The day in one sentence, and the other sentences that page, mail and text share."""

from udklip.core.analysis import Relevance
from udklip.core.danish import counted, listed, outlet, percent
from udklip.schedules.overview.values import Certificate, Origin, Overview, Pickup, Release, Story


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


def told_before(story: Story) -> str | None:
    """That a story was told in an overview before, and how many outlets are new; None where it is new itself."""
    if not story.earlier:
        return None
    return (
        f"Fortalt før; nye medier: +{story.new_outlets}"
        if story.new_outlets
        else "Fortalt før; ingen nye medier"
    )


def picked_up(release: Release) -> str:
    """Who took a press release over, and how much of what they wrote stands in it."""
    if not release.pickups:
        return "Ikke set genbragt endnu"
    return f"Genbragt af {listed([_outlet_with_share(pickup) for pickup in release.pickups])}"


def left_out(overview: Overview) -> str:
    """How many stories the editor left out, and who that was."""
    stories = counted(overview.left_out, "historie", "historier")
    who = f" ({', '.join(overview.editors)})" if overview.editors else ""
    return f"{stories} udeladt af redaktøren{who}; tallene er uden"


def _outlet_with_share(pickup: Pickup) -> str:
    share = "" if pickup.share is None else f" ({percent(pickup.share)})"
    return outlet(pickup.source) + share

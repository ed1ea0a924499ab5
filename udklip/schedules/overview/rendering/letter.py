"""The overview as a letter: what goes out by mail, before it is addressed to anybody."""

from udklip.core.danish import long_day
from udklip.core.letter import Letter, LetterKind
from udklip.core.rights import Audience
from udklip.schedules.overview.rendering.chart import as_picture
from udklip.schedules.overview.rendering.render import to_mail_html, to_text
from udklip.schedules.overview.rendering.summary import summary
from udklip.schedules.overview.values import Overview

_SUFFIX = {Audience.STAFF: "", Audience.MEMBERS: "-medlemmer"}


def to_letter(overview: Overview) -> Letter:
    """The letter of an overview; one for each audience, for they are not shown the same."""
    picture = as_picture(overview)
    return Letter(
        id=overview.id + _SUFFIX[overview.audience],
        kind=LetterKind.OVERVIEW,
        subject=" ".join(f"{overview.name} {long_day(overview.day)}: {summary(overview)}".split()),
        text=to_text(overview),
        html=to_mail_html(overview),
        at=overview.window.upto,
        pictures=(picture,) if picture else (),
    )

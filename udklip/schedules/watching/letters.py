"""Alerts, and the notice of what was missed, as letters."""

from collections.abc import Sequence
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader

from udklip.core.letter import Letter, LetterKind
from udklip.core.links import web_link
from udklip.core.rights import Audience
from udklip.schedules.overview.entries import one_line
from udklip.schedules.overview.rendering.render import environment, loader
from udklip.schedules.overview.values import Entry
from udklip.schedules.watching.alert import Alert
from udklip.schedules.watching.missed import Notice


def alert_letter(alert: Alert, audience: Audience) -> Letter:
    """The letter to those of one audience; its bytes depend on the alert alone."""
    subject = f"Overvågning »{alert.watch.name}«: {alert.heading}"
    return Letter(
        id=f"{alert.id}-{audience}",
        kind=LetterKind.ALERT,
        subject=one_line(subject),
        text=_rendered("alert.txt.j2", alert=alert),
        html=_rendered("alert.html.j2", alert=alert, item_link=_to_outlet),
        at=alert.at,
    )


def notice_letter(notice: Notice) -> Letter:
    """The letter to the operator about hits that no alert told of."""
    return Letter(
        id=notice.id,
        kind=LetterKind.NOTICE,
        subject=f"Udklip: {notice.heading}",
        text=_rendered("missed.txt.j2", notice=notice),
        html=_rendered("missed.html.j2", notice=notice),
        at=notice.at,
    )


def _rendered(template: str, **values: object) -> str:
    return _templates().get_template(template).render(**values)


def _to_outlet(entry: Entry) -> str | None:
    """In a mail a title leads to the outlet itself."""
    return web_link(entry.url)


@cache
def _templates() -> Environment:
    return environment(ChoiceLoader(_loaders()))


def _loaders() -> Sequence[PackageLoader]:
    """Our own templates, and the overview's, whose parts they use."""
    return (PackageLoader("udklip.schedules.watching", "templates"), loader())

"""The small frozen values of what is told."""

from enum import StrEnum


class SendingState(StrEnum):
    """How far a letter is on its way to one recipient.

    `planned`: to be sent, now or after `not_before`. `handing`: the server was about to get it. `sent`: it has it.
    `refused`: it will not have it. `uncertain`: it may have it, for the line or we broke off before its answer;
    it is reported and never sent again by itself. `dropped`: given up, or the recipient left in the meantime.
    """

    PLANNED = "planned"
    HANDING = "handing"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"

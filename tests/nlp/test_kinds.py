"""The kind of a text without a page, from its own signs."""

import pytest

from udklip.core.reading import Kind
from udklip.nlp.kinds import kind_of

BODY = "\n\nKommunen åbner et nyt værksted til foråret, og borgmesteren glæder sig.\n\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Nyt værksted{BODY}", Kind.ARTICLE),
        (f"Sponseret indhold\n\nNyt værksted{BODY}", Kind.SPONSORED),
        (f"ANNONCE\nNyt værksted{BODY}", Kind.SPONSORED),
        (f"PRESSEMEDDELELSE\n\nNyt værksted{BODY}", Kind.PRESS_RELEASE),
        (
            f"Nyt værksted{BODY}For yderligere oplysninger, kontakt:\n\nBo Eg, be@example.dk",
            Kind.PRESS_RELEASE,
        ),
        (f"Indholdet er produceret af Byens Bank.\n\nNyt værksted{BODY}", Kind.SPONSORED),
        (f"Nyt værksted\n\nI samarbejde med Byens Bank{BODY}", Kind.SPONSORED),
        (f"Nyt værksted\n\nDet sker i samarbejde med Byens Bank.{BODY}", Kind.ARTICLE),
        (f"Nyt værksted{BODY}/ritzau/", Kind.WIRE),
        (f"Nyt værksted\n\nBYEN 12. AUGUST /Ritzau/{BODY}", Kind.WIRE),
        (f"Nyt værksted{BODY}(Ritzau)", Kind.WIRE),
        (f"Nyt værksted{BODY}Det siger hun til Ritzau.", Kind.ARTICLE),
        (f"Nyt værksted\n\nNAVNENYT{BODY}", Kind.NOTICE),
        (f"Kort nyt\n\nNyt værksted{BODY}", Kind.NOTICE),
        (f"Nyt værksted{BODY}Annoncer på vores side koster penge.", Kind.ARTICLE),
        ("", Kind.ARTICLE),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind

"""The language of a text, with and without the model."""

import subprocess
import sys

import pytest

from udklip.crawler.readers.language import language_of

DANISH = (
    "Regeringen fremlagde i går et forslag om at bruge flere penge på forskning. Ministeren sagde, at det er vigtigt "
    "for hele landet, og at kommunerne må have mere hjælp. Forslaget bliver efter planen vedtaget inden jul."
)
NORWEGIAN = (
    "Regjeringen la i går fram et forslag om å bruke mer penger på helse. Statsministeren sa at det er viktig for hele "
    "landet, og at kommunene må få mer hjelp. Det skal etter planen bli vedtatt før jul."
)
SWEDISH = (
    "Regeringen lade i går fram ett förslag om att använda mer pengar till sjukvården. Ministern sade att det är "
    "viktigt för hela landet och att kommunerna måste få mer hjälp. Förslaget väntas bli antaget före jul."
)
DUTCH = (
    "De regering heeft gisteren een voorstel gedaan om meer geld uit te geven aan de zorg. Volgens de minister is het "
    "van belang voor het hele land, en op termijn ook voor de gemeenten. Het gaat niet om een klein bedrag."
)
ENGLISH_ABOUT_DENMARK = (
    "The association af Danske Regioner said on Monday that the cluster will move op to Aarhus, and that the members "
    "of the board, blevet elected efter a vote, had agreed on the plan. The minister of science welcomed the news."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (DANISH, "da"),
        (NORWEGIAN, "no"),
        (SWEDISH, "sv"),
        (DUTCH, "nl"),
        (ENGLISH_ABOUT_DENMARK, "en"),
        (DANISH[:70], "da"),
        ("Kort", None),
    ],
)
def test_the_language_is_told(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_plain_danish_does_not_load_the_model() -> None:
    told = (
        "import sys; from udklip.crawler.readers.language import _identifier, language_of\n"
        f"assert language_of({DANISH!r}) == 'da'; sys.exit(_identifier.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0

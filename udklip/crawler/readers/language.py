"""Which language a text is in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# What stands in the Danish press or beside it; more of them only means more mistakes.
_LANGUAGES = "da no nn sv de en fr nl fi is fo es it pl pt".split()
_ENOUGH = 25
"""Letters below which a guess is worth nothing."""
_SAMPLE = 700


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier


def language_of(body: str, title: str | None = None) -> str | None:
    """ISO 639-1 code of `body`; where it is all but empty of `title` too; null where there is too little.

    The body decides: Danish headlines are often taken for Norwegian.
    """
    sample = body[:_SAMPLE]
    if len(sample) < 4 * _ENOUGH:
        sample = f"{title or ''} {sample}".strip()
    if sum(map(str.isalpha, sample)) < _ENOUGH:
        return None
    return str(_identifier().classify(sample)[0])

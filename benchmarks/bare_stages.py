"""The libraries' own bare rates: trafilatura on the pages, spaCy's `nlp.pipe` on what it gives. Prints JSON."""

import json
import sys
import time

from trafilatura import bare_extraction

from benchmarks.generated_press import pages
from udklip.nlp.pipeline import load_pipeline
from udklip.nlp.register import load_register


def main() -> None:
    """Load, warm up, measure."""
    made = pages(int(sys.argv[1]), int(sys.argv[2]))
    nlp = load_pipeline(load_register())
    texts = [_text(page.content) for page in made[:20]]
    list(nlp.pipe(texts))

    began = time.perf_counter()
    texts = [_text(page.content) for page in made]
    extraction = time.perf_counter() - began

    began = time.perf_counter()
    with nlp.memory_zone():
        for _ in nlp.pipe(texts):
            pass
    understanding = time.perf_counter() - began
    print(json.dumps({"trafilatura.bare_extraction": extraction, "spaCy nlp.pipe": understanding}))


def _text(content: bytes) -> str:
    found = bare_extraction(content, include_comments=False, with_metadata=True)
    return getattr(found, "text", None) or ""


if __name__ == "__main__":
    main()

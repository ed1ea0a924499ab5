"""Pages of many makes with what a careful reader would take from each: the tests' own, for F1 beside a peer."""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.generated_press import Page

_PAGES = Path(__file__).resolve().parent.parent / "tests" / "quality" / "pages"
_LAYOUTS = (("press_layouts", "PRESS"), ("site_layouts", "SITES"), ("odd_layouts", "ODD"))


def makes() -> list[Page]:
    """One page of each make. They are for F1 alone: their text was written once and weighs little."""
    sys.path.insert(0, str(_PAGES))
    made = [make() for module, name in _LAYOUTS for make in getattr(import_module(module), name)]
    return [
        Page(f"/slags/{number}", page.html.encode(), "\n\n".join(filter(None, (page.lead, *page.body))))
        for number, page in enumerate(made)
    ]

"""A query as a small frozen tree: what both indexes translate and what picks the matching sentence.

A node with `text` None is looked for everywhere: title, lead and body. Words are as `words.cut` makes them.
"""

from dataclasses import dataclass
from datetime import datetime

from udklip.indexer.danish.normal_form import fold
from udklip.indexer.fields import EVERYWHERE, Text


@dataclass(frozen=True, slots=True)
class Everything:
    """Every item."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Items that meet every part."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Items that meet at least one part."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Items that do not meet the part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Form:
    """A word in any of its forms, or as part of a compound (which counts less)."""

    form: str
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Words in any of their forms, side by side in this order: what one typed word is cut into."""

    forms: tuple[str, ...]
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Exact:
    """Words exactly as written but for case, side by side in this order."""

    words: tuple[str, ...]
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Two different words in any of their forms, in either order, with at most `gaps` words between them.

    Two, because the engines agree on the distance of two words and not on that of three.
    """

    one: str
    other: str
    gaps: int
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with `*` (any letters) and `?` (one letter), in lower case; compared as written and as folded."""

    pattern: str
    text: Text | None = None

    @property
    def folded(self) -> str:
        """The pattern for normal forms."""
        return fold(self.pattern)


@dataclass(frozen=True, slots=True)
class Is:
    """A keyword field has exactly this value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Between:
    """A date or number from `low` to `high`; None is open. Dates are whole seconds in UTC."""

    field: str
    low: datetime | float | None
    high: datetime | float | None
    low_included: bool = True
    high_included: bool = True


WordLeaf = Form | Adjacent | Exact | Near | Pattern
Leaf = WordLeaf | Is | Between
Node = Everything | AllOf | AnyOf | Not | Leaf


def texts(node: WordLeaf) -> dict[Text, float]:
    """The texts a leaf is looked for in, with their weights."""
    return EVERYWHERE if node.text is None else {node.text: 1.0}


def has_words(node: Node) -> bool:
    """Whether some word of `node` makes one item more relevant than another."""
    if isinstance(node, (AllOf, AnyOf)):
        return any(map(has_words, node.parts))
    return isinstance(node, WordLeaf)

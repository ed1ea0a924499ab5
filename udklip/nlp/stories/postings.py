"""An index of rare word 3-grams: which texts a new one may be the same as, found without looking at all of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from udklip.nlp.stories.shingles import Sketch, estimated_containment

STOCK_PHRASE = 16
FEWEST_SHARED = 2
LEAST_ESTIMATED = 0.12
MOST_CANDIDATES = 8


@dataclass
class Postings:
    """For each hash, the texts that have it, with the sizes of their sketches.

    A text posts only what texts of the same story have not posted already: forty copies of a telegram take the room
    of one, and the length of a list counts stories. What more than `STOCK_PHRASE` stories have is a stock phrase:
    its list is let go and nobody is looked up by it any more. So a look-up costs the same however many texts there are.
    """

    lists: dict[int, dict[int, int]] = field(default_factory=dict)
    stock_phrases: set[int] = field(default_factory=set)

    def load(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Take in rows of hash, text and size; text 0 marks a stock phrase."""
        for value, text, size in rows:
            if text:
                self.lists.setdefault(value, {})[text] = size
            else:
                self.stock_phrases.add(value)

    def candidates(self, sketch: Sketch) -> list[int]:
        """The texts that share enough of `sketch` to be looked at, the most promising first."""
        shared = Counter[int]()
        sizes: dict[int, int] = {}
        for found in self._found(sketch):
            shared.update(found.keys())
            sizes.update(found)
        promising = (
            (-estimated_containment(count, sketch.size, sizes[text]), text)
            for text, count in shared.items()
            if count >= FEWEST_SHARED
        )
        return [text for share, text in sorted(promising) if -share >= LEAST_ESTIMATED][:MOST_CANDIDATES]

    def post(self, text: int, sketch: Sketch, same_story: Collection[int]) -> tuple[list[int], list[int]]:
        """Post `text`; gives the hashes it was posted under, and those that turned out to be stock phrases by it."""
        posted, turned = [], []
        for value in sketch.hashes:
            having = self.lists.get(value)
            if value in self.stock_phrases or (having and not having.keys().isdisjoint(same_story)):
                continue
            if having is None:
                self.lists[value] = {text: sketch.size}
            elif len(having) < STOCK_PHRASE:
                having[text] = sketch.size
            else:
                self.stock_phrases.add(value)
                turned.append(value)
                continue
            posted.append(value)
        return posted, turned

    def _found(self, sketch: Sketch) -> Iterator[dict[int, int]]:
        lists = (self.lists.get(value) for value in sketch.hashes if value not in self.stock_phrases)
        return (found for found in lists if found)

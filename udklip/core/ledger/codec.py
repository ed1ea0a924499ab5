"""How values stand in the ledger: as JSON, read back through the types they came from."""

from pydantic import TypeAdapter

from udklip.core.analysis import Analysis
from udklip.core.reading import Reading

READING: TypeAdapter[Reading] = TypeAdapter(Reading)
ANALYSIS: TypeAdapter[Analysis] = TypeAdapter(Analysis)
MATCHED: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])

"""Files and functions stay small enough to be read at one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

FILE_LINES = 300
FUNCTION_LINES = 60


def sources(root: Path) -> Iterator[Path]:
    """The package's own code, what Alembic writes aside."""
    return (path for path in (root / "udklip").rglob("*.py") if path.parent.name != "versions")


def test_no_file_is_longer_than_it_should_be(root: Path) -> None:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in sources(root)}
    assert lengths
    assert {path: length for path, length in lengths.items() if length > FILE_LINES} == {}


def test_no_function_is_longer_than_it_should_be(root: Path) -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in sources(root)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert long == []

"""Says where in a TOML file a value stands that the settings refuse, and what is allowed there."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*["']?([\w-]+)["']?\s*=""")

Place = tuple[str | int, ...]


def line_of(text: str, place: Place) -> int:
    """The line (from 1) where the value at `place` begins: the deepest part of it that can be found."""
    lines: dict[Place, int] = {(): 1}
    table: Place = ()
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _TABLE.match(line):
            name = match[2]
            table = (name,)
            if match[1] == "[[":
                seen[name] = seen.get(name, -1) + 1
                table = (name, seen[name])
            lines[table] = number
        elif match := _KEY.match(line):
            lines.setdefault((*table, match[1]), number)
    known = (place[:length] for length in range(len(place), -1, -1))
    return next(lines[part] for part in known if part in lines)


def explain(error: ValidationError, text: str, file: Path, model: type[BaseModel]) -> str:
    """One line for each fault: file, line, key, what is wrong and what is allowed."""
    return "\n".join(_fault(dict(fault), text, file, model) for fault in error.errors())


def _fault(fault: dict[str, Any], text: str, file: Path, model: type[BaseModel]) -> str:
    place: Place = tuple(fault["loc"])
    where = f"{file}:{line_of(text, place)}"
    name = ".".join(str(part) for part in place) or "settings"
    if fault["type"] == "extra_forbidden":
        return f"{where}: unknown key {name!r}; {_allowed(place, model)}"
    message = str(fault["msg"]).removeprefix("Value error, ")
    given = fault.get("input")
    got = f" (got {given!r})" if isinstance(given, str | int | float | bool) else ""
    return f"{where}: {name}: {message}{got}"


def _allowed(place: Place, model: type[BaseModel]) -> str:
    keys = _keys(_section(place[:-1], model))
    near = get_close_matches(str(place[-1]), keys, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{hint}allowed here: {', '.join(keys)}"


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items() if not field.exclude]


def _section(place: Place, model: type[BaseModel]) -> type[BaseModel]:
    """The model that stands at `place`: field by field, through tuples of models."""
    for part in place:
        if isinstance(part, int):
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        annotation: Any = fields[part].annotation
        inner = [kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type)]
        model = next(kind for kind in inner if issubclass(kind, BaseModel))
    return model

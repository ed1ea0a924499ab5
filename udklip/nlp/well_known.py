"""Bodies that every reader of the Danish press knows: papers, parties, firms, agencies, from `well_known.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

PUBLISHERS_AND_PARTIES = ("media", "parties", "exchanges")


@cache
def well_known() -> Mapping[str, bool]:
    """Each name, and whether it is an ordinary word as well."""
    blocks = _blocks().values()
    sure = {name: False for block in blocks for name in block.get("names", ())}
    return sure | {name: True for block in blocks for name in block.get("ambiguous", ())}


@cache
def bystanders() -> frozenset[str]:
    """Papers, parties and exchanges: what a text names beside the body that it is about."""
    blocks = (_blocks()[kind] for kind in PUBLISHERS_AND_PARTIES)
    return frozenset(name for block in blocks for names in block.values() for name in names)


@cache
def _blocks() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((files("udklip.nlp") / "well_known.toml").read_text("utf-8"))

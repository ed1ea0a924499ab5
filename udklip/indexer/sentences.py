"""Cuts Danish text into sentences: well enough to show one, without a language model."""

import re

_END = re.compile(r"(?<=[.!?…])[\"”“»«')\]]*\s+(?=[\"”“»«'(–-]*\s*[A-ZÆØÅ0-9])")
_NO_END = re.compile(
    r"""(?:^|[\s(])(?:
        \w | bl\.a | ca | cand\.\w+ | d\.v\.s | dir | dr | etc | evt | f\.eks | hhv | inkl | jf | jr | kap | kl
        | kr | m\.fl | m\.m | m\.v | mia | mio | nr | o\.a | osv | pct | ph\.d | prof | pkt | s\.u | sct | skt | stk
        | tlf | t\.h | vedr
    )\.$""",
    re.IGNORECASE | re.VERBOSE,
)


def sentences(text: str) -> list[str]:
    """The sentences of `text` in order, without the space around them; a paragraph ends one."""
    return [sentence for line in text.splitlines() if line.strip() for sentence in _of_line(line.strip())]


def _of_line(line: str) -> list[str]:
    found: list[str] = []
    start = 0
    for match in _END.finditer(line):
        before = line[start : match.start()]
        if not _NO_END.search(before):
            found.append(line[start : match.end()].strip())
            start = match.end()
    return [*found, line[start:]]

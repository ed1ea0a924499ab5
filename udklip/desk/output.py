"""How the command line speaks: JSON lines or tables on standard output, talk on standard error."""

import json
import sys
from typing import Any

from rich.console import Console

talk = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
page = Console(highlight=False, emoji=False)


def say(line: str) -> None:
    """One line of talk."""
    talk.print(line, markup=False)


def emit(value: Any) -> None:
    """One JSON value on a line of its own, whatever the terminal is."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def plain(line: str = "") -> None:
    """One line of data for people; outside text in it is never markup."""
    page.print(line, markup=False, soft_wrap=True)

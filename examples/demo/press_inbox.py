"""The inbox folder of the demo press (first slice: nothing yet)."""

from pathlib import Path

from press_items import Item


def write_inbox(folder: Path, items: list[Item]) -> None:
    """Write each item as the file its path names."""
    folder.mkdir(parents=True, exist_ok=True)

"""Build the demo press into a folder: pages, feeds, sitemaps, inbox, configuration and gold.

``python examples/demo/build.py --out DIR --port N``; the same input gives the same bytes.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from press_inbox import FURNITURE, write_inbox
from press_items import HERE, Item, Outlet, PressError, read_items, read_outlets
from press_pages import Resource, render_outlets

PORT = 8731


def build(out: Path, port: int) -> None:
    """Write the whole demo press for ``port`` to ``out``; raises `PressError` and `OSError`."""
    items, outlets = read_items(), read_outlets()
    write_web(out, render_outlets(outlets, items, port))
    write_inbox(out / "inbox", [item for item in items if item.outlet == "inbox"])
    write_text(out / "gold.json", _json(gold(items, outlets, port)))
    write_text(out / "udklip.toml", configuration(port))


def write_web(out: Path, resources: Iterable[Resource]) -> None:
    """Write each resource to a file, and ``web.json``: by host and path its file and headers."""
    web: dict[str, dict[str, Any]] = {}
    for number, resource in enumerate(resources):
        file = f"web/{resource.host}/{number:03}{Path(resource.path).suffix}"
        write_bytes(out / file, resource.body)
        headers = {"content_type": resource.content_type, "modified": resource.modified.isoformat()}
        web.setdefault(resource.host, {})[resource.path] = {"file": file, **headers}
    write_text(out / "web.json", _json(web))


def gold(items: Iterable[Item], outlets: Iterable[Outlet], port: int) -> dict[str, Any]:
    """Everything that must be seen of the demo press: its items and the furniture around them."""
    by_key = {outlet.key: outlet for outlet in outlets}
    furniture = {outlet.name: outlet.furniture for outlet in by_key.values()} | {"inbox": FURNITURE}
    return {
        "items": [gold_item(item, by_key.get(item.outlet), port) for item in items],
        "other_finds": [find for outlet in by_key.values() for find in other_finds(outlet, port)],
        "furniture": furniture,
    }


def other_finds(outlet: Outlet, port: int) -> Iterator[dict[str, str]]:
    """The addresses a crawler finds at an outlet that lead to no item, and the outcome each must have."""
    for path in outlet.dead_links:
        yield {"url": f"http://{outlet.host}:{port}{path}", "source": outlet.name, "outcome": "dead_link"}
    for url in outlet.adverts:
        yield {"url": url, "source": outlet.name, "outcome": "foreign_host"}


def gold_item(item: Item, outlet: Outlet | None, port: int) -> dict[str, Any]:
    """One item's gold; an inbox item has a ``file``, an outlet's its ``urls``, the first one first."""
    seen = item.gold.model_dump(mode="json")
    seen |= {
        "name": item.name,
        "source": outlet.name if outlet else "inbox",
        "title": item.title,
        "lead": item.lead,
    }
    seen |= {"authors": list(item.authors), "published": item.published.isoformat(), "ways": list(item.ways)}
    seen["body"] = "\n\n".join("\n".join(block.lines) for block in item.shown)
    if outlet is None:
        return seen | {"file": item.path}
    urls = [f"http://{outlet.host}:{port}{path}" for path in item.paths]
    return seen | {"urls": urls, "published_origin": outlet.published_origin}


def configuration(port: int) -> str:
    """The demo's ``udklip.toml`` for a built folder: its addresses on ``port``, its inbox beside it."""
    text = (HERE / "udklip.toml").read_text(encoding="utf-8")
    return text.replace(f":{PORT}", f":{port}").replace("var/press/inbox", "inbox")


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with plain line feeds."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, body: bytes) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def port_number(text: str) -> int:
    """Read a port from the command line; raises `ValueError`."""
    if int(text) not in range(2**16):
        raise ValueError(text)
    return int(text)


def main() -> int:
    """Build as the command line says; 1 with one line on standard error when it fails."""
    parser = argparse.ArgumentParser(description="Build the demo press into a folder.")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write to")
    parser.add_argument(
        "--port",
        type=port_number,
        default=PORT,
        metavar="N",
        help="port of all addresses (default %(default)s)",
    )
    asked = parser.parse_args()
    try:
        build(asked.out, asked.port)
    except (PressError, OSError) as error:
        print(f"demo press not built: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

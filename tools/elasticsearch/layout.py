"""Lays out a node's own folder: its settings, data, logs and scratch space."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tools.elasticsearch.places import Node, make_folder
from tools.elasticsearch.protection import SETTINGS as PROTECTED

HEAP = "512m"
LOOPBACK = "127.0.0.1"

JVM_OPTIONS = f"""\
-Xms{HEAP}
-Xmx{HEAP}
-Xlog:disable
-Xlog:all=warning:stderr:utctime,level,tags
"""
"""The second pair replaces the distribution's log of garbage collections, which fills 2 GB in time."""

SHORT_LIVED = "-XX:TieredStopAtLevel=1\n"
"""Halves the processor time of a start; what is compiled so runs slower, which a server of a few tests never sees."""


@dataclass(frozen=True)
class Shape:
    """What kind of server is wanted.

    `port` 0 is any free one; a `secure` one speaks TLS and asks for a password; a `short_lived` one starts sooner and
    works slower; with `cluster` and `seed`, the name and the transport address of another node's, it joins that as a
    node for data alone.
    """

    port: int = 0
    secure: bool = False
    short_lived: bool = False
    cluster: str = ""
    seed: str = ""


def lay_out(node: Node, server: Path, shape: Shape) -> None:
    """Write the settings anew and make the folders; data of an earlier start stay."""
    for folder in (node.settings, node.data, node.logs):
        make_folder(folder)
    shutil.rmtree(node.scratch, ignore_errors=True)
    make_folder(node.scratch)
    for stale in (node.ports, node.transport_ports, node.process_id):
        stale.unlink(missing_ok=True)
    shutil.copytree(server / "config", node.settings, dirs_exist_ok=True)
    (node.settings / "elasticsearch.yml").write_text(_settings(node, shape), "utf-8")
    (node.settings / "jvm.options.d" / "udklip.options").write_text(
        JVM_OPTIONS + (SHORT_LIVED if shape.short_lived else ""), "utf-8"
    )


def _settings(node: Node, shape: Shape) -> str:
    settings = {
        "cluster.name": f"udklip-{shape.cluster or node.name}",
        "node.name": node.name,
        "network.host": LOOPBACK,
        "http.port": shape.port,
        "transport.port": 0,
        # Writes the address that was bound to logs/http.ports: no guessing of a free port.
        "node.portsfile": "true",
        "path.data": node.data,
        "path.logs": node.logs,
        # A developer's nearly full disk must not turn the indices read-only.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        **(PROTECTED if shape.secure else {"xpack.security.enabled": "false"}),
        **_discovery(node, shape),
    }
    return "".join(f"{key}: {value}\n" for key, value in settings.items())


def _discovery(node: Node, shape: Shape) -> dict[str, str]:
    """A node alone may be joined by others; one that joins never becomes the master, so that it can be lost."""
    if shape.seed:
        return {"node.roles": "[data]", "discovery.seed_hosts": f'["{shape.seed}"]'}
    return {"cluster.initial_master_nodes": f'["{node.name}"]', "discovery.seed_hosts": "[]"}

"""Lays out a node's own folder: its settings, data, logs and scratch space."""

import shutil
from pathlib import Path

from tools.elasticsearch.places import Node, make_folder

HEAP = "512m"
LOOPBACK = "127.0.0.1"

JVM_OPTIONS = f"""\
-Xms{HEAP}
-Xmx{HEAP}
-Xlog:disable
-Xlog:all=warning:stderr:utctime,level,tags
"""
"""The second pair replaces the distribution's log of garbage collections, which fills 2 GB in time."""


def lay_out(node: Node, server: Path, port: int) -> None:
    """Write the settings anew and make the folders; data of an earlier start stay."""
    for folder in (node.settings, node.data, node.logs):
        make_folder(folder)
    shutil.rmtree(node.scratch, ignore_errors=True)
    make_folder(node.scratch)
    for stale in (node.ports, node.process_id):
        stale.unlink(missing_ok=True)
    shutil.copytree(server / "config", node.settings, dirs_exist_ok=True)
    (node.settings / "elasticsearch.yml").write_text(_settings(node, port), "utf-8")
    (node.settings / "jvm.options.d" / "udklip.options").write_text(JVM_OPTIONS, "utf-8")


def _settings(node: Node, port: int) -> str:
    settings = {
        "cluster.name": f"udklip-{node.name}",
        "node.name": node.name,
        "discovery.type": "single-node",
        "network.host": LOOPBACK,
        "http.port": port,
        "transport.port": 0,
        # Writes the address that was bound to logs/http.ports: no guessing of a free port.
        "node.portsfile": "true",
        "path.data": node.data,
        "path.logs": node.logs,
        "xpack.security.enabled": "false",
        # A developer's nearly full disk must not turn the indices read-only.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    return "".join(f"{key}: {value}\n" for key, value in settings.items())

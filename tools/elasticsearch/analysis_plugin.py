"""Builds the test-only plugin and puts it into the server.

The distribution on Maven Central lacks the module with the stemmers. The plugin supplies from Lucene's own
classes what the production mapping asks of it (`stemmer`) and what the server's security index does, so that
mapping and security are tested as they will run.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.elasticsearch.distribution import VERSION, last_lines
from tools.elasticsearch.failures import ServerFailure
from tools.elasticsearch.java import OLDEST_JAVA, tool

NAME = "udklip-analysis"
SOURCES = Path(__file__).parent / "plugin"
COMPONENTS = SOURCES / "named_components.json"


def ensure_plugin(server: Path) -> str:
    """Install the plugin as its sources are now; returns the fingerprint of what is installed.

    Raises MissingTool without a JDK and ServerFailure if the sources do not compile.
    """
    fingerprint = _fingerprint()
    descriptor = _descriptor(fingerprint)
    installed = server / "plugins" / NAME
    descriptor_file = installed / "stable-plugin-descriptor.properties"
    if not descriptor_file.is_file() or descriptor_file.read_text("utf-8") != descriptor:
        _install(server, installed, descriptor)
    return fingerprint


def _fingerprint() -> str:
    content = hashlib.sha256()
    for source in [COMPONENTS, *_java_sources()]:
        content.update(source.read_bytes())
    return content.hexdigest()[:12]


def _java_sources() -> list[Path]:
    return sorted(SOURCES.rglob("*.java"))


def _descriptor(fingerprint: str) -> str:
    lines = {
        "name": NAME,
        "description": "What the tests need and the server from Maven Central lacks",
        "version": fingerprint,
        "elasticsearch.version": VERSION,
        "java.version": str(OLDEST_JAVA),
    }
    return "".join(f"{key}={value}\n" for key, value in lines.items())


def _install(server: Path, installed: Path, descriptor: str) -> None:
    print("Building the analysis plugin", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=server.parent) as scratch:
        built = Path(scratch) / NAME
        built.mkdir()
        _build(server, Path(scratch) / "classes", built / f"{NAME}.jar")
        shutil.copyfile(COMPONENTS, built / COMPONENTS.name)
        (built / "stable-plugin-descriptor.properties").write_text(descriptor, "utf-8")
        shutil.rmtree(installed, ignore_errors=True)
        built.rename(installed)


def _build(server: Path, classes: Path, jar: Path) -> None:
    sources = [str(source) for source in _java_sources()]
    options = ["--release", str(OLDEST_JAVA), "-encoding", "UTF-8", "-Xlint:all,-processing", "-Werror"]
    _run(tool("javac"), *options, "-classpath", f"{server / 'lib'}/*", "-d", str(classes), *sources)
    _run(tool("jar"), "--create", "--file", str(jar), "-C", str(classes), ".")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ServerFailure(f"{Path(command[0]).name} failed:\n{last_lines(done.stderr or done.stdout, 20)}")

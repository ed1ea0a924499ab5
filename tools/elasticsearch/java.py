"""Finds the Java that runs the server and the tools that build its plugin."""

import re
import shutil
import subprocess
from pathlib import Path

from tools.elasticsearch.failures import MissingTool

OLDEST_JAVA = 17
GET_JAVA = "apt-get install openjdk-17-jdk-headless"
GET = {"mvn": "apt-get install maven", "openssl": "apt-get install openssl"}


def java_home() -> Path:
    """The folder of a Java that the server accepts; raises MissingTool."""
    properties = _properties(tool("java"))
    version = int(properties.get("java.specification.version", "0").removeprefix("1."))
    if version < OLDEST_JAVA:
        raise MissingTool(f"Java {OLDEST_JAVA} or later is needed, this is {version}: {GET_JAVA}")
    return Path(properties["java.home"])


def tool(name: str) -> str:
    """The path of `java`, `javac`, `jar`, `mvn` or `openssl`; raises MissingTool with the command that brings it."""
    found = shutil.which(name)
    if found is None:
        raise MissingTool(f"{name} is missing: {GET.get(name, GET_JAVA)}")
    return found


def _properties(java: str) -> dict[str, str]:
    command = [java, "-XshowSettings:properties", "-version"]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    if shown.returncode != 0:
        raise MissingTool(f"{java} does not run, so Java counts as missing: {GET_JAVA}")
    return dict(re.findall(r"^ +(java\.[\w.]+) = (.*)$", shown.stderr, re.MULTILINE))

"""news-please beside us, in an environment of its own: its dependencies would change ours.

The environment is made once, in the user's cache. news-please is handed the addresses of all pages (its `Download`
crawler), which spares it the sitemap and its guesses of what an article is; its single crawler is started without
the manager, which sleeps ten seconds between two looks. What it stores is what it stores by default: HTML and JSON.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

# Later releases of readability do not take the bytes that this news-please hands them, and every page is lost.
REQUIREMENTS = ("news-please==1.6.16", "readability-lxml==0.8.1")
PLACE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "udklip" / "news-please"
SETTINGS = {
    "working_path": "{folder}",
    "relative_to_start_processes_file": "False",
    "ROBOTSTXT_OBEY": "False",
    "CONCURRENT_REQUESTS": "16",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "16",
    "LOG_LEVEL": "CRITICAL",
}


def environment() -> Path:
    """Its Python, in an environment made where it is missing."""
    python = PLACE / "bin" / "python"
    if not (PLACE / "made").exists():
        uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, PLACE], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, *REQUIREMENTS], check=True)
        (PLACE / "made").touch()
    return python


def command(urls: list[str], folder: Path) -> list[str | Path]:
    """What crawls `urls` into `folder`; its settings are its own defaults but for pace, robots and place."""
    python = environment()
    asked: list[str | Path] = [python, "-c", "import newsplease; print(newsplease.__path__[0])"]
    package = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
    config, sites = folder / "config.cfg", folder / "sitelist.hjson"
    text = (package / "config" / "config.cfg").read_text("utf-8")
    for name, value in SETTINGS.items():
        text = re.sub(rf"(?m)^{name}\s*=.*$", f"{name} = {value.format(folder=folder)}", text)
    config.write_text(text, "utf-8")
    sites.write_text(json.dumps({"base_urls": [{"crawler": "Download", "url": urls}]}), "utf-8")
    return [python, package / "single_crawler.py", config, sites, "0", "False", "False"]


def texts(folder: Path) -> dict[str, str]:
    """The main text of every page it stored, by address."""
    found = (json.loads(path.read_text("utf-8")) for path in folder.rglob("*.json"))
    return {one["url"]: one.get("maintext") or "" for one in found if "maintext" in one}

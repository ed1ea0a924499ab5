"""A real Elasticsearch for tests and demo: `python tools/elasticsearch/server.py start|stop|status`.

Standard library only, so that any Python 3.11 runs it before the project is set up.
"""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
runpy.run_module("tools.elasticsearch.command_line", run_name="__main__")

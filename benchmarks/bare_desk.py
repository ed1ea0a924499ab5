"""The desk's own framework, answering the same bytes from memory: ``python -m benchmarks.bare_desk FILE PORT``.

FILE is JSON: address → body. What this takes is what a page of Starlette and uvicorn cannot go below.
"""

import json
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route


def main() -> None:
    """Serve until stopped."""
    kept: dict[str, str] = json.loads(Path(sys.argv[1]).read_text("utf-8"))

    def page(request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        return HTMLResponse(kept[request.url.path + query])

    app = Starlette(routes=[Route("/{rest:path}", page)])
    uvicorn.run(app, port=int(sys.argv[2]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()

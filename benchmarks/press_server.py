"""Serves generated pages and their sitemap on loopback, with as little work a request as possible."""

import asyncio
import sys

from benchmarks.generated_press import HOST, pages
from benchmarks.many_makes import makes
from benchmarks.page_weight import weighted


def answers(count: int, port: int, *, heavy: bool) -> dict[bytes, bytes]:
    """Whole HTTP answers by path; heavy ones weigh what the press's do, and stand beside pages of many makes."""
    made = pages(count, port)
    if heavy:
        made = [*(weighted(page, number) for number, page in enumerate(made)), *makes()]
    places = "".join(f"<url><loc>http://{HOST}:{port}{page.path}</loc></url>" for page in made)
    sitemap = (
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    )
    found = {page.path.encode(): _answer(page.content, "text/html; charset=utf-8") for page in made}
    return found | {
        b"/sitemap.xml": _answer(sitemap.encode(), "application/xml"),
        b"/robots.txt": _answer(b"User-agent: *\nDisallow:\n", "text/plain"),
    }


def _answer(body: bytes, media_type: str) -> bytes:
    return (
        f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


async def serve(count: int, port: int, *, heavy: bool = False) -> None:
    """Serve until the process is ended; prints `ready` when it listens."""
    known = answers(count, port, heavy=heavy)
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            writer.write(known.get(head.split(b" ", 2)[1], missing))
            await writer.drain()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(client, HOST, port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), heavy="heavy" in sys.argv))

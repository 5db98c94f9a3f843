"""A site on loopback whose pages a test writes; it remembers what it was asked, and how many at once."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Page:
    """What an address answers."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """Pages by their path; `asked` are (time, method, path, headers, body)."""

    url: str = ""
    pages: dict[str, Page | Callable[[Any], Page]] = field(default_factory=dict)
    asked: list[tuple[float, str, str, dict[str, str], bytes]] = field(default_factory=list)
    slow: float = 0.0
    busy: int = 0
    busiest: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def paths(self) -> list[str]:
        """Which pages were asked for, robots.txt left out."""
        return [path for _, _, path, _, _ in self.asked if path != "/robots.txt"]

    def put(self, path: str, text: str, kind: str = "text/html; charset=utf-8", **more: Any) -> str:
        """A page, and its address."""
        self.pages[path] = Page(text.encode(), kind, **more)
        return self.url + path


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        with site.lock:
            site.busy += 1
            site.busiest = max(site.busiest, site.busy)
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((time.monotonic(), self.command, self.path, headers, body))
        time.sleep(site.slow)
        found = site.pages.get(self.path, Page(b"", status=404))
        page = found(headers) if callable(found) else found
        tag = page.headers.get("ETag")
        if tag and headers.get("if-none-match") == tag:
            page = Page(b"", status=304, headers={"ETag": tag})
        with site.lock:
            site.busy -= 1
        self.send_response(page.status)
        for name, value in {"Content-Type": page.kind, **page.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page.body)

    do_POST = do_GET

    def log_message(self, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *args: object) -> None:
        pass


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    """A site for a while."""
    server = _Server((host, 0), _Handler)
    site = server.site = Site(f"http://{host}:{server.server_port}")  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()

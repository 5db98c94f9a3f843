"""The fetcher against a real server on loopback."""

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fakes import ARTICLE

from summarise.errors import SummariseError
from summarise.settings import Fetch, Limits, Settings
from summarise.sources.guard import is_public
from summarise.sources.reading import read
from summarise.sources.web import fetch

LOCAL = Settings(fetch=Fetch(allow_private=True, timeout=1.0), limits=Limits(max_bytes=50_000))
HTML = f"<html><head><title>T</title></head><body><article><p>{ARTICLE}</p></article></body></html>"


class _Site(BaseHTTPRequestHandler):
    """Pages that behave and pages that do not."""

    def do_GET(self) -> None:
        page = getattr(self, "page_" + self.path.strip("/").partition("/")[0], None)
        if page is None:
            self.send_error(404)
            return
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            page()

    def log_message(self, *args: object) -> None:
        pass

    def answer(self, body: bytes, kind: str = "text/html; charset=utf-8", **more: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def to(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()

    def page_good(self) -> None:
        self.answer(HTML.encode())

    def page_latin(self) -> None:
        self.answer(HTML.encode("latin-1"), "text/html; charset=iso-8859-1")

    def page_plain(self) -> None:
        self.answer(ARTICLE.encode(), "text/plain")

    def page_who(self) -> None:
        self.answer(self.headers["User-Agent"].encode(), "text/plain")

    def page_pdf(self) -> None:
        self.answer(b"%PDF", "application/pdf")

    def page_huge(self) -> None:
        self.answer(b"<p>" + b"x" * 500_000)

    def page_bomb(self) -> None:
        self.answer(gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip")

    def page_drip(self) -> None:
        self.answer(b"<p>")
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def page_dripping_headers(self) -> None:
        for _ in range(100):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.05)

    def page_silent(self) -> None:
        time.sleep(5)

    def page_loop(self) -> None:
        self.to("/loop")

    def page_moved(self) -> None:
        self.to("/good")

    def page_hop(self) -> None:
        left = int(self.path.rpartition("/")[2])
        self.to(f"/hop/{left - 1}" if left > 1 else "/good")

    def page_tofile(self) -> None:
        self.to("file:///etc/passwd")

    def page_broken(self) -> None:
        self.wfile.write(b"this is not HTTP\r\n\r\n")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/good", "/moved", "/latin", "/plain", "/hop/3"])
def test_a_page_becomes_a_document(site: str, path: str) -> None:
    document = read(site + path, LOCAL)
    assert "magnétiseur" in document.article
    assert document.url == site + path.replace("moved", "good").replace("hop/3", "good")


def test_we_say_who_we_are(site: str) -> None:
    assert fetch(site + "/who", LOCAL).body.startswith(b"summarise/")


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/nowhere", "fetch", "404"),
        ("/pdf", "content_type", "application/pdf"),
        ("/huge", "too_large", "collez"),
        ("/bomb", "too_large", "collez"),
        ("/drip", "fetch", "à temps"),
        ("/dripping_headers", "fetch", "à temps"),
        ("/silent", "fetch", "à temps"),
        ("/loop", "fetch", "sans fin"),
        ("/hop/4", "fetch", "sans fin"),
        ("/tofile", "forbidden_address", "http"),
        ("/broken", "fetch", "atteinte"),
    ],
)
def test_a_page_that_misbehaves_is_left(site: str, path: str, code: str, said: str) -> None:
    start = time.monotonic()
    with pytest.raises(SummariseError) as caught:
        fetch(site + path, LOCAL)
    assert caught.value.code == code
    assert said in caught.value.message
    assert time.monotonic() - start < 3.5


def test_inner_addresses_are_not_read(site: str) -> None:
    with pytest.raises(SummariseError) as caught:
        fetch(site + "/good", Settings())
    assert caught.value.code == "forbidden_address"


def test_a_redirect_to_an_inner_address_is_not_followed(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host counts as public, the one that it redirects to does not."""
    port = site.rpartition(":")[2]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda host, *a, **k: real("127.0.0.1" if host == "public.test" else host, *a, **k)
    )
    checked: list[str] = []

    def public_once(address: str) -> bool:
        checked.append(address)
        return len(checked) == 1

    monkeypatch.setattr("summarise.sources.guard.is_public", public_once)
    with pytest.raises(SummariseError) as caught:
        fetch(f"http://public.test:{port}/moved", Settings())
    assert caught.value.code == "forbidden_address"
    assert checked == ["127.0.0.1", "127.0.0.1"]


@pytest.mark.parametrize(
    "address",
    ["ftp://exemple.fr/a", "file:///etc/passwd", "javascript://x", "http://", "http://[::1", "http://a:99999999/",
     "https://\u2100.fr", "http://" + "a" * 300 + ".fr", "http://rien.invalid/"],
)  # fmt: skip
def test_addresses_that_cannot_be_read(address: str) -> None:
    with pytest.raises(SummariseError) as caught:
        read(address, Settings())
    assert caught.value.code in ("forbidden_address", "fetch")


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(SummariseError, match="vérifiez l'adresse"):
        fetch(f"http://127.0.0.1:{port}/", LOCAL)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public

"""What is dropped on the page or comes from a feed, and what is not let in."""

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fakes import ARTICLE

from summarise.api.shapes import BriefRequest, Line
from summarise.errors import ForbiddenAddress, SummariseError
from summarise.settings import Fetch, Serve, Settings
from summarise.ui.feed import read_feed
from summarise.ui.uploads import MOST, read_uploads


# --- uploads --------------------------------------------------------------------------------------------------------
def _read(folder: Path, name: str, raw: bytes, settings: Settings | None = None) -> list[str]:
    """What became of a dropped file: « text », « html » or « url » for a request, the code of an error otherwise."""
    (folder / name).write_bytes(raw)
    found = read_uploads([folder / name], settings or Settings(), {"redact": True})
    return [
        (one.error.code if one.error else "?")
        if isinstance(one, Line)
        else next(key for key in ("text", "html", "url") if getattr(one, key) is not None)
        for one in found
    ]


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in members.items():
            file.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("a.txt", ARTICLE.encode(), ["text"]),
        ("a.txt", ARTICLE.encode("cp1252"), ["text"]),
        ("a.html", b"<p>x</p>", ["html"]),
        ("a.jsonl", b'{"text": "a"}\n\n{"url": "https://x.fr/a"}', ["text", "url"]),
        ("a.jsonl", b'{"article": "b", "date": "2024-01-02T10:00"}', ["text"]),
        ("a.jsonl", b'nothing\n[1]\n{"text": 1}\n{"text": "a", "date": "mardi"}', ["bad_record"] * 4),
        ("a.csv", b"title;text\nA;un\nB;deux\nC", ["text", "text", "bad_record"]),
        ("a.csv", b"a,b\n1,2\n", ["source"]),
        ("a.txt", b"%PDF-1.4", ["binary"]),
        ("a.zip", b"PK nothing", ["archive"]),
        ("a.zip", _zip({"x/a.txt": b"un", "b.jsonl": b'{"text": "a"}', "c.png": b"x"}), ["text", "text"]),
        ("a.zip", _zip({"__MACOSX/a.txt": b"x", ".b.txt": b"x", "c.md": b"x"}), ["text"]),
        ("a.zip", _zip({"../../etc/passwd.txt": b"un", "inner.zip": _zip({"a.txt": b"x"})}), []),
    ],
)  # fmt: skip
def test_dropped_files(tmp_path: Path, name: str, raw: bytes, expected: list[str]) -> None:
    assert _read(tmp_path, name, raw) == expected


@pytest.mark.parametrize(
    "members",
    [
        {"bomb.txt": b"0" * 30_000_000},
        {f"{i}.txt": b"0" * 4_000_000 for i in range(12)},
        {f"{i}.txt": b"" for i in range(2_500)},
    ],
)
def test_zip_bombs_are_refused(tmp_path: Path, members: dict[str, bytes]) -> None:
    assert _read(tmp_path, "bomb.zip", _zip(members))[-1] == "too_large"


def test_a_header_that_lies_about_its_size_gains_nothing(tmp_path: Path) -> None:
    raw = bytearray(_zip({"a.txt": b"0" * 9_000_000}))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert _read(tmp_path, "a.zip", bytes(raw))[-1] in ("too_large", "archive")


def test_too_many_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SummariseError, match="jusqu'à"):
        _read(tmp_path, "a.jsonl", b'{"text": "a"}\n' * (MOST + 1))


def test_a_file_that_is_too_long(tmp_path: Path) -> None:
    settings = Settings(serve=Serve(max_stream_bytes=1_000))
    assert _read(tmp_path, "a.txt", b"x" * 1_001, settings) == ["too_large"]


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Flux</title>
<item><title>Un proc\u00e8s</title><link>https://exemple.fr/a</link>
<pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate></item>
<item><title>Un autre</title><guid isPermaLink="false">x-2</guid>
<description>&lt;p&gt;Le texte.&lt;/p&gt;</description></item>
</channel></rss>"""
LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><rss><channel>&c;</channel></rss>'


@contextmanager
def _site(body: str) -> Iterator[str]:
    """A site of one file."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as site:
        threading.Thread(target=site.serve_forever).start()
        yield f"http://127.0.0.1:{site.server_address[1]}/flux.xml"
        site.shutdown()


def test_a_feed_becomes_requests() -> None:
    pytest.importorskip("feedparser", reason="needs the extra feeds")
    settings = Settings(fetch=Fetch(allow_private=True))
    with _site(RSS) as address:
        first, second = read_feed(address, settings, {"redact": True})
    assert isinstance(first, BriefRequest)
    assert (first.url, first.title, str(first.date)) == ("https://exemple.fr/a", "Un procès", "2024-03-05")
    assert isinstance(second, BriefRequest)
    assert second.html == "<p>Le texte.</p>"


@pytest.mark.parametrize("body", [LAUGHS, "<html>", ""])
def test_what_is_no_safe_feed_is_refused(body: str) -> None:
    pytest.importorskip("feedparser", reason="needs the extra feeds")
    with _site(body) as address, pytest.raises(SummariseError):
        read_feed(address, Settings(fetch=Fetch(allow_private=True)), {})


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "http://127.0.0.1/flux", "http://[::1]/"])
def test_feeds_are_fetched_with_the_same_guard(address: str) -> None:
    pytest.importorskip("feedparser", reason="needs the extra feeds")
    with pytest.raises(ForbiddenAddress):
        read_feed(address, Settings(), {})

"""Hostile addresses and hostile servers: all are refused, within the deadline, and no inner address is ever called."""

import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.errors import SummariseError
from summarise.settings import Fetch, Limits, Settings
from summarise.sources import guard
from summarise.sources.guard import is_public
from summarise.sources.inflate import Inflater
from summarise.sources.reading import read
from summarise.sources.web import Ask, fetch

SOON = Fetch(timeout=0.8, connect_timeout=0.3, read_timeout=0.4, max_wire_bytes=200_000, allow_private=True)
LOCAL = Settings(fetch=SOON, limits=Limits(max_bytes=500_000))
STRICT = LOCAL.model_copy(update={"fetch": SOON.model_copy(update={"allow_private": False})})

# What an attacker's names answer: inner addresses, public ones among inner ones, and what carries an inner one inside.
NAMES = {
    "inner.test": ["10.0.0.1"],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.localdomain": ["127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
    "one-of-two.test": ["93.184.216.34", "127.0.0.1"],
    "six.test": ["2606:2800:220:1::1", "fd00::1"],
    "nat64.test": ["64:ff9b::a00:1"],
    "6to4.test": ["2002:a00:1::1"],
    "carrier.test": ["100.64.1.1"],
    "127.0.0.1.nip.test": ["127.0.0.1"],
}

ADDRESSES = [
    # other schemes
    "file:///etc/passwd", "ftp://exemple.fr/a", "gopher://127.0.0.1:6379/_INFO", "dict://127.0.0.1:11211/stat",
    "javascript://exemple.fr/%0aalert(1)", "data://text/plain,x", "ldap://127.0.0.1/", "jar:http://127.0.0.1!/",
    "HTTP+UNIX://%2Fvar%2Frun%2Fdocker.sock/info", "view-source://127.0.0.1/", "ws://127.0.0.1/",
    # loopback, written plainly and otherwise
    "http://127.0.0.1/", "http://127.0.0.1:22/", "https://127.0.0.1/", "http://127.1/", "http://127.000.000.001/",
    "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://2130706433/", "http://017700000001/",
    "http://127.0.0.1./", "http://0/", "http://0.0.0.0/", "http://127.255.255.254/", "http://%31%32%37.0.0.1/",
    "http://127。0。0。1/", "http://127．0．0．1/", "http://１２７.0.0.1/", "http://①②⑦.⓪.⓪.①/", "http://127%2e0%2e0%2e1/",
    "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/", "http://[fe80::1%25lo]/", "http://[fd00:ec2::254]/",
    "http://[fec0::1]/", "http://[ff02::1]/",
    # inner and special networks
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/", "http://192.0.0.192/", "http://192.0.0.9/", "http://198.18.0.1/", "http://192.88.99.1/",
    "http://224.0.0.1/", "http://255.255.255.255/", "http://0xa9fea9fe/", "http://2852039166/", "http://3232235521/",
    # a name before the host
    "http://exemple.fr@127.0.0.1/", "http://exemple.fr:80@127.0.0.1/", "http://user:word@inner.test/",
    "http://127.0.0.1\\@exemple.fr/", "http://exemple.fr#@127.0.0.1\\", "http://exemple.fr%00@127.0.0.1/",
    "http://user@93.184.216.34/",
    # names
    "http://inner.test/", "http://localhost/", "http://LOCALHOST/", "http://localhost.localdomain:8000/",
    "http://metadata.google.internal/", "http://one-of-two.test/", "http://six.test/", "http://nat64.test/",
    "http://6to4.test/", "http://carrier.test/", "http://127.0.0.1.nip.test/", "http://ｌｏｃａｌｈｏｓｔ/",
    # not well written
    "http://", "http:///etc/passwd", "http://[::1", "http://a:99999999/", "http://a:-1/", "https://\u2100.fr/",
    "http://exemple.fr\r\nHost: 127.0.0.1/", "http:// 127.0.0.1/", "http://exa mple.fr/", "http://xn--a/",
    "http://" + "a" * 300 + ".fr/", "http://\u202e127.0.0.1/", "http://.../", "http://rien.invalid/",
]  # fmt: skip


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An attacker's resolver in the place of ours, and no connection at all: which addresses were called."""
    real, called = socket.getaddrinfo, []

    def answer(host: Any, port: Any, *more: Any, **named: Any) -> Any:
        name = (host.decode() if isinstance(host, bytes) else str(host)).rstrip(".").lower()
        if name in NAMES:
            return [(0, socket.SOCK_STREAM, 6, "", (one, port)) for one in NAMES[name]]
        numeric = named | {"flags": 0} if name.replace(".", "").isalnum() else named
        if any(c not in "0123456789abcdefx.:%" for c in name):
            raise socket.gaierror(socket.EAI_NONAME, "none")
        return real(host, port, *more, **numeric)

    def call(_: Any, host: str, *more: Any, **named: Any) -> Any:
        called.append(host)
        raise httpcore.ConnectError("called")

    monkeypatch.setattr("socket.getaddrinfo", answer)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", call)
    return called


def test_the_table_is_long_enough() -> None:
    assert len(set(ADDRESSES)) == len(ADDRESSES) >= 90


@pytest.mark.parametrize("address", ADDRESSES)
def test_hostile_addresses_are_refused_before_anything_is_called(address: str, names: list[str]) -> None:
    start = time.monotonic()
    with pytest.raises(SummariseError) as caught:
        fetch(address, STRICT)
    assert names == []
    assert caught.value.code in ("forbidden_address", "fetch")
    assert time.monotonic() - start < 0.8


@given(st.integers(0, 2**32 - 1))
def test_an_inner_ipv4_stays_inner_in_every_ipv6(number: int) -> None:
    for inside in (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80, number):
        assert not is_public(str(guard.ipaddress.IPv6Address(inside)))


# --- hostile servers: what they do with a connection ------------------------------------------------------------------
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
Act = Callable[[socket.socket], None]


def _drip(begin: bytes, again: bytes = b"x") -> Act:
    def act(peer: socket.socket) -> None:
        peer.sendall(begin)
        for _ in range(100):
            peer.sendall(again)
            time.sleep(0.03)

    return act


def _say(*parts: bytes, wait: float = 0) -> Act:
    def act(peer: socket.socket) -> None:
        for part in parts:
            peer.sendall(part)
        time.sleep(wait)

    return act


def _to(place: str) -> Act:
    return _say(f"HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode())


def _packed(body: bytes, encoding: str = "gzip") -> Act:
    return _say(HEAD + f"Content-Encoding: {encoding}\r\nConnection: close\r\n\r\n".encode(), body)


def _endless(peer: socket.socket) -> None:
    peer.sendall(HEAD + b"\r\n")
    while True:
        peer.sendall(b"x" * 65_536)


BOMB = gzip.compress(b"0" * 450_000)  # less than the limit of bytes: only its ratio gives it away
SMALL_BOMB = gzip.compress(b"0" * 20_000)
LARGE_BOMB = gzip.compress(b"0" * 60_000_000)
NOISE = b"".join(zlib.crc32(bytes([n % 256, n // 256])).to_bytes(4, "big") for n in range(55_000))

SERVERS: list[tuple[str, Act, str]] = [
    ("says nothing", _say(wait=1.5), "fetch"),
    ("closes at once", _say(), "fetch"),
    ("drips its headers", _drip(b"HTTP/1.1 200 OK\r\nX: "), "fetch"),
    ("drips one header after the other", _drip(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"), "fetch"),
    ("drips its body", _drip(HEAD + b"\r\n"), "fetch"),
    ("drips chunks", _drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), "fetch"),
    ("drips a gzip", _drip(HEAD + b"Content-Encoding: gzip\r\n\r\n" + LARGE_BOMB[:30], b"\0"), "fetch"),
    ("stops in the midst", _say(HEAD + b"Content-Length: 1000\r\n\r\nx", wait=1.5), "fetch"),
    ("goes on for ever", _endless, "too_large"),
    ("says « wait » for ever", _drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "fetch"),
    ("sends endless headers", _say(b"HTTP/1.1 200 OK\r\n" + b"A: " + b"b" * 200_000), "fetch"),
    ("is no server of the web", _say(b"220 smtp.exemple.fr ESMTP\r\n"), "fetch"),
    ("packs a bomb", _packed(BOMB), "too_large"),
    ("packs a small bomb", _packed(SMALL_BOMB), "too_large"),
    ("packs a large bomb", _packed(LARGE_BOMB), "too_large"),
    ("packs a bomb as deflate", _packed(zlib.compress(b"0" * 60_000_000), "deflate"), "too_large"),
    ("packs a bomb twice", _packed(gzip.compress(LARGE_BOMB), "gzip, gzip"), "content_type"),
    ("packs in what we did not ask for", _packed(b"x", "zstd"), "content_type"),
    ("packs nonsense", _packed(b"nonsense, not gzip"), "fetch"),
    ("has too much on the wire", _packed(gzip.compress(NOISE)), "too_large"),
    ("lies about its length", _say(HEAD + b"Content-Length: 99999999999\r\n\r\n", b"x" * 300_000), "too_large"),
    ("leads to a file", _to("file:///etc/passwd"), "forbidden_address"),
    ("leads to a name before a host", _to("http://a@127.0.0.1/"), "forbidden_address"),
    ("leads to nowhere", _to("http://[::1"), "fetch"),
    ("leads round and round", _to("/"), "fetch"),
]  # fmt: skip


@contextmanager
def _serving(*acts: Act, host: str = "127.0.0.1") -> Iterator[int]:
    """A server that treats each connection as the next of `acts` says, the last one for all that follow: its port."""
    listener = socket.create_server((host, 0))
    left = list(acts)

    def treat(peer: socket.socket) -> None:
        act = left.pop(0) if len(left) > 1 else left[0]
        with peer, contextlib.suppress(OSError):
            peer.recv(65_536)
            act(peer)

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = listener.accept()
                threading.Thread(target=treat, args=(peer,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()


@pytest.mark.parametrize(("act", "code"), [s[1:] for s in SERVERS], ids=[s[0] for s in SERVERS])
def test_hostile_servers_are_left_in_time(act: Act, code: str) -> None:
    start = time.monotonic()
    with _serving(act) as port, pytest.raises(SummariseError) as caught:
        fetch(f"http://127.0.0.1:{port}/", LOCAL)
    assert caught.value.code == code
    assert time.monotonic() - start < 0.8 + 1.2  # the rest is for a busy machine


def test_a_bomb_is_left_before_it_has_gone_off() -> None:
    pieces = Inflater("gzip").feed(LARGE_BOMB)
    assert max(len(piece) for piece in pieces) <= 65_536


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "bare"])
def test_honest_packing_is_read(encoding: str) -> None:
    text = NOISE.hex().encode()[:90_000]
    bare = zlib.compressobj(wbits=-15)
    packed = {"deflate": zlib.compress(text), "bare": bare.compress(text) + bare.flush()}.get(encoding)
    with _serving(_packed(packed or gzip.compress(text), encoding.replace("bare", "deflate"))) as port:
        assert fetch(f"http://127.0.0.1:{port}/", LOCAL).body == text


def test_a_feed_may_weigh_more_than_a_page() -> None:
    with _serving(_say(HEAD + b"Connection: close\r\n\r\n", NOISE)) as port:
        address = f"http://127.0.0.1:{port}/"
        assert fetch(address, LOCAL, Ask(types=None, max_bytes=300_000)).body == NOISE
        with pytest.raises(SummariseError, match="dépasse"):
            fetch(address, LOCAL)


# --- names that change ------------------------------------------------------------------------------------------------
@pytest.fixture
def rebinding(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A name that is public (127.0.0.2 counts as such here) when it is first asked, and inner ever after."""
    answers: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, port: int, *more: Any, **named: Any) -> Any:
        if host.startswith("127."):
            return real(host, port, *more, **named)
        answers.append("127.0.0.1" if answers else "127.0.0.2")
        return [(0, socket.SOCK_STREAM, 6, "", (answers[-1], port))]

    monkeypatch.setattr("socket.getaddrinfo", answer)
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.2")
    return answers


def test_the_address_that_was_checked_is_the_one_that_is_called(rebinding: list[str]) -> None:
    with _serving(_say(HEAD + b"Connection: close\r\n\r\n", b"public"), host="127.0.0.2") as port:
        assert fetch(f"http://changes.test:{port}/", STRICT).body == b"public"
    assert rebinding == ["127.0.0.2"]


@pytest.mark.parametrize(
    "place", ["http://changes.test:{port}/b", "http://other.test:{port}/", "http://127.0.0.1:{port}/"]
)
def test_each_redirect_is_resolved_and_checked_anew(rebinding: list[str], place: str) -> None:
    found: list[int] = []

    def lead(peer: socket.socket) -> None:
        _to(place.format(port=found[0]))(peer)

    with _serving(lead, host="127.0.0.2") as port:
        found.append(port)
        with pytest.raises(SummariseError) as caught:
            fetch(f"http://changes.test:{port}/", STRICT)
    assert caught.value.code == "forbidden_address"
    assert rebinding == ["127.0.0.2", "127.0.0.1"][: 1 if "127" in place else 2]


def test_a_name_that_is_never_answered_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: asked.wait(20))
    start = time.monotonic()
    with pytest.raises(SummariseError, match="n'a pas répondu"):
        read("http://lent.test/", STRICT)
    assert time.monotonic() - start < 0.8
    asked.set()


def test_a_host_that_drops_what_it_is_sent_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three addresses that never answer: each gets its share, none more than what is left."""
    waited: list[float] = []

    def silent(_: Any, host: str, port: int, timeout: float | None = None, *more: Any) -> Any:
        waited.append(timeout or 99)
        time.sleep(min(timeout or 99, 1))
        raise httpcore.ConnectTimeout("silent")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", silent)
    monkeypatch.setattr(guard, "resolve", lambda *_: ["93.184.216.34", "93.184.216.35", "93.184.216.36", "1.1.1.1"])
    with pytest.raises(SummariseError):
        fetch("http://muet.test/", STRICT)
    assert max(waited) <= 0.3
    assert sum(waited) <= 0.8

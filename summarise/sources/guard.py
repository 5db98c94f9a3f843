"""A transport that connects to public addresses only and never past a deadline.

The check stands where the connection is made, on the address that is used: a name that resolves to something else a
moment later gains nothing. Every single read and write gets only the time that is left, so a server that sends one
byte a second, in headers or in body, cannot hold us longer than the deadline.
"""

import functools
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import Any

import httpcore
import httpx

from summarise.errors import ForbiddenAddress

# All of the public IPv6 internet; what maps or translates IPv4 (::ffff:0:0/96, 64:ff9b::/96) lies outside of it.
_UNICAST = ipaddress.ip_network("2000::/3")
# What some versions of Python, or parts of it, count as global: protocol assignments, shared addresses of carriers,
# relays of 6to4, and tunnels that carry an IPv4 address inside (Teredo, 6to4).
_REFUSED = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "100.64.0.0/10", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20"),
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6 and ip not in _UNICAST:
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or any(ip in one for one in _REFUSED))


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a name, in time: the system's own resolver knows no deadline, so it is asked in a thread."""
    found: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(list(dict.fromkeys(str(answer[4][0]) for answer in answers)))
        except Exception as error:  # whatever it is, it belongs to who waits
            found.put(error)

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        addresses = found.get(timeout=seconds)
    except Empty as error:
        raise httpcore.ConnectTimeout("name") from error
    if isinstance(addresses, (OSError, UnicodeError)):
        raise httpcore.ConnectError("name") from addresses
    if isinstance(addresses, Exception):
        raise addresses
    return addresses


class Deadline:
    """A point in time; `left` is what remains of a wished timeout."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, wished: float | None = None) -> float:
        """Seconds until the deadline, at most `wished`; raises httpcore.ReadTimeout when it is over."""
        rest = self._end - time.monotonic()
        if rest <= 0:
            raise httpcore.ReadTimeout("deadline")
        return rest if wished is None else min(rest, wished)


class _Stream(httpcore.NetworkStream):
    """A stream each of whose steps ends before the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """Resolves, checks, and connects to the very address that was checked."""

    def __init__(self, deadline: Deadline, allow_private: bool) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline, self._allow_private = deadline, allow_private

    def _addresses(self, host: str, port: int, timeout: float | None) -> list[str]:
        addresses = resolve(host, port, self._deadline.left(timeout))
        if not self._allow_private and not all(is_public(a) for a in addresses):
            raise ForbiddenAddress(
                f"L'adresse de « {host} » n'est pas publique", "donnez l'adresse d'une page accessible sur le web."
            )
        return addresses

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - given by the base class
    ) -> httpcore.NetworkStream:  # fmt: skip
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._addresses(host, port, timeout):
            try:
                stream = self._inner.connect_tcp(address, port, self._deadline.left(timeout), local_address)
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Body(httpx.SyncByteStream):
    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        close = getattr(self._inner, "close", None)
        if close:
            close()


# Reading all root certificates takes longer than many a page.
_trust = functools.cache(httpx.create_ssl_context)


class GuardedTransport(httpx.BaseTransport):
    """An httpx transport over the guarded network. No proxy of the environment is used: it would do the resolving."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        network = _Network(deadline, allow_private)
        self._pool = httpcore.ConnectionPool(ssl_context=_trust(), network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; redirects are the caller's business, and each comes through here again."""
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        assert isinstance(request.stream, Iterable)
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method, url=target, headers=request.headers.raw, content=request.stream,
                extensions=request.extensions,
            )
        )  # fmt: skip
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

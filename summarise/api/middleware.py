"""Around every request: its id, its size, its time, its count, and a clean answer to what nobody foresaw."""

import asyncio
import logging
import re
import secrets
import time
import traceback
from pathlib import PurePath
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarise.api.metrics import Metrics
from summarise.api.ndjson import is_ndjson
from summarise.api.problems import respond
from summarise.api.refusals import BodyTooLarge, Refusal
from summarise.errors import SummariseError
from summarise.settings import Serve

_LOG = logging.getLogger("summarise.api")
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_TAKES = frozenset(f"/api/v1/{name}" for name in ("briefs", "briefs/batch", "translations", "jobs"))
# Requests in flight, their bodies in memory; far above the desk's queue, so that only floods meet it.
_MOST_IN_FLIGHT = 512
# Bodies of NDJSON in memory at once: 8 MB each, and some times that once they are read.
_MOST_STREAMS = 16


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _frames(error: BaseException) -> str:
    """Where an exception rose, without its message: that may hold an article's words."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " < ".join(f"{PurePath(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))


class Around:
    """The outermost layer. The page has its own body limits (files are dropped on it); all else holds for it too."""

    def __init__(self, app: ASGIApp, settings: Serve, metrics: Metrics) -> None:
        self._app, self._settings, self._metrics = app, settings, metrics
        self._in_flight = self._streams = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = _header(scope, b"x-request-id")
        request_id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        watch = _Watch(send, request_id)
        lines = is_ndjson(_header(scope, b"content-type"))
        # Each open page holds one connection on which nothing happens.
        weight = not scope["path"].startswith("/gradio_api/heartbeat/")
        self._in_flight, self._streams = self._in_flight + weight, self._streams + lines
        try:
            await self._serve(scope, receive, watch)
        finally:
            self._in_flight, self._streams = self._in_flight - weight, self._streams - lines
            self._note(scope, watch)

    async def _serve(self, scope: Scope, receive: Receive, watch: "_Watch") -> None:
        try:
            if self._in_flight > _MOST_IN_FLIGHT or self._streams > _MOST_STREAMS:
                raise Refusal.of("busy").after(5)
            await self._app(scope, self._body(scope, receive) if is_api(scope["path"]) else receive, watch)
        except SummariseError as error:
            await self._refuse(scope, receive, watch, error)
        except Exception as error:  # a caller gets a problem document, the log a place
            _LOG.error("%s: %s at %s", watch.request_id, type(error).__name__, _frames(error))
            await self._refuse(scope, receive, watch, Refusal.of("internal"))

    async def _refuse(self, scope: Scope, receive: Receive, watch: "_Watch", error: SummariseError) -> None:
        if not watch.status:
            await respond(scope, error)(scope, receive, watch)

    def _body(self, scope: Scope, receive: Receive) -> Receive:
        """The way in, with its limits."""
        kind = _header(scope, b"content-type")
        if _header(scope, b"content-encoding") not in ("", "identity"):
            raise Refusal.of("media_type")
        if scope["method"] == "POST" and scope["path"] in _TAKES and not is_ndjson(kind) and not _is_json(kind):
            raise Refusal.of("media_type")
        most = self._settings.max_stream_bytes if is_ndjson(kind) else self._settings.max_body_bytes
        body = _Body(receive, most, self._settings.deadline)
        body.announced(_header(scope, b"content-length"))
        return body

    def _note(self, scope: Scope, watch: "_Watch") -> None:
        route: Any = scope.get("route")
        known = is_api(scope["path"]) and route is not None
        path = str(route.path).removeprefix("/api/v1") if known else "other"
        took = time.perf_counter() - watch.start
        # Methods are a stranger's words: only those that exist become a label.
        method = scope["method"] if scope["method"] in ("GET", "POST", "DELETE", "HEAD", "OPTIONS") else "other"
        self._metrics.requests.labels(method, path, str(watch.status or 499)).inc()
        self._metrics.seconds.labels(path).observe(took)
        if "problem" in scope["state"]:
            self._metrics.refused.labels(scope["state"]["problem"]).inc()
        _LOG.info("%s %s %s %s %.0f ms", watch.request_id, method, path, watch.status or 499, took * 1_000)


def is_api(path: str) -> bool:
    """Whether a path is the API's and not the page's."""
    return path.startswith("/api/v1/") or path in ("/healthz", "/readyz", "/metrics", "/docs", "/openapi.json")


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


class _Watch:
    """The way back: notes the status and adds the request's id."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self.request_id = send, request_id
        self.start, self.status = time.perf_counter(), 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = [(b"x-request-id", self.request_id.encode()), (b"x-content-type-options", b"nosniff")]
            message = {**message, "headers": [*message["headers"], *own]}
        await self._send(message)


class _Body:
    """The way in: no more bytes than allowed, and all of them in time."""

    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive, self._most, self._end = receive, most, time.monotonic() + seconds
        self._size, self._over = 0, False

    def _refusal(self) -> BodyTooLarge:
        return BodyTooLarge(
            f"Le corps de la demande dépasse {self._most} octets",
            "envoyez le seul texte de l'article, ou plusieurs articles en application/x-ndjson.",
        )

    def announced(self, length: str) -> None:
        """Refuse by the length that the request itself gives."""
        if length.isdigit() and int(length[:20]) > self._most:
            raise self._refusal()

    async def __call__(self) -> Message:
        if self._over:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.01, self._end - time.monotonic()))
        except asyncio.TimeoutError as error:  # TimeoutError only from Python 3.11 on
            raise Refusal.of("slow_body") from error
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            raise self._refusal()
        self._over = not message.get("more_body", False)
        return message

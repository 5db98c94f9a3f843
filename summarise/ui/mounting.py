"""The page on the application: its theme, its limits, and what it may load: nothing from elsewhere."""

import json
import re
from importlib.resources import files
from typing import Any

import gradio as gr
from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarise.api.access import Access
from summarise.api.middleware import is_api
from summarise.api.problems import respond
from summarise.api.refusals import Refusal
from summarise.api.service import Service
from summarise.errors import SummariseError
from summarise.ui.page import build
from summarise.ui.words import translations

# 'unsafe-eval': Gradio compiles its templates in the browser. Nothing is loaded from, or sent to, another place.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "Menlo", "Consolas", "Liberation Mono", "monospace")
# Addresses that other sites would show beside a link to this page.
_ELSEWHERE = re.compile(rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>")
# What a form adds around a file.
_SPARE = 100_000


def _read(name: str) -> str:
    return files("summarise.ui").joinpath(name).read_text(encoding="utf-8")


def _theme() -> Any:
    return gr.themes.Base(primary_hue="blue", neutral_hue="stone", font=list(_FONTS), font_mono=list(_MONO))


def mount_page(app: FastAPI, service: Service) -> None:
    """Mount the page and keep the API's paths out of its reach."""
    most = service.settings.serve.max_stream_bytes
    blocks = build(app, service)
    gr.mount_gradio_app(
        app, blocks, path="/", footer_links=[], run_history=False, allowed_paths=[], show_error=False,
        max_file_size=most, ssr_mode=False, enable_monitoring=False, pwa=False,
        i18n=gr.I18n(**translations()), theme=_theme(), css=_read("page.css"),
    )  # fmt: skip
    page: Any = app.router.routes.pop()
    app.router.routes.append(_Page("/", _Guarded(page.app, most + _SPARE)))
    app.state.leaving = page.app.stop_event.set


class _Page(Mount):
    """The page's place: all paths save the API's, whose errors stay problem documents."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the path is the page's."""
        return (Match.NONE, {}) if is_api(scope.get("path", "")) else super().matches(scope)


class _TooMuch(Exception):
    """More bytes than the page takes at once."""


class _Guarded:
    """Around Gradio: what comes in has an end; what goes out loads nothing from elsewhere and begins with our script.

    The script cannot go Gradio's own way (`head`): it must run before Gradio looks for the reader's language.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most
        words = json.dumps(translations(), ensure_ascii=False).replace("<", "\\u003c")
        parts = (f"window.summariseWords = {words};", _read("first.js"), _read("page.js"))
        self._scripts = "".join(f"<script>{part}</script>" for part in parts).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        way_out = _WayOut(send, self._scripts)
        length = Headers(scope=scope).get("content-length", "")
        if length.isdigit() and int(length[:20]) > self._most:
            await way_out.refuse()
            return
        if scope["path"] == "/":  # to be rewritten, so not compressed
            headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": headers}
        if scope["method"] == "POST" and scope["path"].endswith("/upload"):
            try:
                await _count_upload(scope)
            except SummariseError as error:
                await respond(scope, error)(scope, receive, send)
                return
        try:
            await self._app(scope, self._counted(receive), way_out)
            if way_out.lost:
                await respond(scope, Refusal.of("not_found"))(scope, receive, send)
        except _TooMuch:
            await way_out.refuse()

    def _counted(self, receive: Receive) -> Receive:
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._most:
                raise _TooMuch
            return message

        return counted


async def _count_upload(scope: Scope) -> None:
    """A file costs as much as an article: strangers must not fill the disk."""
    access: Access = scope["app"].state.access
    client = scope.get("client")
    access.take(await access.caller(client[0] if client else None, None))


class _WayOut:
    """The way back: its headers, and our scripts at the head of the page."""

    def __init__(self, send: Send, scripts: bytes) -> None:
        self._send, self._scripts, self.started = send, scripts, False
        self.lost = False
        self._page: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        self.started = True
        self.lost = self.lost or message.get("status") == 404
        if self.lost:  # told by who called us, in the API's words
            return
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = _POLICY
            headers["Referrer-Policy"] = "no-referrer"
            if headers.get("content-type", "").startswith("text/html"):
                self._page = message
                return
        elif self._page is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._send_page(self._page)
            return
        await self._send(message)

    async def refuse(self) -> None:
        """Say that it is too much, unless something was said already."""
        if not self.started:
            await self({"type": "http.response.start", "status": 413, "headers": []})
            await self({"type": "http.response.body", "body": b""})

    async def _send_page(self, start: Message) -> None:
        body = _ELSEWHERE.sub(b"", self._body).replace(b"<head>", b"<head>" + self._scripts, 1)
        body = body.replace(b'lang="en"', b'lang="fr"', 1)
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})

"""Tells others of new briefs: signed as Standard Webhooks are, tried again for three days, never inside a network."""

import base64
import hashlib
import hmac
import json
import time

import httpcore
import httpx

from summarise.errors import SummariseError
from summarise.settings import Settings
from summarise.sources.guard import Deadline, GuardedTransport
from summarise.sources.web import AGENT
from summarise.store import hooks
from summarise.store.archive import Archive
from summarise.store.hooks import Due, Result


def signature(secret: str, id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`: HMAC-SHA256 of « id.timestamp.body » with the secret behind « whsec_ »."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    made = hmac.new(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(made).decode()


def _body(archive: Archive, one: Due) -> bytes | None:
    found = archive.get(one.brief)
    if found is None:
        return None
    kind = "brief.created" if found.version == 1 else "brief.updated"
    told = {"type": kind, "timestamp": found.stored.isoformat(), "data": found.model_dump(mode="json")}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _send(one: Due, body: bytes, settings: Settings) -> tuple[Result, str]:
    """Send it once. A redirect is an answer like any other: what was signed goes to whom it was signed for."""
    now, id = int(time.time()), f"msg_{one.id}"
    headers = {
        "user-agent": AGENT, "content-type": "application/json", "webhook-id": id, "webhook-timestamp": str(now),
        "webhook-signature": signature(one.secret, id, now, body),
    }  # fmt: skip
    try:
        transport = GuardedTransport(Deadline(settings.fetch.timeout), allow_private=settings.fetch.allow_private)
        with (
            httpx.Client(transport=transport, headers=headers, trust_env=False) as client,
            client.stream("POST", one.url, content=body) as response,
        ):
            code = response.status_code
    except SummariseError as error:
        return "failed", error.code
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError,
            httpcore.TimeoutException, OSError, ValueError) as error:  # fmt: skip
        return "failed", type(error).__name__
    return ("done" if 200 <= code < 300 else "gone" if code == 410 else "failed"), str(code)


def deliver(archive: Archive, now: int | None = None) -> tuple[int, int]:
    """Make all deliveries whose time has come: how many succeeded, how many did not."""
    done = failed = 0
    tried: set[int] = set()
    while True:
        moment = int(time.time()) if now is None else now
        found = [one for one in hooks.due(archive.engine, moment) if one.id not in tried]
        if not found:
            return done, failed
        silent: set[int] = set()
        for one in found:
            tried.add(one.id)
            body = _body(archive, one)
            if one.hook in silent:  # it did not answer just now: the rest of its post need not wait for it as well
                result: Result = "failed"
                status = "silent"
            else:
                result, status = ("done", "no brief") if body is None else _send(one, body, archive.settings)
            if result == "failed" and not status.isdecimal():
                silent.add(one.hook)
            hooks.settle(archive.engine, one, status, result, moment)
            done, failed = done + (result == "done"), failed + (result != "done")

"""A real server on loopback with a small stand-in for the model. As a script: `fake_service.py serve …`."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fakes import ARTICLE, MODEL, FakeDecider, short_brief

from summarise import cli
from summarise.api.app import create_app
from summarise.api.database import Database
from summarise.api.serve import Server
from summarise.api.service import Service
from summarise.api.work import do
from summarise.pipeline import Condenser
from summarise.records import Brief
from summarise.settings import Fetch, Serve, Settings
from summarise.text.source import Source

SLOW = ARTICLE + " LENTEMENT."
STUCK = ARTICLE + " BLOQUÉ."
FAULTY = ARTICLE + " ÉCHOUE."


class Clerk(FakeDecider):
    """Quick, but slow on articles that say so, stuck on some until `release` is set, and failing on others."""

    def __init__(self) -> None:
        super().__init__()
        self.release = threading.Event()
        self.known: dict[str, Brief] = {}

    def __call__(self, source: Source) -> Brief:
        time.sleep(float(os.environ.get("CLERK_SECONDS", "0")))
        if "LENTEMENT" in source.plain:
            time.sleep(0.6)
        if "BLOQUÉ" in source.plain:
            self.release.wait(90)
        if "ÉCHOUE" in source.plain:
            raise ZeroDivisionError(source.plain)
        self.history = [source]
        return self.known.get(source.document.text) or short_brief(source)


class Running:
    """A server in a thread; `client` talks to it."""

    def __init__(self, data: Path, require_key: bool = False, fetch: Any = None, **serve: Any) -> None:
        self.settings = Settings(
            fetch=Fetch.model_validate(fetch or {}), serve=Serve(data=data, **{"workers": 2, "max_wait": 0, **serve})
        )
        self.clerk = Clerk()
        work = partial(do, Condenser(self.clerk, self.settings))
        self.service = Service(work, self.settings, MODEL)
        self.app = create_app(self.service, Database(self.settings), require_key=require_key)
        config = uvicorn.Config(
            self.app, port=0, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=30
        )
        self._server = Server(config, self.app)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        self.port: int = self._server.servers[0].sockets[0].getsockname()[1]
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=90, trust_env=False)

    def stop(self) -> None:
        """Gracefully."""
        self.clerk.release.set()
        self.client.close()
        self._server.should_exit = True
        self._thread.join()


@contextmanager
def running(data: Path, **serve: Any) -> Iterator[Running]:
    """A server for a while."""
    server = Running(data, **serve)
    try:
        yield server
    finally:
        server.stop()


def wait_until(condition: Any, seconds: float = 100) -> None:
    """Return as soon as `condition()` holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "in vain"
        time.sleep(0.01)


def load_clerk(settings: Settings) -> Condenser:
    """What a worker loads."""
    return Condenser(Clerk(), settings)


if __name__ == "__main__":
    import fake_service  # a worker finds what it loads by this name

    Condenser.load = fake_service.load_clerk  # type: ignore[method-assign]
    sys.exit(cli.run())

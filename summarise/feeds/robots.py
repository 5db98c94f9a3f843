"""robots.txt (RFC 9309): what a site lets programs read, and how fast."""

import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from summarise.errors import FetchProblem, SummariseError
from summarise.feeds.addresses import host_of
from summarise.settings import Settings
from summarise.sources.web import Ask, fetch

_AGENT = "summarise"
_MOST_BYTES = 512_000
_KEPT, _KEPT_WHEN_OUT_OF_REACH = 3_600.0, 300.0
_LONGEST_PAUSE = 60.0


class Disallowed(FetchProblem):
    """A site asks programs not to read this."""

    code = "robots"


@dataclass(frozen=True)
class _Rules:
    until: float
    rules: Protego | None  # None: out of reach, so nothing may be read for now


class Robots:
    """The rules of each site, asked for once an hour."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[str, _Rules] = {}
        self._pauses: dict[str, float] = {}
        self._lock = threading.Lock()

    def _read(self, origin: str) -> _Rules:
        now = time.monotonic()
        try:
            page = fetch(f"{origin}/robots.txt", self._settings, Ask(types=None, max_bytes=_MOST_BYTES))
            return _Rules(now + _KEPT, Protego.parse(page.body.decode("utf-8", "replace")))
        except FetchProblem as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return _Rules(now + _KEPT, Protego.parse(""))  # no rules: all may be read
            return _Rules(now + _KEPT_WHEN_OUT_OF_REACH, None)
        except SummariseError as error:
            if error.code == "too_large":
                return _Rules(now + _KEPT, None)
            raise

    def check(self, address: str) -> None:
        """Raise a Disallowed when `address` may not be read; a FetchProblem when its site cannot be asked."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            found = self._known.get(origin)
        if found is None or found.until < time.monotonic():
            found = self._read(origin)
            with self._lock:
                self._known[origin] = found
                delay = found.rules.crawl_delay(_AGENT) if found.rules else None
                self._pauses[host_of(address)] = min(float(delay or 0), _LONGEST_PAUSE)
        if found.rules is None:
            raise FetchProblem(f"Le robots.txt de {parts.hostname} ne peut être lu", "réessayez plus tard.")
        if not found.rules.can_fetch(address, _AGENT):
            raise Disallowed(
                f"Le robots.txt de {parts.hostname} interdit cette adresse", "demandez-en le droit au site."
            )

    def pause(self, host: str) -> float:
        """Seconds between two requests to `host`."""
        return max(self._settings.feeds.pause, self._pauses.get(host, 0.0))

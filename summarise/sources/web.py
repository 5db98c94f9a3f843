"""Fetch a page of the public web: few redirects, limits for what comes and for what it unpacks to, a deadline."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpcore
import httpx

from summarise import __version__
from summarise.errors import FetchProblem, ForbiddenAddress, TooLarge, WrongContentType
from summarise.settings import Settings
from summarise.sources.guard import Deadline, GuardedTransport
from summarise.sources.inflate import ACCEPTED, Inflater

AGENT = f"summarise/{__version__} (condenses French court news)"
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_PASTE = "collez le texte de l'article à la place."
# Until so much is unpacked the ratio says little: a page may begin with a run of blanks.
_TELLING = 100_000


@dataclass(frozen=True)
class Fetched:
    """A page as it came."""

    url: str
    content_type: str
    charset: str | None
    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def _any(_: str) -> None:
    pass


@dataclass(frozen=True)
class Ask:
    """What is asked for, by default a page; with a header for it, « nothing new » (304) is an answer as well.

    `types` None takes any content type. `before` is told each address before it is asked, those of redirects too, and
    may refuse it by raising.
    """

    types: tuple[str, ...] | None = _TYPES
    headers: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[str], None] = _any
    max_bytes: int | None = None


PAGE = Ask()


def _checked(url: httpx.URL) -> httpx.URL:
    """The address, refused when it is of another scheme or carries a name before its host."""
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise ForbiddenAddress(
            "Seules les adresses http:// et https:// sans nom d'utilisateur sont lues",
            "donnez l'adresse complète de l'article.",
        )
    return url


def _type(response: httpx.Response, types: tuple[str, ...] | None) -> str:
    """The content type, refused when it is none of those asked for."""
    kind = str(response.headers.get("content-type", "text/html")).partition(";")[0].strip().lower()
    if types is not None and kind not in types:
        raise WrongContentType(f"Cette adresse ne donne pas une page de texte mais « {kind[:60]} »", _PASTE)
    return kind


@dataclass(frozen=True)
class _Limits:
    """What one answer may weigh."""

    wire: int
    unpacked: int
    ratio: float

    @classmethod
    def of(cls, settings: Settings, ask: Ask) -> "_Limits":
        """Who asks for more than a page (a feed) says how much, and that holds for both."""
        wire = ask.max_bytes or settings.fetch.max_wire_bytes
        return cls(wire, ask.max_bytes or settings.limits.max_bytes, settings.fetch.max_ratio)

    def check(self, wire: int, unpacked: int, *, whole: bool = False) -> None:
        """Refuse what has come so far, if it is too much."""
        most = self.wire if wire > self.wire else self.unpacked
        if wire > self.wire or unpacked > self.unpacked:
            raise TooLarge(f"La page dépasse {most // 1_000_000 or 1} Mo", _PASTE)
        if unpacked > self.ratio * wire and (whole or unpacked > _TELLING):
            raise TooLarge(f"La page est comprimée plus de {self.ratio:g} fois", _PASTE)


def _body(response: httpx.Response, limits: _Limits, deadline: Deadline) -> bytes:
    """The body, read and unpacked in pieces so that neither its size nor its slowness can hold us."""
    inflater = Inflater(response.headers.get("content-encoding", ""))
    chunks: list[bytes] = []
    wire = size = 0
    for raw in response.iter_raw():
        wire += len(raw)
        for piece in inflater.feed(raw):
            deadline.left()
            size += len(piece)
            limits.check(wire, size)
            chunks.append(piece)
    limits.check(wire, size, whole=True)
    return b"".join(chunks)


def _refused(response: httpx.Response) -> FetchProblem:
    error = FetchProblem(f"Le site {response.url.host} répond par une erreur {response.status_code}", _PASTE)
    error.status, error.retry_after = response.status_code, response.headers.get("retry-after")
    return error


def _follow(client: httpx.Client, url: httpx.URL, ask: Ask, settings: Settings, deadline: Deadline) -> Fetched:
    for _ in range(settings.fetch.max_redirects + 1):
        ask.before(str(_checked(url)))
        with client.stream("GET", url) as response:
            if response.has_redirect_location:
                url = url.join(response.headers["location"])
                continue
            if response.status_code == httpx.codes.NOT_MODIFIED and ask.headers:
                return Fetched(str(url), "", None, b"", 304, response.headers)
            if response.status_code != httpx.codes.OK:
                raise _refused(response)
            kind = _type(response, ask.types)
            body = _body(response, _Limits.of(settings, ask), deadline)
            return Fetched(str(url), kind, response.charset_encoding, body, 200, response.headers)
    raise FetchProblem(f"Le site {url.host} renvoie sans fin d'une adresse à l'autre", _PASTE)


def _client(settings: Settings, ask: Ask, deadline: Deadline) -> httpx.Client:
    limits = settings.fetch
    accept = ", ".join(ask.types) if ask.types else "*/*"
    own = {"user-agent": AGENT, "accept": accept, "accept-language": "fr", "accept-encoding": ACCEPTED}
    return httpx.Client(
        transport=GuardedTransport(deadline, allow_private=limits.allow_private),
        timeout=httpx.Timeout(limits.read_timeout, connect=limits.connect_timeout),
        headers={**own, **ask.headers}, trust_env=False,
    )  # fmt: skip


def fetch(address: str, settings: Settings, ask: Ask = PAGE) -> Fetched:
    """Fetch `address`; every failure becomes one clear sentence."""
    deadline = Deadline(settings.fetch.timeout)
    try:
        url = _checked(httpx.URL(address))
        with _client(settings, ask, deadline) as client:
            return _follow(client, url, ask, settings, deadline)
    except (httpx.ConnectTimeout, httpcore.ConnectTimeout) as error:
        seconds = min(settings.fetch.connect_timeout, settings.fetch.timeout)
        raise FetchProblem(f"Le site n'a pas répondu en {seconds:g} secondes", _PASTE) from error
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        seconds = min(settings.fetch.timeout, settings.fetch.read_timeout)
        raise FetchProblem(f"La page n'est pas arrivée à temps (au plus {settings.fetch.timeout:g} secondes, et "
                           f"{seconds:g} sans rien recevoir)", _PASTE) from error  # fmt: skip
    except zlib.error as error:
        raise FetchProblem("La page est mal comprimée", _PASTE) from error
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchProblem("Cette adresse est mal écrite", "donnez l'adresse complète de l'article.") from error
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise FetchProblem("La page ne peut être atteinte", f"vérifiez l'adresse et le réseau, ou {_PASTE}") from error

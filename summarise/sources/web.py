"""Fetch a page of the public web: few redirects, a limit of bytes, a deadline for the whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpcore
import httpx

from summarise import __version__
from summarise.errors import FetchProblem, ForbiddenAddress, TooLarge, WrongContentType
from summarise.settings import Settings
from summarise.sources.guard import Deadline, GuardedTransport

AGENT = f"summarise/{__version__} (condenses French court news)"
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_PASTE = "collez le texte de l'article à la place."


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
    if url.scheme not in ("http", "https") or not url.host:
        raise ForbiddenAddress(
            "Seules les adresses http:// et https:// sont lues", "donnez l'adresse complète de l'article."
        )
    return url


def _type(response: httpx.Response, types: tuple[str, ...] | None) -> str:
    """The content type, refused when it is none of those asked for."""
    kind = str(response.headers.get("content-type", "text/html")).partition(";")[0].strip().lower()
    if types is not None and kind not in types:
        raise WrongContentType(f"Cette adresse ne donne pas une page de texte mais « {kind[:60]} »", _PASTE)
    return kind


def _body(response: httpx.Response, limit: int, deadline: Deadline) -> bytes:
    """The body, read in pieces so that neither its size nor its slowness can hold us."""
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes():
        deadline.left()
        size += len(chunk)
        if size > limit:
            raise TooLarge(f"La page dépasse {limit // 1_000_000 or 1} Mo", _PASTE)
        chunks.append(chunk)
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
            body = _body(response, ask.max_bytes or settings.limits.max_bytes, deadline)
            return Fetched(str(url), kind, response.charset_encoding, body, 200, response.headers)
    raise FetchProblem(f"Le site {url.host} renvoie sans fin d'une adresse à l'autre", _PASTE)


def fetch(address: str, settings: Settings, ask: Ask = PAGE) -> Fetched:
    """Fetch `address`; every failure becomes one clear sentence."""
    deadline = Deadline(settings.fetch.timeout)
    try:
        url = _checked(httpx.URL(address))
        transport = GuardedTransport(deadline, allow_private=settings.fetch.allow_private)
        accept = ", ".join(ask.types) if ask.types else "*/*"
        headers = {"user-agent": AGENT, "accept": accept, "accept-language": "fr", **ask.headers}
        with httpx.Client(transport=transport, headers=headers, trust_env=False) as client:
            return _follow(client, url, ask, settings, deadline)
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise FetchProblem(f"La page n'est pas arrivée en {settings.fetch.timeout:g} secondes", _PASTE) from error
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchProblem("Cette adresse est mal écrite", "donnez l'adresse complète de l'article.") from error
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise FetchProblem("La page ne peut être atteinte", f"vérifiez l'adresse et le réseau, ou {_PASTE}") from error

"""Fetch a page of the public web: few redirects, a limit of bytes, a deadline for the whole."""

from dataclasses import dataclass

import httpcore
import httpx

from summarise import __version__
from summarise.errors import FetchProblem, ForbiddenAddress, TooLarge, WrongContentType
from summarise.settings import Settings
from summarise.sources.guard import Deadline, GuardedTransport

_AGENT = f"summarise/{__version__} (condenses French court news)"
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_PASTE = "collez le texte de l'article à la place."


@dataclass(frozen=True)
class Fetched:
    """A page as it came."""

    url: str
    content_type: str
    charset: str | None
    body: bytes


def _checked(url: httpx.URL) -> httpx.URL:
    if url.scheme not in ("http", "https") or not url.host:
        raise ForbiddenAddress(
            "Seules les adresses http:// et https:// sont lues", "donnez l'adresse complète de l'article."
        )
    return url


def _type(response: httpx.Response) -> str:
    """The content type, refused when it is not a page of text."""
    kind = str(response.headers.get("content-type", "text/html")).partition(";")[0].strip().lower()
    if kind not in _TYPES:
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


def _follow(client: httpx.Client, url: httpx.URL, settings: Settings, deadline: Deadline) -> Fetched:
    for _ in range(settings.fetch.max_redirects + 1):
        with client.stream("GET", _checked(url)) as response:
            if response.has_redirect_location:
                url = url.join(response.headers["location"])
                continue
            if response.status_code != httpx.codes.OK:
                raise FetchProblem(f"Le site {url.host} répond par une erreur {response.status_code}", _PASTE)
            kind = _type(response)
            body = _body(response, settings.limits.max_bytes, deadline)
            return Fetched(str(url), kind, response.charset_encoding, body)
    raise FetchProblem(f"Le site {url.host} renvoie sans fin d'une adresse à l'autre", _PASTE)


def fetch(address: str, settings: Settings) -> Fetched:
    """Fetch `address`; every failure becomes one clear sentence."""
    deadline = Deadline(settings.fetch.timeout)
    try:
        url = _checked(httpx.URL(address))
        transport = GuardedTransport(deadline, allow_private=settings.fetch.allow_private)
        headers = {"user-agent": _AGENT, "accept": ", ".join(_TYPES), "accept-language": "fr"}
        with httpx.Client(transport=transport, headers=headers, trust_env=False) as client:
            return _follow(client, url, settings, deadline)
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise FetchProblem(f"La page n'est pas arrivée en {settings.fetch.timeout:g} secondes", _PASTE) from error
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchProblem("Cette adresse est mal écrite", "donnez l'adresse complète de l'article.") from error
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise FetchProblem("La page ne peut être atteinte", f"vérifiez l'adresse et le réseau, ou {_PASTE}") from error

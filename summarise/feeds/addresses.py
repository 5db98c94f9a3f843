"""Addresses made comparable, and kept from telling a name that the article may not tell."""

import hashlib
import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from summarise.store.fold import fold

# What says where a reader comes from, not what he reads.
_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|creation|format|link|ptr_\w+|variant)|(?:fb|g|y|ms|tw|wbra|gbra|dcl)cl?id|xtor|ref|cmp|mc_[ce]id"
    r"|igshid|spm|_ga|smid|ns_\w+|amp",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_CANONICAL = re.compile(rb"<link\b[^<>]{0,500}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HEAD = 200_000


def is_web(address: str) -> bool:
    """Whether an address is one of the web."""
    return urlsplit(address).scheme.lower() in _PORTS if address else False


def host_of(address: str) -> str:
    """The host, with its port where it is not the usual one; « file » for what is on the disk."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "?"
    name = (parts.hostname or "").lower()
    if not name:
        return "file"
    return name if port in (None, _PORTS.get(parts.scheme.lower())) else f"{name}:{port}"


def canonical(address: str) -> str:
    """The same address for the same article: without fragment, tracking, default port; its parameters sorted."""
    parts = urlsplit(address.strip())
    if parts.scheme.lower() not in _PORTS:
        return address.strip()
    kept = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme.lower(), host_of(address), path, urlencode(kept), ""))


def key_of(address: str) -> str:
    """A digest of the canonical address; http and https are one, and so are www and none."""
    bare = re.sub(r"^https?://(?:www\.)?", "", canonical(address))
    return hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest()


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
    return {name.lower(): unescape(a or b or c) for name, a, b, c in found}


def named_by(page: bytes, address: str) -> str:
    """The address that a page gives as its own, believed only for its own host; else the one it came from."""
    for tag in _CANONICAL.findall(page[:_HEAD]):
        attributes = _attributes(tag)
        if "canonical" in attributes.get("rel", "").lower().split() and attributes.get("href"):
            own = urljoin(address, attributes["href"].strip())
            path = urlsplit(own).path.strip("/")  # a site that names its front page everywhere means nothing by it
            return own if path and host_of(own) == host_of(address) else address
    return address


def discreet(address: str, names: Iterable[tuple[str, str]]) -> str:
    """The address, or only its site where the rest has a part of a name that was replaced."""
    if not is_web(address):
        return address
    parts = urlsplit(address)
    said = set(fold(f"{parts.path} {parts.query} {parts.fragment}").split())
    hidden = {word for name, _ in names for word in fold(name).split() if len(word) > 2}
    return f"{parts.scheme}://{parts.netloc}/" if said & hidden else address

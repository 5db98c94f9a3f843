"""What a feed says: RSS 2.0, RSS 1.0, Atom, JSON Feed. Feeds are strangers' files and are read as such.

XML goes through defusedxml first (no entities, a bounded depth and size); feedparser gets those bytes in a stream and
never a string or plain bytes, which it would take for the name of a file.
"""

import calendar
import datetime
import functools
import hashlib
import io
import json
import re
import xml.sax
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import defusedxml.sax
import feedparser
from defusedxml.common import DefusedXmlException
from lxml import etree

from summarise.errors import InputError, SummariseError
from summarise.settings import Feeds
from summarise.sources.decode import decode

_MOST_ELEMENTS = 200_000
_MOST_CONTENT = 200_000
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DANGER = re.compile(r"<!\s*(?:ENTITY|DOCTYPE)", re.IGNORECASE)
_WAY_OUT = "vérifiez que l'adresse est celle d'un flux RSS, Atom ou JSON Feed."


class BadFeed(InputError):
    """What should be a feed and is none, or one that is not safe to read."""

    code = "feed"


@dataclass(frozen=True)
class Entry:
    """One article as a feed tells of it. `changed` is another one when the feed tells it otherwise."""

    link: str
    title: str
    day: datetime.date | None
    content: str
    changed: str


@dataclass(frozen=True)
class Feed:
    """A feed's title and its entries, in its order."""

    title: str
    entries: tuple[Entry, ...]


class _Counter(xml.sax.ContentHandler):
    """Refuses what is too deep or too much."""

    def __init__(self, deepest: int) -> None:
        super().__init__()
        self._deepest, self._depth, self._count = deepest, 0, 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: ARG002 - named by the library
        self._depth, self._count = self._depth + 1, self._count + 1
        if self._depth > self._deepest:
            raise BadFeed(f"Ce flux est imbriqué sur plus de {self._deepest} niveaux", _WAY_OUT)
        if self._count > _MOST_ELEMENTS:
            raise BadFeed("Ce flux a trop d'éléments", _WAY_OUT)

    def endElement(self, name: str) -> None:  # noqa: ARG002
        self._depth -= 1


def _check(raw: bytes, deepest: int) -> None:
    defusedxml.sax.parse(io.BytesIO(raw), _Counter(deepest), forbid_entities=True, forbid_external=True)


def _mended(raw: bytes, charset: str | None) -> bytes:
    """Broken XML made whole. Where it declares entities or a document type, nothing is tried."""
    text = _DECLARED.sub("", decode(raw, charset))
    if _DANGER.search(text):
        raise BadFeed("Ce flux n'est pas du XML valable et déclare des entités", _WAY_OUT)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    root = etree.fromstring(text.encode("utf-8"), parser)
    if root is None:
        raise BadFeed("Ce contenu n'est pas un flux", _WAY_OUT)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _safe(raw: bytes, charset: str | None, deepest: int) -> bytes:
    try:
        try:
            _check(raw, deepest)
            return raw
        except xml.sax.SAXParseException:
            whole = _mended(raw, charset)
            _check(whole, deepest)
            return whole
    except DefusedXmlException as error:
        raise BadFeed("Ce flux déclare des entités, ce qui n'est pas sûr", _WAY_OUT) from error
    except (xml.sax.SAXException, etree.LxmlError, ValueError, LookupError) as error:
        raise BadFeed("Ce contenu n'est pas un flux", _WAY_OUT) from error


def _paris(seconds: float) -> datetime.date:
    """The day in France."""
    try:
        zone: datetime.tzinfo = ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        zone = datetime.timezone.utc
    return datetime.datetime.fromtimestamp(seconds, zone).date()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _day(entry: dict[str, Any]) -> datetime.date | None:
    for name in ("published_parsed", "updated_parsed"):
        try:
            if moment := dict.get(entry, name):
                return _paris(calendar.timegm(moment))
        except (ValueError, OverflowError, OSError, TypeError):
            continue
    return None


def _xml_entries(found: Any) -> Iterator[Entry]:
    for entry in found.entries:
        # Its entries are dicts that answer for one another's keys, with warnings: they are asked as plain ones.
        get = functools.partial(dict.get, entry)
        content = max((str(part.get("value") or "") for part in get("content") or ()), key=len, default="")
        content = max(content, str(get("summary") or ""), key=len)[:_MOST_CONTENT]
        link, title = str(get("link") or get("id") or ""), str(get("title") or "")
        changed = _digest(title, str(get("updated") or get("published") or ""), content)
        yield Entry(link, title, _day(entry), content, changed)


def _from_xml(raw: bytes, address: str, charset: str | None, settings: Feeds) -> Feed:
    safe = _safe(raw, charset, settings.max_depth)
    headers = {"content-location": address}
    if safe is raw and charset:
        headers["content-type"] = f"application/xml; charset={charset}"
    found = feedparser.parse(io.BytesIO(safe), response_headers=headers)
    if not found.version and not found.entries:
        raise BadFeed("Ce contenu n'est pas un flux", _WAY_OUT)
    return Feed(str(found.feed.get("title") or ""), tuple(_xml_entries(found))[: settings.max_entries])


def _depth(text: str) -> int:
    """How deep a JSON text nests, without reading it."""
    deepest = depth = 0
    for sign in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        depth += (sign in "[{") - (sign in "]}")
        deepest = max(deepest, depth)
    return deepest


def _iso(value: Any) -> datetime.date | None:
    try:
        moment = datetime.datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        return _paris(moment.timestamp()) if moment.tzinfo else moment.date()
    except (ValueError, OverflowError, OSError):
        return None


def _json_entry(item: dict[str, Any]) -> Entry:
    def text(name: str) -> str:
        return value if isinstance(value := item.get(name), str) else ""

    content = max(text("content_html"), text("content_text"), text("summary"), key=len)[:_MOST_CONTENT]
    link = text("url") or text("external_url") or text("id")
    changed = _digest(text("title"), text("date_modified") or text("date_published"), content)
    return Entry(link, text("title"), _iso(text("date_published")) or _iso(text("date_modified")), content, changed)


def _from_json(raw: bytes, settings: Feeds) -> Feed:
    text = decode(raw)
    if _depth(text) > settings.max_depth:
        raise BadFeed(f"Ce flux est imbriqué sur plus de {settings.max_depth} niveaux", _WAY_OUT)
    try:
        found = json.loads(text)
    except ValueError as error:
        raise BadFeed("Ce flux n'est pas du JSON valable", _WAY_OUT) from error
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise BadFeed("Ce JSON n'est pas un flux", _WAY_OUT)
    items = [item for item in found["items"][: settings.max_entries] if isinstance(item, dict)]
    title = found.get("title")
    return Feed(title if isinstance(title, str) else "", tuple(map(_json_entry, items)))


def parse(raw: bytes, address: str, settings: Feeds, charset: str | None = None) -> Feed:
    """The feed in `raw`, which came from `address`; raises a BadFeed when it is none, or not safe."""
    if len(raw) > settings.max_bytes:
        raise BadFeed(f"Ce flux dépasse {settings.max_bytes} octets", "relevez feeds.max_bytes, ou lisez-en un autre.")
    try:
        if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            return _from_json(raw, settings)
        return _from_xml(raw, address, charset, settings)
    except SummariseError:
        raise
    except Exception as error:  # feedparser raises what it likes on odd feeds
        raise BadFeed(f"Ce flux ne peut être lu ({type(error).__name__})", _WAY_OUT) from error

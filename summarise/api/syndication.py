"""Briefs as a feed that others subscribe to: Atom (RFC 4287) and JSON Feed 1.1."""

import json
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from summarise import __version__
from summarise.render.clean import clean
from summarise.store.dates import held
from summarise.store.shapes import Page, Stored

_ATOM = "http://www.w3.org/2005/Atom"
_TITLE = "summarise : fiches judiciaires"
# XML has no way to write these two.
_NOT_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True)
class Addresses:
    """The feed's own address and that of its next page."""

    self: str
    next: str | None


def _text(value: str) -> str:
    return _NOT_XML.sub("", clean(value))


def _link(one: Stored) -> str | None:
    """The article's address, when it is one that may be followed."""
    return next((s.url for s in one.sources if s.url.startswith(("https://", "http://"))), None)


def _id(one: Stored) -> str:
    """All versions of a story are one entry, which changes."""
    return f"urn:summarise:story:{one.story}"


def _content(one: Stored) -> str:
    """What later stories say first, then the summary as of its day."""
    brief = one.brief
    warnings = [f"Attention : {warning}" for warning in brief.warnings[: len(one.flags)]]
    return _text("\n".join([*warnings, f"{held(one.as_of)}. {brief.summary_fr}"]))


def _categories(one: Stored) -> list[str]:
    codes = [one.brief.stage, one.brief.court.type if one.brief.court else None]
    return list(dict.fromkeys([code for code in codes if code] + [charge.offence for charge in one.brief.charges]))


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **more: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, more)
    child.text = text
    return child


def _entry(feed: ElementTree.Element, one: Stored) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _id(one))
    _add(entry, "title", _text(one.brief.title_fr) or "Sans titre")
    _add(entry, "updated", one.stored.isoformat())
    if one.as_of:
        _add(entry, "published", f"{one.as_of}T00:00:00Z")
    if link := _link(one):
        _add(entry, "link", href=_text(link), rel="alternate")
    if one.follows is not None:
        _add(entry, "link", href=f"urn:summarise:story:{one.follows}", rel="related")
    for code in _categories(one):
        _add(entry, "category", term=code)
    _add(entry, "summary", _content(one), type="text")


def atom(page: Page, at: Addresses) -> bytes:
    """The page as an Atom feed."""
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "fr"})
    _add(feed, "id", at.self)
    _add(feed, "title", _TITLE)
    _add(feed, "updated", max((one.stored.isoformat() for one in page.briefs), default="1970-01-01T00:00:00Z"))
    _add(feed, "generator", "summarise", version=__version__)
    _add(_add(feed, "author"), "name", "summarise")
    _add(feed, "link", href=at.self, rel="self", type="application/atom+xml")
    if at.next:
        _add(feed, "link", href=at.next, rel="next", type="application/atom+xml")
    for one in page.briefs:
        _entry(feed, one)
    body: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def json_feed(page: Page, at: Addresses) -> bytes:
    """The page as a JSON Feed; each item carries its whole brief as `_summarise`."""
    items = [
        {
            "id": _id(one), "title": _text(one.brief.title_fr), "content_text": _content(one),
            "date_modified": one.stored.isoformat(), "tags": _categories(one),
            **({"url": link} if (link := _link(one)) else {}),
            **({"date_published": f"{one.as_of}T00:00:00Z"} if one.as_of else {}),
            "_summarise": one.model_dump(mode="json"),
        }
        for one in page.briefs
    ]  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": _TITLE, "language": "fr", "feed_url": at.self,
        "authors": [{"name": "summarise"}], **({"next_url": at.next} if at.next else {}), "items": items,
    }  # fmt: skip
    return json.dumps(feed, ensure_ascii=False).encode("utf-8", "replace")

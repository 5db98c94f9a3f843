"""What goes into a batch and what comes out of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from summarise.errors import BadRecord, SummariseError
from summarise.records import Brief, Document
from summarise.sources.html import looks_like_html
from summarise.sources.reading import from_text, parse_date


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _parts(document: Document) -> tuple[str, ...]:
    """All that a document says."""
    return (document.title, document.heading, document.article, str(document.date or ""), document.url or "")


@dataclass(frozen=True)
class Item:
    """One input: a document, or the error that stands for it."""

    id: str
    document: Document | None = None
    error: SummariseError | None = None

    @property
    def key(self) -> str:
        """A digest of all that its outcome depends on, save the settings: 32 hexadecimal digits."""
        return _digest(self.id, *(_parts(self.document) if self.document else ("", str(self.error))))[:32]


@dataclass(frozen=True)
class Outcome:
    """One line of the output, ready to be written."""

    line: str
    ok: bool


def succeeded(id: str, brief: Brief) -> Outcome:
    """The outcome of an article that became a brief."""
    return Outcome(f'{{"id": {json.dumps(id, ensure_ascii=False)}, "brief": {brief.model_dump_json()}}}', True)


def failed(id: str, error: SummariseError) -> Outcome:
    """The outcome of an article that did not. The message never holds the article's text."""
    record = {"id": id, "error": {"code": error.code, "message": error.message}}
    return Outcome(json.dumps(record, ensure_ascii=False), False)


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadRecord(f"Le champ « {key} » n'est pas un texte", "corrigez cette ligne.")
    return value


def _id(record: Mapping[str, Any], fallback: str) -> str:
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        return fallback
    return str(value).encode("utf-8", "replace").decode("utf-8")


def content_id(document: Document) -> str:
    """What an article without an id is called: by its content, so that a line added before it changes nothing."""
    return f"sha256-{_digest(*_parts(document))[:20]}"


def _document(record: Mapping[str, Any], id: str) -> Document:
    article = _text(record, "article") or _text(record, "text")
    if not article and "article" not in record and "text" not in record:
        raise BadRecord("Le champ « article » (ou « text ») manque", "ajoutez-le à cette ligne.")
    url = _text(record, "url") or None
    # Offsets count in the article as it was given, so only what is HTML without doubt is turned into text.
    found = from_text(article, "html", url) if looks_like_html(article) else Document(article=article)
    return Document(
        id=id, title=_text(record, "title") or found.title, heading=_text(record, "heading"), article=found.article,
        date=parse_date(_text(record, "date")) or found.date, url=url,
    )  # fmt: skip


def item_of(record: Mapping[str, Any], fallback: str) -> Item:
    """An item from a record with `article` or `text`, and perhaps `id`, `title`, `heading`, `date`, `url`.

    `fallback` names a record that has no id and cannot be read; one that can is named by its content.
    """
    id = _id(record, "")
    try:
        document = _document(record, id)
    except SummariseError as error:
        return Item(id or fallback, error=error)
    return Item(id, document) if id else _named(document)


def _named(document: Document) -> Item:
    id = content_id(document)
    return Item(id, document.model_copy(update={"id": id}))

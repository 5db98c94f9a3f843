"""Gold briefs as records: each gold span is found again in the document and given its offsets."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarise.records import Brief, Coverage, Document, ModelInfo
from summarise.text.plain import plain
from summarise.text.source import Source

Row = dict[str, Any]

_MODEL = ModelInfo(name="gold", version="0", digest="0")
_LISTS = ("defendants", "charges", "amounts", "seizures", "sentences", "victims")
_INNER = ("name", "role", "city", "item")


def locate(source: Source, words: str, near: int | None = None, inside: tuple[int, int] | None = None) -> Row | None:
    """Where `words` stand in the document: within `inside` if they do, else nearest to `near`, else first."""
    wanted = plain(words).text.strip()
    places = list(_places(source.plain, wanted)) or list(_places(source.plain.lower(), wanted.lower()))
    if not places or not wanted:
        return None
    if inside:
        held = [p for p in places if inside[0] <= p and p + len(wanted) <= inside[1]]
        places = held or places
    start = min(places, key=lambda p: abs(p - near)) if near is not None else places[0]
    return source.span(start, start + len(wanted)).model_dump()


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0 and wanted:
        yield at
        at = text.find(wanted, at + 1)


def _entry(source: Source, item: Row) -> Row | None:
    """A gold entry with offsets for its span and for the spans inside it."""
    span = locate(source, item.get("text") or "")
    if span is None:
        return None
    out = {**item, **span}
    start, end = source.view.from_raw(span["start"], span["end"])
    for key in _INNER:
        if item.get(key):
            found = locate(source, item[key], start, (start, end))
            out[key] = found["text"] if found else None
            out[f"{key}_start"], out[f"{key}_end"] = (found["start"], found["end"]) if found else (None, None)
    return out


def _listed(source: Source, row: Row) -> Row:
    """The list fields; indexes of defendants follow when one of them could not be found."""
    out: Row = {}
    kept: dict[int, int] = {}
    for key in _LISTS:
        entries = [_entry(source, item) for item in row.get(key) or []]
        if key == "defendants":
            kept = {old: new for new, old in enumerate(k for k, e in enumerate(entries) if e)}
        out[key] = [e for e in entries if e]
    for key in ("charges", "sentences"):
        for entry in out[key]:
            entry["defendants"] = [kept[k] for k in entry.get("defendants", []) if k in kept]
    return out


def gold_brief(row: Row, source: Source, *, texts: bool = True) -> Brief:
    """The gold `row` as a Brief of `source`; without title and summary when `texts` is false."""
    shared: Row = {
        "coverage": Coverage(read=len(source.document.text), total=len(source.document.text)),
        "model": _MODEL,
    }
    shared["title_fr"] = (row.get("title_fr") or "") if texts else ""
    shared["summary_fr"] = (row.get("summary_fr") or "") if texts else ""
    if not row.get("relevant", True):
        return Brief(relevant=False, **shared)
    prosecutor = locate(source, row.get("prosecutor") or "")
    if prosecutor:
        shared["prosecutor"] = prosecutor["text"]
        shared["prosecutor_start"], shared["prosecutor_end"] = prosecutor["start"], prosecutor["end"]
    single = {key: _entry(source, row[key]) for key in ("court", "date") if row.get(key)}
    body = {"relevant": True, "matter": row.get("matter"), "stage": row.get("stage"), **single, **_listed(source, row)}
    return Brief.model_validate({**body, **shared})


def read_gold(folder: Path) -> Iterator[tuple[Source, Row]]:
    """Each article of `folder` (articles.jsonl, gold.jsonl) as a source, with its gold row."""
    rows = {str(r["id"]): r for r in map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())}
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        keys = {k: article.get(k) or "" for k in ("title", "heading", "article")}
        document = Document(id=str(article["id"]), date=article.get("date") or None, **keys)
        if document.id in rows:
            yield Source(document), rows[document.id]

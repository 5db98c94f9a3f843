"""Briefs as rows of tables: one a brief, one a sum of money, one a penalty. Columns are named as in the brief."""

from collections.abc import Callable, Iterator
from typing import Any

from summarise.store.shapes import Stored

Row = dict[str, Any]
_SAME = {"brief": int, "story": int, "as_of": str, "url": str}
COLUMNS: dict[str, dict[str, type]] = {
    "briefs": {
        **_SAME, "version": int, "stored": str, "sources": int, "follows": int, "matter": str, "stage": str,
        "court_type": str, "court": str, "city": str, "date": str, "defendants": str, "charges": str, "victims": int,
        "title": str, "summary": str, "warnings": str, "flag": str,
    },
    "amounts": {**_SAME, "value": float, "currency": str, "approx": str, "kind": str, "text": str},
    "sentences": {
        **_SAME, "state": str, "kind": str, "months": float, "suspended_months": float, "defendants": str, "text": str,
    },
}  # fmt: skip
_BETWEEN = " ; "


def _same(one: Stored) -> Row:
    return {"brief": one.id, "story": one.story, "as_of": one.as_of, "url": one.sources[0].url if one.sources else None}


def _who(one: Stored, places: list[int]) -> str:
    people = one.brief.defendants
    return _BETWEEN.join(people[place].name or people[place].text for place in places if place < len(people))


def brief_rows(one: Stored) -> Iterator[Row]:
    """The brief itself."""
    brief = one.brief
    court = brief.court
    yield {
        **_same(one), "version": one.version, "stored": one.stored.isoformat(), "sources": len(one.sources),
        "follows": one.follows, "matter": brief.matter, "stage": brief.stage,
        "court_type": court.type if court else None, "court": court.text if court else None,
        "city": court.city if court else None, "date": brief.date.iso if brief.date else None,
        "defendants": _BETWEEN.join(f"{d.name or d.text} ({d.status})" for d in brief.defendants),
        "charges": _BETWEEN.join(dict.fromkeys(charge.offence for charge in brief.charges)),
        "victims": sum(victim.count or 1 for victim in brief.victims), "title": brief.title_fr,
        "summary": brief.summary_fr, "warnings": _BETWEEN.join(brief.warnings),
        "flag": _BETWEEN.join(f"{flag.status} {flag.day}" for flag in one.flags),
    }  # fmt: skip


def amount_rows(one: Stored) -> Iterator[Row]:
    """Each sum."""
    for amount in one.brief.amounts:
        yield {**_same(one), **amount.model_dump(include={"value", "currency", "approx", "kind", "text"})}


def sentence_rows(one: Stored) -> Iterator[Row]:
    """Each penalty, with whose it is."""
    for penalty in one.brief.sentences:
        told = penalty.model_dump(include={"state", "kind", "months", "suspended_months", "text"})
        yield {**_same(one), **told, "defendants": _who(one, penalty.defendants)}


ROWS: dict[str, Callable[[Stored], Iterator[Row]]] = {
    "briefs": brief_rows, "amounts": amount_rows, "sentences": sentence_rows,
}  # fmt: skip

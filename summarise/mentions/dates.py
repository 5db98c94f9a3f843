"""Finds dates and says what day each means: "vendredi 12 juin", "mardi soir", "la veille", "fin janvier"."""

import datetime
import re

from summarise.mentions.base import DateValue, Kind, Mention
from summarise.mentions.date_event import choose
from summarise.mentions.date_patterns import LISTED, LONE_WEEKDAY, PATTERN
from summarise.mentions.date_values import on_calendar, resolve, shape
from summarise.mentions.setting import context, nearby
from summarise.text.source import Source

_AHEAD = re.compile(
    r"\b(?:sera|seront|devra|devront|(?:doi(?:t|vent)|va|vont) (?:être|\w+(?:er|re|ir))|comparaîtr(?:a|ont)"
    r"|débutera|s'ouvrira|aura lieu|se tiendra|convoquée?s?|renvoyée? (?:à|au))\b"
    r"(?:(?!\b(?:a|ont|selon|avait)\b)[^.;,»\"]){0,32}$",
    re.IGNORECASE,
)


def _leaning(turn: str | None, after: str, before: str, said: str) -> int:
    """−1 when a phrase looks back ("mardi dernier"), 1 when it looks ahead ("mardi prochain", "sera jugé mardi")."""
    turn = (turn or "").lower()
    if said.lower().startswith("ce "):
        return 0
    if turn in {"dernier", "passé"}:
        return -1
    if turn in {"prochain", "à venir"} or re.match(r" prochain| à venir", after):
        return 1
    if re.search(r"(?:jusqu'(?:à|au)|d'ici(?: à)?|à partir de|à compter de) $", before):
        return 1
    return 1 if LONE_WEEKDAY.fullmatch(said) and _AHEAD.search(before) else 0


def _distance(iso: str | None, written: datetime.date | None) -> str:
    if not iso:
        return "unknown"
    if not written:
        return "undated"
    days = (written - datetime.date.fromisoformat(iso)).days
    if days < 0:
        return "future:near" if days >= -3 else "future:far"
    for limit in (0, 1, 2, 7, 30, 365):
        if days <= limit:
            return f"within:{limit}"
    return "old"


def _cues(source: Source, start: int, end: int, written_as: str, iso: str | None) -> list[str]:
    near = nearby(source, start, end)
    cues = [f"shape:{written_as}", f"distance:{_distance(iso, source.date)}", *context(source, start, end)]
    if source.plain[start : start + 3].lower() == "ce ":
        cues.append("word:ce")
    if re.search(r"\b(?:avait|avaient|était|étaient|eut|fut)\b", near):
        cues.append("tense:past")
    return cues


def _mention(source: Source, start: int, end: int, day: datetime.date | None, written_as: str) -> Mention:
    iso = day.isoformat() if day else None
    cues = _cues(source, start, end, written_as, iso)
    return Mention(Kind.DATE, start, end, source.plain[start:end], DateValue(iso), "none", tuple(cues))


def _listed(source: Source, taken: list[tuple[int, int]]) -> list[Mention]:
    """The first days of "les 12, 13 et 14 juin", whose month stands at the last one."""
    out = []
    for match in LISTED.finditer(source.plain):
        if not any(a <= match.start() < b for a, b in taken):
            day = on_calendar(match["d"], match["m"], match["y"], source.date, 0)
            out.append(_mention(source, *match.span(), day, "day"))
    return out


def find(source: Source) -> list[Mention]:
    """All dates of the article in order; the one that a rule takes as the event's has guess "event"."""
    found, taken = [], []
    for match in PATTERN.finditer(source.plain):
        start, end = match.span()
        turn = match["f_t"] or match["s_t"] or match["w_t"]
        lean = _leaning(turn, source.plain[end : end + 12], source.plain[max(0, start - 70) : start], match.group())
        found.append(_mention(source, start, end, resolve(match, source.date, lean), shape(match)))
        taken.append((start, end))
    found += _listed(source, taken)
    return choose(sorted(found, key=lambda m: (m.start, m.end)))

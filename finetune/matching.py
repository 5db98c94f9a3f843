"""When a predicted entry and a gold one are the same: the rules by which briefs are scored."""

import re
import unicodedata
from typing import Any

Row = dict[str, Any]

_STOP = frozenset(
    (
        "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "et", "a", "au", "aux", "en", "ses", "son", "sa",
        "leur", "m", "mme", "me", "mr", "maitre", "ce", "cette", "ces", "qui", "dont",
    )
)  # fmt: skip


def fold(value: object) -> str:
    """Lower-case ASCII letters and figures, one space between words."""
    text = unicodedata.normalize("NFKD", str(value or "")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def words(value: object) -> set[str]:
    """The words that carry meaning."""
    return {w for w in fold(value).split() if w not in _STOP}


def alike(one: object, other: object) -> bool:
    """Half of the shorter one's words stand in the other."""
    x, y = words(one), words(other)
    return bool(x and y) and len(x & y) / min(len(x), len(y)) >= 0.5


def near(one: Any, other: Any) -> bool:
    """Equal within half a per cent."""
    try:
        return abs(float(one) - float(other)) <= 0.005 * max(abs(float(one)), 1)
    except (TypeError, ValueError):
        return False


def same_person(gold: Row, found: Row) -> bool:
    """By name when both have one, else by words and count."""
    if gold.get("name") and found.get("name"):
        return fold(gold["name"]).split()[-1:] == fold(found["name"]).split()[-1:] or alike(gold["name"], found["name"])
    if gold.get("name") or found.get("name"):
        named, other = (gold, found) if gold.get("name") else (found, gold)
        return bool(words(named["name"]) & words(other.get("text")))
    if gold.get("count") and found.get("count") and gold["count"] != found["count"]:
        return False
    several = (gold.get("count") or 0) > 1 and gold.get("count") == found.get("count")
    return alike(gold.get("text"), found.get("text")) or several

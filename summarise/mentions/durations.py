"""Lengths of time ("dix-huit mois", "deux ans et six mois", "de quatre à huit mois") in months."""

import re
from dataclasses import dataclass

from summarise.mentions.numbers import WORDS, read_number

NUMBER = rf"(?:\d{{1,2}}(?:,5)?(?![\d.,]\d)|\d{{3}}|{WORDS})"
"""A number such as lengths have: no thousands."""

_UNIT = r"ans?|années?|mois|semaines?|jours?"
DURATION = (
    rf"(?:(?:de |entre )?(?:{NUMBER})(?: (?:ans?|mois))? (?:à|et|ou) )?(?:{NUMBER})[ -]?(?:{_UNIT})\b"
    r"(?![- ](?:d'|de )?amende)"
    r"(?: et demie?\b)?(?: et (?:\w+|dix-\w+) mois\b)?"
)
"""Pattern of a length of time, without groups."""

_PARTS = re.compile(rf"(?<!\w)(?P<number>{NUMBER})[ -]?(?P<unit>{_UNIT})\b(?P<half> et demi)?", re.IGNORECASE)
_RANGE = re.compile(
    rf"^(?:de |entre )?(?P<low>{NUMBER})(?: (?P<unit>ans?|mois))? (?P<link>à|et|ou) (?=(?:{NUMBER})[ -]?(?:{_UNIT})\b)",
    re.IGNORECASE,
)
_MONTHS = {"an": 12.0, "anné": 12.0, "mois": 1.0, "semaine": 0.25, "jour": 1 / 30}


@dataclass(frozen=True)
class Length:
    """A length in months; `second` is the other one of "5 et 4 ans"."""

    months: float
    second: float | None = None


def _months(unit: str) -> float:
    return next(v for k, v in _MONTHS.items() if unit.lower().startswith(k))


def read_length(words: str) -> Length | None:
    """The months that `words` amount to; a range counts by its lower end."""
    span = _RANGE.match(words)
    rest = words[span.end() :] if span else words
    parts = list(_PARTS.finditer(rest))
    if not parts:
        return None
    total = 0.0
    for part in parts:
        value = read_number(part.group("number"))
        if value is None:
            return None
        total += (value + (0.5 if part.group("half") else 0.0)) * _months(part.group("unit"))
    total = round(total, 2)
    if span is None:
        return Length(total)
    return _range(words, span, _months(parts[0].group("unit")), total)


def _range(words: str, span: re.Match[str], last: float, total: float) -> Length:
    """Two lengths: both for "et", the lower for "à"; `last` is the unit of the second, `total` the second's months."""
    low = read_number(span.group("low"))
    if low is None:
        return Length(total)
    unit = _months(span.group("unit")) if span.group("unit") else last
    if span.group("link") == "et" and not words.lower().startswith("entre"):
        first = round(low * unit, 2)
        if unit == last:
            return Length(first, total)
        return Length(round(first + total, 2))
    return Length(round(low * unit, 2))


def unit_months(words: str) -> float | None:
    """What one of the last unit in `words` is worth in months ("deux ans" 12)."""
    parts = list(_PARTS.finditer(words))
    return _months(parts[-1].group("unit")) if parts else None

"""French numerals as English writes them: "1,5 million", "une trentaine" → "some 30", "plusieurs milliers"."""

import re

from summarise.mentions.numbers import is_vague, read_number
from summarise.translate.words import digits, say

_ROUNDS = {
    "dizaine": "ten", "douzaine": "a dozen", "quinzaine": "15", "vingtaine": "20", "trentaine": "30",
    "quarantaine": "40", "cinquantaine": "50", "soixantaine": "60", "centaine": "100", "millier": "1,000",
    "million": "1 million", "milliard": "1 billion",
}  # fmt: skip
_MANY = {"dizaines": "dozens", "douzaines": "dozens", "centaines": "hundreds", "milliers": "thousands",
         "millions": "millions", "milliards": "billions"}  # fmt: skip


def amount(words: str) -> str:
    """A French numeral as English puts it: "1,5 million", "15 000", "une trentaine" → "some 30"."""
    words = words.strip()
    low = words.lower()
    if re.search(r"aines?\b|milliers?\b", low) or is_vague(words):
        return _vague(low)
    scale = re.search(r"(?P<head>.+?) (?:de |d')?(?P<scale>millions?|milliards?)$", low)
    if scale:
        head = read_number(scale["head"])
        if head is not None:
            return f"{digits(head)} {'million' if scale['scale'].startswith('million') else 'billion'}"
    value = read_number(words)
    if value is None:
        return words
    return digits(value) if words[0].isdigit() else say(value)


def _vague(low: str) -> str:
    """ "une trentaine" → "some 30", "plusieurs milliers" → "several thousand", "des centaines" → "hundreds"."""
    first, _, rest = low.partition(" ")
    rest = re.sub(r"^(?:petite|bonne) ", "", rest)
    parts = re.split(r" (?:de |d')", rest)
    if first in {"un", "une"} and len(parts) == 1 and parts[0] in _ROUNDS:
        said = _ROUNDS[parts[0]]
        return said if parts[0] == "douzaine" else f"some {said}"
    if first in {"un", "une"}:
        return f"some {_product(parts)}"
    names = [_MANY.get(p if p.endswith("s") else p + "s", p) for p in parts]
    if first in {"plusieurs", "quelques"} and len(parts) == 1:
        lead = "several" if first == "plusieurs" else "a few"
        return f"{lead} {names[0].removesuffix('s')}"
    if len(parts) > 1:
        names[0] = {"dozens": "tens"}.get(names[0], names[0])
    value = read_number(low)
    if value is None or first in {"des", "les", "ces", "de", "plusieurs", "quelques"}:
        return " of ".join(names)
    return f"some {digits(value)}"


def _product(parts: list[str]) -> str:
    """ "dizaine", "milliers" → "10,000"."""
    value = read_number("une " + " de ".join(parts)) or 0
    return digits(value) if value < 1e6 else f"{digits(value / 1e6)} million"

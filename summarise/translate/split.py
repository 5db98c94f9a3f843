"""Text cut for translation: lines and list items, sentences over sixty words at the borders of clauses."""

import re
from collections.abc import Iterator
from functools import cache

from summarise.mentions.court_cities import departements
from summarise.mentions.people_lexicon import given_names
from summarise.translate.names import exonym, fold

LONGEST = 60
"""Words beyond which a sentence is cut: the network has seen few longer ones."""

_BORDERS = (
    re.compile(r"\s*[;:–—]\s+"),
    re.compile(r",\s+(?=(?:et|mais|tandis que|alors que|puis|or|car|avant de|après avoir|ce qui|ce que)\b)"),
    re.compile(r",\s+(?=(?:qui|dont|où|que|selon|afin|pour|avec|dans|en|a|ont|le|la|les|une?)\b)"),
    re.compile(r",\s+"),
    re.compile(r"\s+(?=(?:et|mais|qui|dont|pour|afin|avec|dans|avant|après)\b)"),
)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪►]|\d{1,2}[.)])\s+")


def lines(text: str) -> Iterator[str]:
    """The lines of a text that hold words, without the marks of lists."""
    for line in text.splitlines():
        bare = _BULLET.sub("", line).strip()
        if any(c.isalpha() for c in bare):
            yield bare


def clauses(sentence: str) -> list[str]:
    """The sentence in parts of at most sixty words, cut nearest its middle where a clause ends."""
    words = sentence.split()
    if len(words) <= LONGEST:
        return [sentence]
    cut = _border(sentence)
    if cut is None:
        middle = len(" ".join(words[: min(LONGEST, len(words) // 2)]))
        cut = middle, middle
    left, right = sentence[: cut[0]].strip(), sentence[cut[1] :].strip()
    if not left or not right:
        return [sentence]
    return [*clauses(left), *clauses(right)]


def _border(sentence: str) -> tuple[int, int] | None:
    """Where to cut: the strongest border that leaves at least a quarter on both sides, nearest the middle."""
    size = len(sentence)
    for pattern in _BORDERS:
        places = [m.span() for m in pattern.finditer(sentence) if size / 4 <= m.start() <= 3 * size / 4]
        if places:
            return min(places, key=lambda p: abs(p[0] - size / 2))
    return None


def lowered(sentence: str) -> str:
    """A sentence in capitals as a sentence; others as they are."""
    letters = [c for c in sentence if c.isalpha()]
    if len(letters) < 12 or sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return sentence
    small = sentence[:1].upper() + sentence[1:].lower()
    return _NAMED.sub(lambda m: _titled(m.group()), small)


_NAMED = re.compile(r"(?<![\w-])[^\W\d_]{3,}(?:[-'][^\W\d_]+)*")
_LINKS = frozenset(("sur", "sous", "en", "de", "du", "la", "le", "les", "lès", "aux", "à"))


def _titled(word: str) -> str:
    """A word of a line in capitals with the capitals of a name, if it is one of a place or a person."""
    first = fold(word.split("-", maxsplit=1)[0])
    if not (word.startswith(("saint-", "sainte-")) or first in given_names() or _is_place(word)):
        return word
    return "-".join(part if part in _LINKS else part[:1].upper() + part[1:] for part in word.split("-"))


@cache
def _places() -> frozenset[str]:
    names = [city for cities in departements().values() for city in cities]
    return frozenset(fold(name) for name in [*names, *departements()])


def _is_place(word: str) -> bool:
    return fold(word) in _places() or any(form[0].isupper() for form in exonym(word))

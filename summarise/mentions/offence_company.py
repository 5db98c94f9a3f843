"""What the other offences of an article say of one: rivals, what is charged in so many words, shares and places."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarise.mentions.offence_spans import Found

Marked = tuple[Found, tuple[str, ...]]
# The strongest way in which an offence is told: right after "mis en examen pour", near such words, named, or as a fact.
_LEVELS = ("govern:strict", "govern:near", "strength:name", "strength:paraphrase")
_PAST = re.compile(
    r"\b(?:déjà|casier|antécédents|purge\w*|précédemment|récidiv\w*|auparavant|autre affaire|par le passé|connue? (?:de la|des services))\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:plainte|porte plainte|accus[ée]\w*|dénonc\w+|reconventionnel\w*|de son côté|à son tour)\b"
)
_DROPPED = re.compile(
    r"\b(?:relaxée?s?|acquittée?s?|non-lieu|abandonn\w+|écartée?s?|requalifi\w+|n'a pas été retenue?)\b"
)
_SERVES = re.compile(
    r"\b(?:auteurs? d|aux? auteurs?|victimes? d|en réaction|en marge|à la suite d|lutte contre|venger|soupçons? d|présumée?s? d)\b"
)
_SIGNS = (("past", _PAST), ("others", _OF_OTHERS), ("dropped", _DROPPED), ("serves", _SERVES))


def _level(cues: Sequence[str]) -> str:
    return next((level for level in _LEVELS if level in cues), "fact")


def _family(code: str) -> str:
    return code.partition("_")[0]


@dataclass(frozen=True)
class Ledger:
    """Each code's strongest level, in the order in which they come, and how often each is told."""

    levels: dict[str, str]
    counts: Counter[str]


def ledger(marked: Sequence[Marked]) -> Ledger:
    """What an article's offences come to."""
    order = {level: k for k, level in enumerate((*_LEVELS, "fact"))}
    best: dict[str, str] = {}
    for found, cues in marked:
        level = _level(cues)
        if order[level] < order[best.get(found.code, "fact")] or found.code not in best:
            best[found.code] = level
    return Ledger(best, Counter(found.code for found, _ in marked))


def company(low: str, sentence: tuple[int, int], book: Ledger, one: Marked) -> Iterator[str]:
    """Cues of an offence among all those of its article."""
    found, cues = one
    levels = book.levels
    level, top = _level(cues), levels[found.code]
    charged = "charged" if "govern:strict" in levels.values() else "uncharged"
    where = next((c[6:] for c in cues if c.startswith("where:")), "body")
    yield from (
        f"level:{level}+{where}",
        f"level:{level}+{charged}",
        f"code+level:{found.code}+{level}",
        f"top:{top}+{charged}",
    )
    yield from (f"code+top:{found.code}+{top}", f"code+where:{found.code}+{where}", f"code+{charged}:{found.code}")
    for code, other in levels.items():
        if code != found.code:
            yield f"rival:{found.code}+{code}"
            yield from [f"rival-charged:{found.code}+{code}"] * (other == "govern:strict")
            yield from [f"kin:{top}+{other}"] * (_family(code) == _family(found.code))
    yield from _share(book, found.code)
    yield from _signs(low, sentence, found, level)


def _share(book: Ledger, code: str) -> Iterator[str]:
    yield f"share:{min(4, 5 * book.counts[code] // sum(book.counts.values()))}"
    yield f"most:{book.counts[code] == max(book.counts.values())}"
    yield f"order:{min(4, list(book.levels).index(code))}"
    yield f"codes:{min(6, len(book.levels))}"


def _signs(low: str, sentence: tuple[int, int], found: Found, level: str) -> Iterator[str]:
    before, after = (
        low[max(sentence[0], found.start - 90) : found.start],
        low[found.end : min(sentence[1], found.end + 60)],
    )
    for name, pattern in _SIGNS:
        for zone, text in (("before", before), ("after", after)):
            if pattern.search(text):
                yield f"sign:{name}:{zone}"
                yield f"sign:{name}+{level}"

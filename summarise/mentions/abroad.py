"""Whether a matter is dealt with abroad: courts, police and places of other countries beside those of France."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from summarise.mentions.about import words_of
from summarise.mentions.base import CourtValue, Mention
from summarise.mentions.court_cities import departements, seats
from summarise.text.source import Source

# Also names of people, of places in France, or of what an article about France names.
_AMBIGUOUS = {
    "vienne", "maurice", "bali", "cologne", "fbi", "interpol", "pape", "panama", "salvador", "gand", "niger", "inde",
}  # fmt: skip
_REACH = 60  # characters before a foreign place in which its court may be named
_LEAD = 2  # sentences
_MOST = 3
_AT = re.compile(r"\b(?:en|au|aux|à|de|d'|du|des)\s*(?:la |l'|les )?$", re.IGNORECASE)
_LAW = re.compile(
    r"\b(?:tribun(?:al|aux)|cours?(?: d'appel| d'assises| \w+){0,3}|parquets?|procureure?s?(?: général)?|juges?"
    r"|justices?|polic(?:e|iers?)|prisons?|magistrats?|autorités|gendarmerie|carabiniers|avocats?)\b"
    r"(?: (?!de |du |d'|à )\w+){0,2},?\s*(?:(?:de|du|d'|des|à|en|au)\s*(?:la |l')?(?:[A-Z][\w-]+ \()?)?$",
    re.IGNORECASE,
)
_DATELINE = (
    re.compile(r"\W*(?:(?:en|au|aux|à)\s+)?(?:l')?", re.IGNORECASE),
    re.compile(r"\s*(?:\([^)]*\)\s*)?[:\-–—]"),
)
_FRENCH = re.compile(r"\bfrançaise?s?\b", re.IGNORECASE)


@cache
def _places() -> re.Pattern[str]:
    listed = [pattern for entry, pattern in words_of("foreign").items() if entry not in _AMBIGUOUS]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(listed, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)


@cache
def _home() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(d) for d in sorted(departements(), key=len, reverse=True)))


def _zones(source: Source) -> list[tuple[str, int, int]]:
    body = source.body_start
    ends = [end for start, end in source.sentences if start >= body][:_LEAD]
    lead = ends[-1] if ends else body
    parts = (0, source.title_end, body, lead, len(source.plain))
    return [(name, parts[k], parts[k + 1]) for k, name in enumerate(("t", "h", "l", "b"))]


def _opens(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a foreign place opens a part of the article: "Tunisie: ", "MONACO - "."""
    before, after = _DATELINE
    return bool(before.fullmatch(text, start, match.start()) and after.match(text, match.end()))


def _zone(text: str, stretch: tuple[str, int, int], homes: int) -> Iterator[str]:
    """What one part of the article says of other countries."""
    name, start, end = stretch
    found = list(_places().finditer(text, start, end))
    befores = [text[max(start, m.start() - _REACH) : m.start()] for m in found]
    if found:
        yield f"ab:for:{name}"
    if any(_AT.search(before) for before in befores):
        yield f"ab:at:{name}"
        if not homes:
            yield f"ab:away:{name}"
    if any(_LAW.search(before) for before in befores):
        yield from (f"ab:court:{name}", "ab:court")
    if homes:
        yield f"ab:home:{name}"
    if found and _opens(text, start, found[0]):
        yield from (f"ab:lead:{name}", "ab:lead")


def _courts(text: str) -> int:
    """How often a court or the police of another country is named."""
    return sum(bool(_LAW.search(text[max(0, m.start() - _REACH) : m.start()])) for m in _places().finditer(text))


def abroad(source: Source, mentions: Sequence[Mention]) -> set[str]:
    """All features; each begins with "ab:"."""
    text = source.plain
    homes = sorted([start for start, _ in seats(source)] + [m.start() for m in _home().finditer(text)])
    found: set[str] = set()
    for stretch in _zones(source):
        found.update(_zone(text, stretch, sum(stretch[1] <= at < stretch[2] for at in homes)))
    courts = _courts(text)
    own = [m for m in mentions if isinstance(m.value, CourtValue) and "city:own" in m.cues]
    found |= {f"ab:courts:{min(courts, _MOST)}", f"ab:homes:{min(len(homes), _MOST)}", f"ab:own:{min(len(own), 2)}"}
    if courts and not homes:
        found.add("ab:nohome")
    if courts > len(homes):
        found.add("ab:more")
    if courts and not own:
        found.add("ab:noown")
    if _FRENCH.search(text):
        found.add("ab:french")
    return found

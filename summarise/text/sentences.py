"""Sentence boundaries of French news copy, where full stops often stand without a space after them."""

import re
from itertools import pairwise

_SHORT = [
    "M",
    "MM",
    "Mme",
    "Mmes",
    "Mlle",
    "Me",
    "Mes",
    "Dr",
    "Drs",
    "Pr",
    "Mgr",
    "St",
    "Ste",
    "art",
    "al",
    "cf",
    "av",
    "bd",
    "env",
    "etc",
    "ex",
    "p",
    "pp",
    "vol",
    "no",
    "n°",
    "chap",
    "hab",
    "J.-C",
    "janv",
    "févr",
    "juill",
    "sept",
    "oct",
    "nov",
    "déc",
]
_END = re.compile(r"(?P<stop>[.!?…]+[\"»”')\]]*)(?P<gap>\s*)(?=[\"«“(\[–—-]*\s?[A-ZÀ-ÖØ-Þ0-9«\"“–—])|\n+")
_INITIAL = re.compile(r"(?:^|[\s(.'-])[A-ZÀ-Þ]$")


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether `match` ends a sentence: not an abbreviation, an initial, or the point inside a number."""
    if match.group().startswith("\n"):
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    stop, gap = match.group("stop"), match.group("gap")
    after = text[match.end() : match.end() + 1]
    if stop[0] != ".":
        return bool(gap) or stop[-1] in '"»”'
    if not gap and after.isdigit():
        return len(stop) > 1
    word = re.search(r"[\w°.-]*$", before)
    token = word.group() if word else ""
    if stop == "." and (token in _SHORT or _INITIAL.search(before)):
        return False
    return not (stop.startswith("...") and not gap)


def sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each sentence of `text`, in order, without the white space around it."""
    cuts = [0, *(m.end() for m in _END.finditer(text) if _ends(text, m)), len(text)]
    out: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        body = text[start:end]
        left = len(body) - len(body.lstrip())
        stripped = body.strip()
        if stripped:
            out.append((start + left, start + left + len(stripped)))
    return out

"""English that no writer would write: words that are none, words twice in a row, little words left hanging."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from summarise.translate.faults import Fault
from summarise.translate.names import is_common

_WORD = re.compile(r"(?<![\w’-])(?<!\w')[a-z]+(?:['’-][a-z]+)*(?![\w-])|^[A-Z][a-z]+(?= [a-z])")
_NO_ENGLISH_END = re.compile(r"(?<!\w)(?:of|the|an?|whose|than|its|their)\s*[.,;:!?](?!\d)")
_TWICE = re.compile(r"\b([a-z]+(?: [a-z]+)?) \1\b", re.IGNORECASE)
_TWICE_RIGHT = frozenset({"had", "that", "very", "blah", "is", "at"})
# What cannot follow what: "the of", "a was", "to of", "would is".
_ARTICLE = r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|whose)"
_CLASH = re.compile(
    rf"\b{_ARTICLE} (?:the|an?|is|was|are|were|of|to|and|by|at|for|with|from|has|have|had|which|who|be|been"
    r"|it|he|she|they|would|could|his|its|their)\b"
    r"|\b(?:of|to|from|with) (?:of|to|from|with|by|is|was|are|were|and|he|she|they|has|had)\b"
    r"|\b(?:would|will|can|could|should|may|might|must) (?:would|will|can|could|should|is|was|are|were|has|had"
    r"|been|a|of)\b"
    r"|\b(?:is|was|are|were) (?:is|was|are|were|has|have|had|would|will)\b|\b(?:has|have|had) (?:is|was|are|were)\b"
    r"|\ba (?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:years|months|days|hours|weeks|people)\b"
    r"|\b(?:he|she|they) (?:of|to|the|an?|by|for)\b|\b[Ww]ho (?:of|to|by|for)\b"
    r"|\bits (?:sister|brother|wife|husband|son|daughter|grand\w+|great-\w+)\b|\ba (?:an?|another|the)\b"
    r"|\b(?:It|it|him) (?:denies|denied|is prosecuted|was sentenced|was placed|was tried)\b"
    r"|\b(?:can|could|will|would|to|must) (?:remand(?:ed)? in|placed|sentenced|convicted|charged|tried)\b"
    r"|\b(?:suspected|accused|convicted|guilty) of (?!aggravated|attempted|armed|organi[sz]ed|undeclared|repeated"
    r"|premeditated"
    r"|unauthori[sz]ed|unlicensed|forced|related|false|combined|continued|misguided)\w+ed\b"
    r"|\b(?:of|for|without|from) (?:be|been|have)\b|(?<=[a-rt-z])'(?= )"
    r"|\bhas been(?: \w+)? (?:admit|remand|granted the)\b|(?<= )'(?= )|'s's\b"
)


@cache
def _known() -> frozenset[str]:
    """English words."""
    text = files("summarise.translate").joinpath("english_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def strange_words(french: str, english: str) -> list[str]:
    """Words in small letters that are neither English nor in the French; brackets and quotations may hold others."""
    bare = re.sub(r"\([^()]*\)|«[^»]*»|“[^”]*”|\"[^\"]*\"|\[[^\]]*\]", " ", english)
    there = french.lower()
    out = []
    for word in map(str.lower, _WORD.findall(bare)):
        parts = re.split(r"[-'’]", re.sub(r"['’]s$|s['’]$", "", word))
        if word not in there and not is_common(word) and any(len(p) > 2 and not _is_known(p) for p in parts):
            out.append(word)
    return out


def _is_known(part: str) -> bool:
    known = _known()
    if part in known or any(stem in known for stem in _stems(part)):
        return True
    return any(part[:k] in known and part[k:] in known for k in range(4, len(part) - 3))  # "policewoman"


_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "ness", "able", "al", "ist", "ists")


def _stems(word: str) -> Iterator[str]:
    """What a regular form may come from: "corroborating" → "corroborate", "retorted" → "retort"."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield from (stem, f"{stem}e")
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
            if ending in ("es", "ed", "er", "ly") and stem.endswith("i"):
                yield f"{stem[:-1]}y"


def unwritten(french: str, english: str) -> Iterator[Fault]:
    """What shows that nobody wrote this."""
    for word in strange_words(french, english)[:1]:
        yield Fault("langue", word, f"« {word} » n'est pas un mot anglais")
    english = re.sub(r"(?<=\w)'(?= )", lambda m: "" if english[: m.end()].split()[-1] in french else "'", english)
    again = next((m for m in _TWICE.finditer(english) if m.group(1).lower() not in _TWICE_RIGHT), None)
    wrong = again or _CLASH.search(english) or _NO_ENGLISH_END.search(english)
    if wrong:
        yield Fault("langue", wrong.group(), f"« {wrong.group()} » n'est pas de l'anglais écrit")
    whole = french.count("«") == french.count("»") and french.count('"') % 2 == 0
    if whole and (english.count('"') % 2 or english.count("“") != english.count("”")):
        yield Fault("langue", '"', "un guillemet n'est pas fermé")

"""Adjectives of places: "havrais" → "Le Havre", "corse" → "Corsican", on both sides of a translation."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from summarise.mentions.court_cities import demonyms as of_courts


class Demonym(NamedTuple):
    """What an adjective is in English, and of what place."""

    en: str
    place: str


@cache
def _table() -> dict[str, Demonym]:
    """Each form of each adjective in small letters."""
    lines = files("summarise.translate").joinpath("demonyms.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    out: dict[str, Demonym] = {}
    for french, adjective, place in [*rows, *([f, c, c] for f, c in of_courts().items())]:
        for form in forms(french):
            out.setdefault(form, Demonym(adjective, place))
    return out


def forms(masculine: str) -> tuple[str, ...]:
    """An adjective in both genders and numbers: "lillois", "lilloise", "lilloises"."""
    if masculine.endswith("e"):
        feminine = masculine
    elif masculine.endswith("eau"):
        feminine = masculine[:-3] + "elle"
    elif masculine.endswith(("turc", "grec")):
        feminine = masculine[:-1] + ("que" if masculine.endswith("turc") else "cque")
    elif masculine.endswith(("en", "on")):
        feminine = masculine + "ne"
    elif masculine.endswith("er"):
        feminine = masculine[:-2] + "ère"
    else:
        feminine = masculine + "e"
    many = masculine if masculine.endswith(("s", "x")) else masculine + ("x" if masculine.endswith("eau") else "s")
    return tuple(dict.fromkeys((masculine, feminine, many, feminine + "s")))


def demonym(word: str) -> Demonym | None:
    """The English of an adjective of a place, in any form and case; "franco-marocain" in parts."""
    found = _table().get(word.lower())
    if found is None and "-" in word:
        parts = [part.lower() for part in word.split("-")]
        known = [_table().get(p) or (Demonym("Franco", "France") if p == "franco" else None) for p in parts]
        if all(known):
            return Demonym("-".join(k.en for k in known if k), known[-1].place if known[-1] else "")
    return found


_AFTER = re.compile(r" ([a-zà-öø-ÿ]+(?:-[a-zà-öø-ÿ]+)*)(?![\w-])")
# Words that are also something else where they follow a noun.
_OTHER = frozenset({"français", "romain", "montois", "boulonnais", "limousin"})


def adjective_after(text: str, end: int) -> tuple[int, str] | None:
    """Where an adjective of a place ends that follows at `end`, and its English."""
    match = _AFTER.match(text, end)
    found = demonym(match[1]) if match and match[1] not in _OTHER else None
    return (match.end(), found.en) if match and found else None


def places_in(text: str) -> frozenset[str]:
    """Places and English adjectives of all adjectives of places in a French text, by their words."""
    found = (demonym(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))
    return frozenset(w for d in found if d for said in d for w in re.split(r"[\s-]", said))

"""A court, prosecution office or judge with its city: "tribunal correctionnel de Paris" → "Paris criminal court"."""

import re

from summarise.mentions.court_cities import departements
from summarise.translate.names import exonym
from summarise.translate.terms import Term

_UP = "A-ZÀ-ÖØ-Þ"
_NAME = rf"(?:(?:La|Le|Les|L'|Le) ?)?[{_UP}][\w']*(?:-[\w']+)*"
_PLACE = re.compile(rf" (?P<link>de la |de l'|de |d'|du |des |à la |à |au |en )(?P<name>{_NAME})(?! ?[{_UP}]\.)")
_NO_PLACE = frozenset(
    [
        "République",
        "Etat",
        "État",
        "Justice",
        "France",
        "Cassation",
        "Assises",
        "Je",
        "Il",
        "Elle",
        "Me",
        "M",
        "Mme",
        "Comptes",
    ]
)


def with_place(text: str, end: int, term: Term) -> tuple[int, str]:
    """Where a court's name ends with its city, and its English with it."""
    match = _PLACE.match(text, end)
    if match is None or match["name"] in _NO_PLACE or (match["link"] in {"à ", "à la ", "au ", "en "}):
        return end, term.en
    name = article_of(match["link"], match["name"]) + match["name"]
    known = exonym(name)
    return match.end(), f"{known[0] if known else name} {term.en}"


def article_of(link: str, name: str) -> str:
    """The article that "du" or "des" hides in a city's name: "du Havre" → "Le "; "" for a département."""
    if link.strip() not in {"du", "au", "des", "aux"} or name in departements() or exonym(name):
        return ""
    return "Les " if link.strip() in {"des", "aux"} else "Le "

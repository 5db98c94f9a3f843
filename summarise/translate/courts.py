"""Terms with what stands beside them: "tribunal correctionnel de Paris" → "Paris criminal court", "ex-préfet"."""

# ruff: noqa: SIM905 - lists of words read better as text

import re

from summarise.mentions.court_cities import demonym_after, departements
from summarise.translate.names import exonym
from summarise.translate.terms import Term

_UP = "A-ZÀ-ÖØ-Þ"
_NAME = rf"(?:(?:La|Le|Les|L'|Le) ?)?[{_UP}][\w']*(?:-[\w']+)*"
_PLACE = re.compile(rf" (?P<link>de la |de l'|de |d'|du |des )(?P<name>{_NAME})(?! ?[{_UP}]\.)")
_NO_PLACE = frozenset("République Etat État Justice France Cassation Assises Je Il Elle Me M Mme Comptes".split())


def with_place(text: str, end: int, term: Term) -> tuple[int, str]:
    """Where a court's name ends with its city, and its English with it."""
    match = _PLACE.match(text, end)
    if match is None or match["name"] in _NO_PLACE:
        city = demonym_after(text, end)
        adjective = re.match(r" \w+", text[end:])
        return (end + adjective.end(), f"{city} {term.en}") if city and adjective else (end, term.en)
    name = article_of(match["link"], match["name"]) + match["name"]
    known = exonym(name)
    return match.end(), f"{known[0] if known else name} {term.en}"


_FORMER = re.compile(r"(?:(?<![\w-])(?:ancien(?:ne)?s? |ex-))$", re.IGNORECASE)
_RETIRED = re.compile(r" (?:(?:à la|en) retraite|retraitée?s?)(?![\w-])")
_ALLEGED = re.compile(r" présumée?s?(?![\w-])(?! innocent)")


def described(text: str, start: int, end: int, en: str) -> tuple[int, int, str]:
    """A person's calling with "ancien" before it or "présumé" after it: "former prefect", "alleged accomplice"."""
    before, after = _FORMER.search(text[max(0, start - 10) : start]), _ALLEGED.match(text, end)
    if after:
        end, en = after.end(), f"alleged {en.removeprefix('alleged ')}"
    retired = _RETIRED.match(text, end)
    if retired:
        end, en = retired.end(), f"retired {en}"
    if before and not en.startswith(("former ", "ex-")):
        start, en = start - len(before.group()), f"former {en}"
    return start, end, en


def article_of(link: str, name: str) -> str:
    """The article that "du" or "des" hides in a city's name: "du Havre" → "Le "; "" for a département."""
    if link.strip() not in {"du", "au", "des", "aux"} or name in departements() or exonym(name):
        return ""
    return "Les " if link.strip() in {"des", "aux"} else "Le "

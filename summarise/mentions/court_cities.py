"""Where a court sits: the words of the text that name its city."""

import csv
import re
from functools import cache
from importlib.resources import files

from summarise.mentions.base import Stretch
from summarise.text.source import Source

_UP = "A-ZÀ-ÖØ-Þ"
_LINK = r"(?:-(?:sur|sous|en|de|du|la|le|les|lès|aux|à|d'|l')-|-[dl]'|-| (?=sur-))"
_NAME = rf"(?:(?:La|Le|Les)[ -])?(?:L')?[{_UP}][\w']+(?:{_LINK}(?:[dl]')?[{_UP}\w][\w']*)*"
_IN_PHRASE = re.compile(
    r"[^\S\n]?(?:\([A-Za-z]+\) )?(?:, )?(?i:(?:de |d'|du |des |à |aux |au |en |près ))?" rf"(?P<city>{_NAME})"
)
_NOT_CITIES = frozenset(
    {
        "République", "Etat", "État", "Justice", "France", "Europe", "Assises", "Etats", "Union", "Me", "Maître", "M",
        "Mme", "Cassation", "Comptes", "Sécurité", "Conseil", "Cour", "Tribunal", "Parquet", "Police", "Grande", "Le",
        "La", "Les", "Il", "Elle", "En", "Un", "Une", "Ce", "Cette", "Selon", "Seine", "Dans", "Après", "Palais",
        "Nouveau", "Pôle", "Ministère", "Procureur",
    }
)  # fmt: skip


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    path = files("summarise.mentions") / "data" / name
    with path.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t"))


@cache
def _known() -> re.Pattern[str]:
    names = {row["city"] for row in _table("courts_cities.tsv")}
    names |= (
        {name.replace("É", "E") for name in names}
        | {name.replace("La R", "La-R") for name in names}
        | {name.replace("Saint-", "St-") for name in names}
    )
    listed = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    shouted = "|".join(re.escape(n.upper()) for n in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed}|{shouted})(?![\w]|-[{_UP}\w])")


@cache
def departements() -> dict[str, tuple[str, ...]]:
    """Each département with the cities of its courts, that of its assize court first."""
    rows = sorted(_table("courts_cities.tsv"), key=lambda row: row["assizes"] != "yes")
    out: dict[str, list[str]] = {}
    for row in rows:
        out.setdefault(row["departement"], []).append(row["city"])
    return {name: tuple(cities) for name, cities in out.items()}


@cache
def demonyms() -> dict[str, str]:
    """Adjectives of cities, in the masculine singular: {"lyonnais": "Lyon"}."""
    return {row["demonym"]: row["city"] for row in _table("courts_demonyms.tsv")}


def seats(source: Source) -> list[Stretch]:
    """All places in the article that name a city with a court."""
    return [m.span() for m in _known().finditer(source.plain)]


def city_after(text: str, end: int) -> Stretch | None:
    """The city that follows a court's name: "de Lyon", "du Havre", "à La Rochelle"; None for a département."""
    match = _IN_PHRASE.match(text, end)
    if not match or text[end : end + 1] not in {" ", ","}:
        return None
    led = re.search(r"(?i:\b(?:de|d'|du|des|à|aux|au|en|près))\s?$", text[end : match.start("city")])
    aside, name = text[end] == ",", match["city"]
    known = _known().match(text, match.start("city"))
    if known and (led or not aside):
        return known.span() if known.end() >= match.end("city") or "'" in name else match.span("city")
    if not led or aside or name in departements() or name in _NOT_CITIES:
        return None
    first_name = re.match(rf" [{_UP}]", text[match.end() : match.end() + 2])
    return None if first_name else match.span("city")


def departement_after(text: str, end: int) -> str | None:
    """The département that follows a court's name: "du Haut-Rhin", "de la Moselle"."""
    match = re.match(r" (?:de la |de l'|de |du |des |d')", text[end : end + 10])
    if not match:
        return None
    rest = text[end + match.end() : end + match.end() + 30]
    names = [name for name in departements() if rest.startswith(name)]
    return max(names, key=len, default=None)


def demonym_after(text: str, end: int) -> str | None:
    """The city behind the adjective after a court's name: "juges toulousains" → "Toulouse"."""
    match = re.match(r" ([a-zà-ÿ]+)", text[end : end + 20])
    word = match[1] if match else ""
    for form in (word, word.rstrip("s"), re.sub(r"nes?$|es?$", "", word), re.sub(r"es?s?$", "", word)):
        if form in demonyms():
            return demonyms()[form]
    return None

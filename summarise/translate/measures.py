"""Durations, units, days and suspended parts on both sides of a translation."""

import re
from collections.abc import Iterator

from summarise.mentions.numbers import NUMBER, read_number
from summarise.translate.faults import Fault
from summarise.translate.numerals import english_values

_FR_UNITS = {
    "an": "year",
    "année": "year",
    "mois": "month",
    "jour": "day",
    "semaine": "week",
    "heure": "hour",
    "minute": "minute",
    "kg": "kg",
    "kilo": "kg",
    "kilogramme": "kg",
    "gramme": "g",
    "g": "g",
    "tonne": "tonne",
    "litre": "litre",
    "mètre": "metre",
    "m": "metre",
    "kilomètre": "km",
    "km": "km",
    "hectare": "hectare",
    "euro": "euro",
    "€": "euro",
    "dollar": "dollar",
    "livre": "pound",
    "franc": "franc",
    "%": "%",
}
_EN_UNITS = {
    "year": "year",
    "month": "month",
    "day": "day",
    "week": "week",
    "hour": "hour",
    "minute": "minute",
    "kg": "kg",
    "kilo": "kg",
    "kilogram": "kg",
    "kilogramme": "kg",
    "gram": "g",
    "gramme": "g",
    "g": "g",
    "tonne": "tonne",
    "ton": "tonne",
    "litre": "litre",
    "liter": "litre",
    "metre": "metre",
    "meter": "metre",
    "kilometre": "km",
    "kilometer": "km",
    "km": "km",
    "hectare": "hectare",
    "euro": "euro",
    "dollar": "dollar",
    "pound": "pound",
    "franc": "franc",
    "%": "%",
    "percent": "%",
    "cent": "cent",
}
_FR_PAIR = re.compile(
    rf"(?<![\w-])({NUMBER})\s(?:\w+\s)?(?:d'|de )?"
    r"(ans?|années?|mois|jours?|semaines?|heures?|minutes?|kg|kilos?|kilogrammes?|grammes?|g|tonnes?|litres?|mètres?|m"
    r"|kilomètres?|km|hectares?|euros?|€|dollars?|livres?|francs?|%)(?!\w)",
    re.IGNORECASE,
)
_EN_NUMBER = (
    r"\d[\d,.]*(?: (?:million|billion|thousand))?|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundred)[- ]?)+"
)
_EN_PAIR = re.compile(rf"(?<![€$£.,\d])\b({_EN_NUMBER})[- ]?({'|'.join(_EN_UNITS)})s?(?![a-z])", re.IGNORECASE)
_EN_SIGNS = re.compile(r"([€$£])(\d[\d,.]*(?:[ -](?:million|billion|thousand))?(?:m|bn|k)?\b)")
_SIGNS = {"€": "euro", "$": "dollar", "£": "pound"}
_CONVERTED = {
    ("year", "month"): 12.0,
    ("week", "day"): 7.0,
    ("day", "hour"): 24.0,
    ("kg", "g"): 1e3,
    ("km", "metre"): 1e3,
    ("tonne", "kg"): 1e3,
}

Pair = tuple[float, str]


def french_pairs(text: str) -> list[Pair]:
    """(value, unit) of each measured quantity in French."""
    out = []
    for match in _FR_PAIR.finditer(text):
        value, unit = read_number(match.group(1)), match.group(2).lower()
        unit = unit if unit in _FR_UNITS else unit.removesuffix("s")
        if value is not None and unit in _FR_UNITS:
            out.append((value, _FR_UNITS[unit]))
    return out


def english_pairs(text: str) -> list[Pair]:
    """(value, unit) of each measured quantity in English."""
    out = []
    for match in _EN_PAIR.finditer(text):
        value = english_values(match.group(1).strip(" -,."))
        if value or match.group(1).strip(" -").lower() == "one":
            out.append((value[0] if value else 1.0, _EN_UNITS[match.group(2).lower()]))
    out += [(v, _SIGNS[m.group(1)]) for m in _EN_SIGNS.finditer(text) for v in english_values(m.group(2))]
    return out


def _equal(pair: Pair, others: set[Pair]) -> bool:
    if pair in others:
        return True
    value, unit = pair
    for (large, small), factor in _CONVERTED.items():
        if (unit == large and (value * factor, small) in others) or (
            unit == small and (value / factor, large) in others
        ):
            return True
    return False


def wrong_units(french: str, english: str) -> Iterator[Fault]:
    """Values that the English measures in another unit: "six mois" as "six years", euros as pounds."""
    left = set(french_pairs(french))
    values = {v for v, _ in left}
    for value, unit in dict.fromkeys(english_pairs(english)):
        if value in values and not _equal((value, unit), left):
            yield Fault("durée", f"{value:g} {unit}", f"« {value:g} {unit} » n'a pas la même unité en français")


_MONTHS = dict(
    zip(
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        strict=True,
    )
)
_DAYS = dict(
    zip(
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        strict=True,
    )
)
_NEAR = {"hier": r"yesterday|day before", "demain": r"tomorrow|next day"}


def wrong_dates(french: str, english: str) -> Iterator[Fault]:
    """Weekdays and months that only one side has."""
    for table in (_MONTHS, _DAYS):
        for word, name in table.items():
            plural = "s?" if table is _DAYS else ""
            told = re.search(rf"\b{word}{plural}\b(?!-)", french, re.IGNORECASE)
            said = re.search(rf"\b{name}s?\b", english)
            if told and not said:
                yield Fault("date", word, f"« {word} » manque dans l'anglais")
            elif said and not told and not _modal(name, english):
                yield Fault("date", name, f"« {name} » n'est pas dans le français")
    for word, names in _NEAR.items():
        if re.search(rf"\b{word}\b", french, re.IGNORECASE) and not re.search(names, english, re.IGNORECASE):
            yield Fault("date", word, f"« {word} » manque dans l'anglais")


def _modal(name: str, english: str) -> bool:
    """Whether "May" and "March" may be no months: at the head of a sentence, or part of a name."""
    return name in ("May", "March") and not re.search(
        rf"(?:\d |in |last |since |of |early |late |mid-){name}\b|{name} \d", english
    )


_FR_PART = re.compile(
    rf"\bdont (une?|{NUMBER})(?: (?:ans?|mois|jours?))?(?: de prison| d'emprisonnement)? (avec sursis|fermes?"
    rf"|assorti\w*|"
    r"de sursis)",
    re.IGNORECASE,
)
_EN_PART = re.compile(
    rf"\b({_EN_NUMBER})[- ]?(?:years?|months?|days?)?(?: (?:of|in) (?:them|which|it|prison))?"
    r"(?: (?:is|are|was|were|being|to be|will be|wholly))*,? (suspended|to be served|to serve|unsuspended|served"
    r"|without)",
    re.IGNORECASE,
)


def wrong_parts(french: str, english: str) -> Iterator[Fault]:
    """The part of a sentence that is suspended: "dont un an avec sursis" is neither all of it nor two years."""
    told = {(read_number(m.group(1)) or 1.0, m.group(2)[:5].lower() == "ferme") for m in _FR_PART.finditer(french)}
    if not told or not re.search(r"suspended|served?\b", english):
        return
    said = {
        ((english_values(m.group(1)) or [1.0])[0], not m.group(2).lower().startswith("suspended"))
        for m in _EN_PART.finditer(english)
    }
    for value, firm in told:
        same = {v for v, f in said if f == firm}
        other = {v for v, f in said if f != firm}
        near = {value, value * 12, value / 12}
        if same and not same & near:
            yield Fault("sursis", f"{value:g}", "la part avec sursis n'est pas la même")
        elif (
            not same
            and not other
            and not re.search(r"\b(?:of (?:them|which|it)|part(?:ly|ially)|including|with)\b", english)
        ):
            yield Fault("sursis", f"{value:g}", "l'anglais donne toute la peine avec sursis")
        elif not same and value in other and len(said) == 1 and value * 2 not in {v for v, _ in french_pairs(french)}:
            yield Fault("sursis", f"{value:g}", "la part avec sursis et la part ferme sont échangées")

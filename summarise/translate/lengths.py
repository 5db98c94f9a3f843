"""Lengths of time and ages in English: "deux ans et demi" → "two and a half years", "un homme de 33 ans" → "33-year-old"."""

# ruff: noqa: E501, SIM905 - lists of words read better as text

import re
from collections.abc import Callable, Iterator
from functools import cache

from summarise.mentions.numbers import WORDS, read_number
from summarise.mentions.people_lexicon import nouns
from summarise.translate.found import Found
from summarise.translate.words import digits, say

_I = re.IGNORECASE
_UNITS = {
    "an": "year", "ans": "year", "année": "year", "mois": "month", "semaine": "week", "jour": "day", "journée": "day",
    "heure": "hour", "minute": "minute", "seconde": "second", "nuit": "night", "siècle": "century",
}  # fmt: skip
_UNIT = r"ans?|années?|mois|semaines?|jours?|journées?|heures?|minutes?|secondes(?! main)|nuits?|siècles?"
LENGTH = (
    rf"(?P<n>\d{{1,4}}(?:,\d)?|{WORDS})[ -]?(?P<u>{_UNIT})(?!\w)(?P<half> et demie?)?"
    rf"(?:(?:,| et)? (?P<m>\d{{1,2}}|{WORDS}) (?P<mu>mois|jours?|minutes?)(?!\w))?"
)
"""Pattern of a length of time with the groups n, u, half, m, mu."""
_N = rf"(?:\d{{1,3}}|{WORDS})"
_LENGTH = re.compile(rf"(?<![\w.,-]){LENGTH}", _I)
_AGED = re.compile(
    rf"(?<!\w)âgée?s? (?:alors )?(?:respectivement )?(?:de |d')(?P<list>{_N}(?: ans)?(?:, {_N}(?: ans)?)*(?: (?:à|et|ou) {_N})? (?P<u>ans|mois))(?: et demi)?(?!\w)",
    _I,
)
_APPOSED = re.compile(
    rf"(?:(?<=, )|(?<=\())(?P<n>{_N})(?:(?:, {_N})* et (?P<n2>{_N}))? ans(?=[,.;:)»]|$| et | qui | devant | à (?:la|l')| pour | a | ont | est | sont | dont )",
    _I,
)
# Nouns after which "de dix ans" tells how long, not how old.
_LONG = frozenset(
    "peine peines durée délai période suspension interdiction prison sûreté suivi contrat mandat relation mariage carrière "
    "procédure enquête instruction bataille service sursis inéligibilité expérience vie emprisonnement détention réclusion "
    "incarcération probation épreuve cavale retrait prescription procès combat règne silence absence incapacité moins plus "
    "près environ maximum minimum total plafond espace terme arrêt garde attente calvaire suite ferme année années mois "
    "cours bout laps stage formation fermeture exclusion bannissement cycle différence écart premier dernier séjour "
    "plaidoirie audience réunion entretien discours vol trajet voyage retard avance confinement stationnement concession".split()
)  # fmt: skip
_SEVERAL = re.compile(
    rf"(?<=\w )(?:de |d')(?P<list>{_N}(?: ans)?(?:, {_N})*(?:,? (?:à|et) {_N}) ans)(?![\w]| (?:de|d')\b)", _I
)
_DIED = re.compile(
    rf"(?<!\w)(?:décédée?s?|morte?s?|mourir|disparue?s?|tuée?s?)(?: [^.;,]{{0,40}}?)? (?P<at>à (?P<n>{_N}) ans)(?!\w)",
    _I,
)
_LIMIT = re.compile(
    rf"(?:(?<=mineur )|(?<=mineure )|(?<=mineurs )|(?<=mineures )|(?<=enfants )|(?<=enfant )|(?<=jeunes )|(?<=filles )|(?<=garçons ))(?:âgée?s? )?(?:de (?P<how>moins|plus) )?(?:de |d')(?P<n>{_N}) ans(?!\w)",
    _I,
)
_DECADES = {
    "vingtaine": "twenties",
    "trentaine": "thirties",
    "quarantaine": "forties",
    "cinquantaine": "fifties",
    "soixantaine": "sixties",
}
_DECADE = re.compile(rf"(?:d'une |(?<!\w)âgée?s? d'une )(?P<d>{'|'.join(_DECADES)}) d'années(?!\w)", _I)
_BEFORE = re.compile(r"(?P<noun>[\w'-]+)(?: \([^)]*\))? (?:de |d')$")


def length(match: re.Match[str]) -> str:
    """A match of `LENGTH` in English: "two and a half years", "18 months", "two years and six months"."""
    value = read_number(match["n"])
    return spell(value or 0.0, unit_of(match["u"]), bool(match["half"]), match["m"], match["mu"])


def unit_of(word: str) -> str:
    """The English unit of a French one: "ans" → "year"."""
    low = word.lower()
    return _UNITS.get(low) or _UNITS.get(low.removesuffix("s"), "year")


def spell(value: float, unit: str, half: bool = False, more: str | None = None, more_unit: str | None = None) -> str:
    """A length in words: (2, "year", half) → "two and a half years"."""
    said = say(value) + (" and a half" if half else "")
    many = value != 1 or half
    out = f"{said} {'centurie' if unit == 'century' and many else unit}{'s' if many else ''}"
    if more and more_unit:
        extra = read_number(more) or 0
        out += f" and {say(extra)} {unit_of(more_unit)}{'' if extra == 1 else 's'}"
    return out


def compound(said: str) -> str:
    """A length as an adjective: "six months" → "six-month", "two and a half years" → "two-and-a-half-year"."""
    head, _, unit = said.rpartition(" ")
    return f"{head} {unit.removesuffix('s')}".replace(" ", "-") if head else said


def possessive(said: str) -> str:
    """ "five years" → "five years'"."""
    return said + ("'" if said.endswith("s") else "'s")


def _age(words: str, write: Callable[[float], str] = say) -> str:
    value = read_number(words)
    return write(value) if value is not None else words


def _ages(words: str, write: Callable[[float], str] = say) -> str:
    """ "28 et 25 ans" → "28 and 25"."""
    bare = re.sub(r" ?(?:ans|mois)\b", "", words, flags=_I)
    said = re.sub(_N, lambda m: _age(m.group(), write), bare, flags=_I)
    return said.replace(" et ", " and ").replace(" à ", " to ").replace(" ou ", " or ")


def _decade(before: str, decade: str) -> str:
    """ "d'une quarantaine d'années" → "in his forties", by the article of the person before."""
    articles = re.findall(r"(?<!\w)(?:une?|la|le|cet|cette|son|sa|des|les|deux|trois|quatre)(?= )", before, _I)
    last = articles[-1].lower() if articles else ""
    whose = (
        "their"
        if not last or last in {"des", "les", "deux", "trois", "quatre"}
        else "her"
        if last in {"une", "la", "cette", "sa"}
        else "his"
    )
    return f"in {whose} {_DECADES[decade]}"


@cache
def _people() -> frozenset[str]:
    """Nouns for people: what follows them with "de" is an age."""
    return frozenset(word.lower() for word in nouns())


def is_age(text: str, start: int) -> bool:
    """Whether a length after "de" is a person's age: no noun of time stands before it."""
    before = _BEFORE.search(text[max(0, start - 60) : start])
    if before is None:
        return False
    noun = before["noun"].lower().split("'")[-1]
    nearby = text[max(0, start - 40) : start].lower().split()[-4:]
    if noun in _LONG or _LONG.intersection(nearby) - {"vie", "moins", "plus", "jeune", "garde", "premier", "dernier"}:
        return False
    return noun in _people() or noun[:1].isalpha()


def find(text: str) -> Iterator[Found]:
    """Ages and lengths of time."""
    for match in _AGED.finditer(text):
        unit = " months" if match["u"].lower() == "mois" else ""
        yield Found(*match.span(), "N", f"aged {_ages(match['list'])}{unit}", 11)
    for match in _APPOSED.finditer(text):
        yield Found(*match.span(), "N", _ages(match.group(), digits), 8)
    for match in _SEVERAL.finditer(text):
        if is_age(text, match.start("list")):
            yield Found(*match.span(), "N", f"aged {_ages(match['list'])}", 9)
    for match in _LIMIT.finditer(text):
        if match["how"] or (re.search(r"mineure?s? $", text[: match.start()], _I) and _age(match["n"], digits) == "15"):
            side = "over" if (match["how"] or "").lower() == "plus" else "under"
            yield Found(*match.span(), "N", f"{side} {_age(match['n'], digits)}", 9)
    for match in _DIED.finditer(text):
        yield Found(*match.span("at"), "N", f"at the age of {_age(match['n'])}", 9)
    for match in _DECADE.finditer(text):
        yield Found(
            *match.span(), "N", _decade(text[max(0, match.start() - 50) : match.start()], match["d"].lower()), 9
        )
    for match in _LENGTH.finditer(text):
        value = read_number(match["n"]) or 0
        aged = (
            match["u"].lower() in {"an", "ans"} and not match["m"] and 1 <= value < 120 and is_age(text, match.start())
        )
        yield Found(*match.span(), "N", f"{_age(match['n'])}-year-old" if aged else length(match), 6)

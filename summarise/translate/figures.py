"""Figures in English: shares, measures, clock times, ordinals and bare numbers, with sums and lengths of time."""

# ruff: noqa: E501, SIM905 - lists of words read better as text

import re
from collections.abc import Iterator

from summarise.mentions.numbers import NUMBER, WORDS, is_vague, read_figure, read_number
from summarise.translate import lengths, penalties, sums
from summarise.translate.amounts import amount
from summarise.translate.found import Found
from summarise.translate.words import digits, numbered, ordinal

_I = re.IGNORECASE
_EDGE = r"(?<![\w.,-])"
_MEASURE = re.compile(
    rf"{_EDGE}(?P<n>{NUMBER}) ?(?P<u>%|pour cent|kg|km/h|km|cm|m²|m2|m3|kilos?|kilogrammes?|grammes?|g|tonnes?|litres?|mètres?(?: carrés?| cubes?)?|kilomètres?|centimètres?|hectares?)(?!\w)",
    _I,
)
_MEASURES = {
    "kilogramme": "kilogram",
    "gramme": "gram",
    "mètre": "metre",
    "kilomètre": "kilometre",
    "centimètre": "centimetre",
    "m2": "m²",
    "m3": "m³",
}
_ABBREVIATED = frozenset(("kg", "km/h", "km", "cm", "m²", "m³", "g"))
_TIME = re.compile(r"(?<![\w.,])(?P<h>[01]?\d|2[0-4]) ?h(?P<full>eures?)?(?: ?(?P<m>[0-5]\d))?(?![\w²])", _I)
_OF_CLOCK = re.compile(
    r"(?:(?<!\w)(?:à|vers|avant|dès|jusqu'à|entre|et|d'ici|peu après|aux alentours de) |: ?|\()$", _I
)
_NO_CLOCK = re.compile(r" (?:de |d'|plus|après|avant|par)", _I)
_ROUND = re.compile(
    rf"{_EDGE}(?P<n>(?:une?|quelques|plusieurs|des|{WORDS}) (?:petite |bonne )?(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier|million|milliard)s?(?: (?:de |d')(?:milliers|millions|milliards))?)(?!\w)(?P<of> (?:de |d')(?!entre))?",
    _I,
)
_ORDINALS = {
    w: n
    for n, w in enumerate(
        "zéro un deux trois quatr cinqu six sept huit neuv dix onz douz treiz quatorz quinz seiz dix-sept dix-huit dix-neuv vingt".split()
    )
}
_ORDINAL = re.compile(
    rf"(?<![\w.,-])(?:(?P<d>\d{{1,3}}) ?(?:e|è|ème|ième|nde?)s?|(?P<w>{'|'.join(sorted(list(_ORDINALS)[2:], key=len, reverse=True))})ièmes?)(?![\w'])",
    _I,
)
_ROMAN = re.compile(r"(?<!\w)(?P<r>[XVI]+)(?:e|ème|è)(?!\w)")
_TIMES = re.compile(
    rf"(?<!\w)à (?:(?P<n>\d+|{WORDS})|(?P<v>plusieurs|maintes|de nombreuses)) reprises(?!\w)|{_EDGE}(?P<f>\d+|{WORDS}) fois(?!\w)",
    _I,
)
_COUNTS = {"one": "once", "1": "once", "two": "twice", "2": "twice"}
_BARE = re.compile(
    rf"{_EDGE}(?:\d{{1,3}}(?:[ .]\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?(?: (?:mille|millions?|milliards?))?|{WORDS}(?: (?:millions?|milliards?))?)(?![\w%])(?![.,/]\d)",
    _I,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_THIRDS = re.compile(
    r"(?<!\w)(?:(?:le|un) (?P<one>tiers|quart)|(?:les )?(?P<n>deux|trois) (?P<many>tiers|quarts))(?!\w)", _I
)


def clock(hour: int, minute: int) -> str:
    """A time of day: (20, 30) → "8.30 pm"."""
    if minute == 0 and hour in {0, 12, 24}:
        return "noon" if hour == 12 else "midnight"
    half = "am" if hour % 24 < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02}' if minute else ''} {half}"


def times(text: str) -> Iterator[Found]:
    """Times of day: "20h30", "à 20 heures"."""
    for match in _TIME.finditer(text):
        if not match["m"]:
            led = _OF_CLOCK.search(text[max(0, match.start() - 24) : match.start()])
            if _NO_CLOCK.match(text, match.end()) or (match["full"] and not led):
                continue
        yield Found(*match.span(), "N", clock(int(match["h"]), int(match["m"] or 0)), 8)


def measures(text: str) -> Iterator[Found]:
    """Shares, weights, distances and areas."""
    for match in _MEASURE.finditer(text):
        unit, said = match["u"].lower(), amount(match["n"])
        if unit in {"%", "pour cent"}:
            exact = "" if is_vague(match["n"]) else digits(read_number(match["n"]) or 0)
            yield Found(*match.span(), "N", f"{exact or said}%", 7)
        else:
            yield Found(*match.span(), "N", _measure(said, unit), 7)


def _measure(said: str, unit: str) -> str:
    """A number with its unit: ("4.5", "hectares") → "4.5 hectares"."""
    first, _, rest = unit.partition(" ")
    single = first.removesuffix("s") if len(first) > 3 else first
    name = _MEASURES.get(single, single)
    if name not in _ABBREVIATED and said not in {"one", "1"}:
        name += "s"
    square = {"carré": "square ", "cube": "cubic "}.get(rest.removesuffix("s"), "")
    return f"{said} {square}{name}"


def rounds(text: str) -> Iterator[Found]:
    """Round numbers, with the "de" that English leaves out: "une trentaine de" → "some 30"."""
    for match in _ROUND.finditer(text):
        said = amount(match["n"])
        of = match["of"] or ""
        end = match.end() - len(of) + (len(of.rstrip()) if of.endswith(" ") else len(of))
        yield Found(match.start(), end, "N", f"{said} of" if of and said.endswith("s") else said, 5)


def numbers(text: str) -> Iterator[Found]:
    """Ordinals, "à trois reprises", thirds, and all numerals that nothing else has taken."""
    for match in _TIMES.finditer(text):
        said = "several" if match["v"] else amount(match["n"] or match["f"])
        yield Found(*match.span(), "N", _COUNTS.get(said, f"{said} times"), 6)
    for match in _ORDINAL.finditer(text):
        said = numbered(int(match["d"])) if match["d"] else ordinal(_ORDINALS[match["w"].lower()])
        yield Found(*match.span(), "N", said, 4)
    for match in _ROMAN.finditer(text):
        yield Found(*match.span(), "N", numbered(_roman(match["r"])), 4)
    for match in _THIRDS.finditer(text):
        part = (match["one"] or match["many"]).lower()
        said = {"tiers": "third", "quart": "quarter", "quarts": "quarter"}[part]
        yield Found(*match.span(), "N", f"a {said}" if match["one"] else f"{amount(match['n'])}-{said}s", 5)
    for match in _BARE.finditer(text):
        if match.group().lower() not in {"un", "une", "zéro"}:
            yield Found(*match.span(), "N", bare(match.group()), 2)


def _roman(figure: str) -> int:
    """XVI → 16."""
    values = [{"X": 10, "V": 5, "I": 1}[c] for c in figure]
    return sum(-v if v < max(values[k:]) else v for k, v in enumerate(values))


def bare(words: str) -> str:
    """A bare number; a year has no comma, and what reads as a date or an article stays as it is."""
    if _YEAR.fullmatch(words) or re.fullmatch(r"0\d+|\d{1,2}\.\d{1,2}|\d+\.\d{4,}|\d{6,}", words):
        return words
    return digits(read_figure(words)) if re.fullmatch(r"\d+(?:[.,]\d+)?", words) else amount(words)


def find(text: str) -> list[Found]:
    """All figures of a plain sentence."""
    money = list(sums.find(text))
    finders = (penalties.find, lengths.find, times, measures, rounds, numbers)
    return [*money, *sums.bare(text, money), *(found for finder in finders for found in finder(text))]

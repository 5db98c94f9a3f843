"""Figures in English: sums, lengths of time, ages, shares, measures, clock times and bare numbers."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Iterator

from summarise.mentions.numbers import NUMBER, WORDS, is_vague, read_figure, read_number
from summarise.translate.found import Found
from summarise.translate.words import digits, ordinal, say

_EDGE = r"(?<![\w.,-])"
_I = re.IGNORECASE
_SIGNS = {"euro": "€", "€": "€", "eur": "€", "dollar": "$", "$": "$", "usd": "$", "livre": "£", "£": "£"}
_CURRENCY = (
    r"euros?|€|EUR\b|dollars?(?: américains?)?|\$|livres? sterling|£|francs? suisses?|CHF\b|francs?(?: français| CFA)?"
)
_MARK = r"k€|M€|Mds?€|millions? €"
_SUM = re.compile(
    rf"{_EDGE}(?:(?P<link>entre |de )?(?P<low>{NUMBER})(?: ?(?:{_CURRENCY}))? (?P<to>à|et|ou) )?(?P<number>{NUMBER})"
    rf"(?: ?(?P<mark>{_MARK})| ?(?:d'|de )?(?P<cur>{_CURRENCY}))(?: ?(?P<cents>\d\d)(?!\d)(?: centimes)?)?(?!\w)",
    _I,
)
_FINE = re.compile(
    r" d'amendes?(?P<kind> (?:douanière|fiscale|civile|administrative|délictuelle|forfaitaire))?(?P<how>,? (?:avec sursis|ferme|dont (?P<part>[\w., ]{1,20}?)(?: euros| €)? avec sursis))?",
    _I,
)
_FINE_BEFORE = re.compile(
    r"(?:(?<=\bd')|\b)une (?P<adj>lourde |simple )?amende(?P<kind> (?:douanière|fiscale|civile|administrative|délictuelle|forfaitaire))? (?:de |d')$",
    _I,
)
_FINE_KINDS = {
    "douanière": "customs ",
    "fiscale": "tax ",
    "civile": "civil ",
    "administrative": "administrative ",
    "forfaitaire": "fixed ",
}
_UNITS = {
    "an": "year",
    "année": "year",
    "mois": "month",
    "semaine": "week",
    "jour": "day",
    "journée": "day",
    "heure": "hour",
    "minute": "minute",
    "seconde": "second",
    "nuit": "night",
    "siècle": "century",
}
_UNIT = r"ans?|années?|mois|semaines?|jours?|journées?|heures?|minutes?|secondes?|nuits?|siècles?"
LENGTH = (
    rf"(?P<n>\d{{1,4}}(?:,\d)?|{WORDS})[ -]?(?P<u>{_UNIT})(?!\w)(?P<half> et demie?)?"
    rf"(?:(?:,| et)? (?P<m>\d{{1,2}}|{WORDS}) (?P<mu>mois|jours?|minutes?)(?!\w))?"
)
"""Pattern of a length of time with the groups n, u, half, m, mu."""
_LENGTH = re.compile(rf"{_EDGE}{LENGTH}", _I)
_AGED = re.compile(
    rf"(?<!\w)âgée?s? (?:alors )?(?:de |d')(?:(?P<low>\d{{1,3}}|{WORDS}) (?:ans )?(?P<to>à|et) )?(?P<n>\d{{1,3}}|{WORDS}) (?P<u>ans|mois)(?: et demi)?(?!\w)",
    _I,
)
_APPOSED = re.compile(
    rf"(?<=[,(] )(?P<n>\d{{1,3}}|{WORDS}) ans(?=[,.;)]|$| et )|(?<=\()(?P<n2>\d{{1,3}}) ans(?=[,)])", _I
)
_MEASURE = re.compile(
    rf"{_EDGE}(?P<n>{NUMBER}) ?(?P<u>%|pour cent|kg|km/h|km|cm|m²|m2|m3|kilos?|kilogrammes?|grammes?|g|tonnes?|litres?|mètres?(?: carrés?| cubes?)?|kilomètres?|centimètres?|hectares?)(?!\w)",
    _I,
)
_MEASURES = {
    "pour cent": "%",
    "kilogramme": "kilogram",
    "gramme": "gram",
    "mètre": "metre",
    "kilomètre": "kilometre",
    "centimètre": "centimetre",
    "m2": "m²",
    "m3": "m³",
}
_TIME = re.compile(r"(?<![\w.,])(?P<h>[01]?\d|2[0-4]) ?h(?:eures?)?(?: ?(?P<m>[0-5]\d))?(?![\w²])", _I)
_OF_CLOCK = re.compile(
    r"(?:(?<!\w)(?:à|vers|avant|dès|jusqu'à|de|entre|et|d'ici|peu après|aux alentours de) |: ?|\()$", _I
)
_ROUND = re.compile(
    rf"{_EDGE}(?P<n>(?:une?|quelques|plusieurs|des|{WORDS}) (?:petite |bonne )?(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier|million|milliard)s?(?: (?:de |d')(?:milliers|millions|milliards))?)(?!\w)(?P<of> (?:de |d')(?!entre))?",
    _I,
)
_ORDINAL = re.compile(
    r"(?<![\w.,-])(?:(?P<d>\d{1,3}) ?(?:e|è|ème|ième|nde?)s?|(?P<w>deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième|onzième|douzième|quinzième|vingtième)s?)(?![\w'])",
    _I,
)
_ORDINALS = {
    "deuxième": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "onzième": 11,
    "douzième": 12,
    "quinzième": 15,
    "vingtième": 20,
}
_TIMES = re.compile(
    rf"(?<!\w)à (?:(?P<n>\d+|{WORDS})|(?P<v>plusieurs|maintes|de nombreuses)) reprises(?!\w)|{_EDGE}(?P<f>\d+|{WORDS}) fois(?!\w)",
    _I,
)
_BARE = re.compile(
    rf"{_EDGE}(?:\d{{1,3}}(?:[ .]\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?(?: (?:mille|millions?|milliards?))?|{WORDS}(?: (?:millions?|milliards?))?)(?![\w%])(?![.,/]\d)",
    _I,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def amount(words: str) -> str:
    """A French numeral as English puts it: "1,5 million", "15 000", "une trentaine" → "some 30"."""
    words = words.strip()
    low = words.lower()
    if re.search(r"aines?\b|milliers?\b", low) or is_vague(words):
        return _vague(low)
    scale = re.search(r"(?P<head>.+?) (?:de |d')?(?P<scale>millions?|milliards?)$", low)
    if scale:
        head = read_number(scale["head"])
        if head is not None:
            return f"{digits(head)} {'million' if scale['scale'].startswith('million') else 'billion'}"
    value = read_number(words)
    if value is None:
        return words
    return digits(value) if words[0].isdigit() else say(value)


_ROUNDS = {
    "dizaine": "10",
    "douzaine": "a dozen",
    "quinzaine": "15",
    "vingtaine": "20",
    "trentaine": "30",
    "quarantaine": "40",
    "cinquantaine": "50",
    "soixantaine": "60",
    "centaine": "100",
    "millier": "1,000",
    "million": "1 million",
    "milliard": "1 billion",
}
_MANY = {
    "dizaines": "dozens",
    "centaines": "hundreds",
    "milliers": "thousands",
    "millions": "millions",
    "milliards": "billions",
    "douzaines": "dozens",
}


def _vague(low: str) -> str:
    """ "une trentaine" → "some 30", "plusieurs milliers" → "several thousand", "des centaines" → "hundreds of"."""
    first, _, rest = low.partition(" ")
    rest = re.sub(r"^(?:petite|bonne) ", "", rest)
    single = rest.removesuffix("s")
    if first in {"un", "une"} and single in _ROUNDS:
        return _ROUNDS[single] if single == "douzaine" else f"some {_ROUNDS[single]}"
    parts = re.split(r" (?:de |d')", rest)
    names = [_MANY.get(p if p.endswith("s") else p + "s", p) for p in parts]
    if len(parts) > 1:
        names[0] = {"dozens": "tens"}.get(names[0], names[0])
        if first in {"un", "une"}:
            return f"some {_product(parts)}"
        return " of ".join(names)
    if first in {"plusieurs", "quelques"}:
        lead = "several" if first == "plusieurs" else "a few"
        return {"dozens": f"{'several dozen' if lead == 'several' else 'a few dozen'}"}.get(
            names[0], f"{lead} {names[0].removesuffix('s')}"
        )
    value = read_number(low)
    return names[0] if value is None or first in {"des", "les"} else f"some {digits(value)}"


def _product(parts: list[str]) -> str:
    value = read_number("une " + " de ".join(parts)) or 0
    return digits(value) if value < 1e6 else f"{digits(value / 1e6)} million"


def money(number: str, currency: str) -> str:
    """A sum: "1,5 million" "euros" → "€1.5 million", "plusieurs milliers" → "several thousand euros"."""
    said = amount(number)
    low = currency.lower()
    sign = next((s for k, s in _SIGNS.items() if low.startswith(k)), "")
    if sign and re.match(r"\d", said):
        return sign + said
    if sign and said.split()[0] in {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    }:
        rest = said.partition(" ")[2]
        return sign + " ".join(filter(None, (digits(read_number(number.split(maxsplit=1)[0]) or 0), rest)))
    if sign and said.startswith("some "):
        return f"some {sign}{said[5:]}"
    name = {"€": "euros", "$": "dollars", "£": "pounds"}.get(sign) or (
        "Swiss francs" if "suisse" in low or low == "chf" else "CFA francs" if "cfa" in low else "francs"
    )
    return f"{said} of {name}" if said.endswith("s") else f"{said} {name}"


def _sum(match: re.Match[str]) -> str:
    """The English of a match of a sum, be it a range."""
    number, currency = match["number"], match["cur"] or "euros"
    if match["mark"]:
        scale = {"k": "mille", "m": "millions"}.get(match["mark"][0].lower(), "millions")
        scale = "milliards" if match["mark"].lower().startswith("md") else scale
        said = (
            f"€{digits((read_number(number) or 0) * 1000)}" if scale == "mille" else money(f"{number} {scale}", "euros")
        )
    else:
        said = money(number, currency)
    if match["cents"] and "," not in number:
        said += f".{match['cents']}"
    if not match["low"]:
        return said
    scale_said = re.search(r" (?:million|billion)$", said)
    first = money(match["low"], currency)
    if scale_said and not re.search(r"illi", first):
        first += scale_said.group()
    elif re.search(r" mille$", number, _I) and (read_number(match["low"]) or 0) < 1000:
        first = money(match["low"] + " mille", currency)
    if (match["link"] or "").lower().startswith("entre"):
        return f"between {first} and {said}"
    return f"{first} {'or' if match['to'] == 'ou' else 'and' if match['to'] == 'et' else 'to'} {said}"


def sums(text: str) -> Iterator[Found]:
    """Sums of money, and fines whole: "une amende de 20 000 euros" → "a fine of €20,000"."""
    for match in _SUM.finditer(text):
        start, end, said = match.start(), match.end(), _sum(match)
        if match["low"] and not match["link"] and match["to"] == "et":
            start, said = match.start("number"), _plain_sum(match)
        elif (match["link"] or "").lower().startswith("de") and match["to"] != "à":
            start = match.start("low")
        fine = _FINE.match(text, end)
        before = _FINE_BEFORE.search(text[:start])
        if fine:
            end, said = fine.end(), _fine(said, fine["kind"], fine["how"], fine["part"])
        elif before:
            how = re.match(
                r",? (?:avec sursis|dont (?P<part>[\w., ]{1,20}?)(?: euros| €)? avec sursis)", text[end:], _I
            )
            start, end = before.start(), end + (how.end() if how else 0)
            said = _fine(said, before["kind"], how.group() if how else None, how["part"] if how else None)
        yield Found(start, end, "N", said, 9)


def _plain_sum(match: re.Match[str]) -> str:
    return money(match["number"], match["cur"] or "euros")


def _fine(said: str, kind: str | None, how: str | None, part: str | None) -> str:
    """ "€90,000" → "a fine of €90,000", "a suspended fine of €1,500", "…, €30,000 of it suspended"."""
    name = _FINE_KINDS.get((kind or "").strip().lower(), "")
    if part and "sursis" in (how or ""):
        return f"a {name}fine of {said}, {money(part, 'euros')} of it suspended"
    suspended = "suspended " if how and "sursis" in how else ""
    return f"a {suspended}{name}fine of {said}"


def length(match: re.Match[str]) -> str:
    """A match of `LENGTH` in English: "two and a half years", "18 months", "two years and six months"."""
    value = read_number(match["n"]) if not match["n"].isdigit() else float(match["n"])
    unit = _UNITS[re.sub(r"s$", "", match["u"].lower()) if match["u"].lower() != "mois" else "mois"]
    return spell(value or 0.0, unit, bool(match["half"]), match["m"], match["mu"])


def spell(value: float, unit: str, half: bool = False, more: str | None = None, more_unit: str | None = None) -> str:
    """A length in words: (2, "year", half) → "two and a half years"."""
    said = say(value) + (" and a half" if half else "")
    many = "" if value == 1 and not half else "s"
    out = f"{said} {unit}{many}" if unit != "century" or not many else f"{said} centuries"
    if more and more_unit:
        extra = read_number(more) or 0
        name = _UNITS.get(more_unit.lower().removesuffix("s") if more_unit.lower() != "mois" else "mois", "month")
        out += f" and {say(extra)} {name}{'' if extra == 1 else 's'}"
    return out


def compound(said: str) -> str:
    """A length as an adjective: "six months" → "six-month", "two and a half years" → "two-and-a-half-year"."""
    head, _, unit = said.rpartition(" ")
    return f"{head} {unit.removesuffix('s')}".replace(" ", "-") if head else said


def _age(words: str) -> str:
    value = read_number(words)
    return digits(value) if value is not None else words


_PERSON = re.compile(
    r"(?:homme|femme|fille|fillette|garçon|garçonnet|enfant|adolescente?|ado|mineure?|jeune|étudiante?|lycéenn?e?|collégienn?e?|retraitée?|fils|frère|sœur|soeur|père|mère|\w+ienn?e?|\w+eure?|\w+euse|\w+trice|\w+ante?|\w+iste|\w+ier|\w+ière|suspecte?|individu|personne|victime|prévenue?|accusée?|conducteur|ressortissante?|trentenaire|militaire|gendarme|prêtre|maire|élève|bébé|compagne|compagnon|épouse|époux|mari|\w+ais(?:e)?|\w+aine?)s? (?:de |d')$",
    _I,
)


def lengths(text: str) -> Iterator[Found]:
    """Ages and lengths of time."""
    for match in _AGED.finditer(text):
        low = f"{_age(match['low'])} {'to' if match['to'] == 'à' else 'and'} " if match["low"] else ""
        unit = " months" if match["u"] == "mois" else ""
        yield Found(*match.span(), "N", f"aged {low}{_age(match['n'])}{unit}", 8)
    for match in _APPOSED.finditer(text):
        yield Found(*match.span(), "N", _age(match["n"] or match["n2"]), 8)
    for match in _LENGTH.finditer(text):
        if match["n"].isdigit() and match["u"].lower().startswith("heure") and _clock(text, match):
            continue
        aged = match["u"].lower() in {"ans", "an"} and not match["m"] and _PERSON.search(text[: match.start()])
        said = f"{_age(match['n'])}-year-old" if aged else length(match)
        yield Found(*match.span(), "N", said, 6)


def _clock(text: str, match: re.Match[str]) -> bool:
    return bool(_OF_CLOCK.search(text[: match.start()])) and not re.match(
        r" (?:de |d'|plus|après|avant)", text[match.end() :]
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
        spelled = "heure" in match.group().lower()
        if (spelled and not match["m"] and not _clock(text, match)) or (
            not spelled and not match["m"] and re.match(r" de ", text[match.end() :])
        ):
            continue
        yield Found(*match.span(), "N", clock(int(match["h"]), int(match["m"] or 0)), 8)


def measures(text: str) -> Iterator[Found]:
    """Shares, weights, distances and areas."""
    for match in _MEASURE.finditer(text):
        unit = match["u"].lower()
        said = amount(match["n"])
        if unit in {"%", "pour cent"}:
            yield Found(
                *match.span(),
                "N",
                (digits(read_number(match["n"]) or 0) if not is_vague(match["n"]) else said) + "%",
                7,
            )
            continue
        first, _, rest = unit.partition(" ")
        single = first.removesuffix("s") if len(first) > 3 else first
        name = _MEASURES.get(single, single)
        name += (
            "s" if (len(name) > 4 and said not in {"one", "1"}) or (name == "kilo" and said not in {"one", "1"}) else ""
        )
        name = {"carré": "square ", "cube": "cubic "}.get(rest.removesuffix("s"), "") + name
        yield Found(*match.span(), "N", f"{said} {name}", 7)


def numbers(text: str) -> Iterator[Found]:
    """Round numbers, ordinals, "à trois reprises", and all numerals that nothing else has taken."""
    for match in _ROUND.finditer(text):
        said = amount(match["n"])
        of = match["of"] and not said.endswith("s")
        end = match.end() if of or not match["of"] else match.start("of")
        if match["of"] and said.endswith("s"):
            end, said = match.end(), said + " of"
        yield Found(match.start(), end - (1 if text[end - 1 : end] == " " else 0), "N", said, 5)
    for match in _TIMES.finditer(text):
        said = amount(match["n"] or match["f"] or "0") + " times" if not match["v"] else "several times"
        yield Found(
            *match.span(),
            "N",
            {"one times": "once", "two times": "twice", "2 times": "twice", "1 times": "once"}.get(said, said),
            6,
        )
    for match in _ORDINAL.finditer(text):
        yield Found(*match.span(), "N", ordinal(int(match["d"]) if match["d"] else _ORDINALS[match["w"].lower()]), 4)
    for match in _BARE.finditer(text):
        if match.group().lower() in {"un", "une", "zéro"}:
            continue
        yield Found(*match.span(), "N", _bare(match.group()), 2)


def _bare(words: str) -> str:
    """A bare number; a year has no comma."""
    if _YEAR.fullmatch(words):
        return words
    if re.fullmatch(r"0\d+|\d{1,2}\.\d{1,2}|\d+\.\d{4,}", words):
        return words
    return amount(words) if not re.fullmatch(r"\d+(?:[.,]\d+)?", words) else digits(read_figure(words))


def find(text: str) -> list[Found]:
    """All figures of a plain sentence."""
    return [*sums(text), *lengths(text), *times(text), *measures(text), *numbers(text)]

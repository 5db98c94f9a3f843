"""Numbers on both sides of a translation: the values that French and English state, in figures or in words."""

import re

from summarise.mentions.numbers import NUMBER, is_round, is_vague, read_number

_SMALL = [
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
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN: dict[str, float] = {w: float(n) for n, w in enumerate(_SMALL)} | {w: 20.0 + 10 * n for n, w in enumerate(_TENS)}
_EN_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "bn": 1e9, "k": 1e3}
_WORD = rf"(?:{'|'.join(sorted(_EN, key=len, reverse=True))})"
_SCALE = r"(?:hundreds?|thousands?|millions?|billions?)"
_EN_WORDS = re.compile(
    rf"\b(?:(?:an? )(?={_SCALE}\b))?(?:{_WORD}|{_SCALE})(?:[ -](?:{_WORD}|{_SCALE})|(?<=hundred"
    rf"|housand) and {_WORD})*\b",
    re.IGNORECASE,
)
_EN_VAGUE = re.compile(
    rf"\b(?:several|a few|many|(?:tens|hundreds|thousands|dozens|millions) of)(?: {_SCALE})+\b"
    rf"|\b{_SCALE.replace('?', '')} of",
    re.IGNORECASE,
)
_EN_FIGURE = re.compile(
    r"(?<![\w.,])(?:(?<![A-Za-z]-)|(?<=under-)|(?<=over-))[€$£]?(\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d+(?:\.\d+)?)(?:[ -]?(million|billion|thousand"
    r"|hundred)\b|"
    r"(m|bn|k)\b)?(?:st|nd|rd|th|s)?(?![\d])",
    re.IGNORECASE,
)
_EN_TIME = re.compile(r"\b(\d{1,2})(?:[.:](\d{2}))? ?([ap])\.?m\b\.?", re.IGNORECASE)
_EN_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_EN_MULTIPLE = {
    "twice": 2.0,
    "both": 2.0,
    "double": 2.0,
    "thrice": 3.0,
    "couple": 2.0,
    "pair": 2.0,
    "dozen": 12.0,
    "decade": 10.0,
    "fortnight": 15.0,
    "twins": 2.0,
    "either": 2.0,
    "neither": 2.0,
}
_FR_TIME = re.compile(r"\b(\d{1,2}) ?h(?:eures?)?(?: ?(\d{2}))?\b", re.IGNORECASE)
_FR_NUMERAL = re.compile(rf"(?<![\w-]){NUMBER}(?![\w-])", re.IGNORECASE)
_FR_MARK = re.compile(r"(\d+(?:,\d+)?) ?([Mk])€")
_FR_CENTS = re.compile(r"(\d) ?(€|euros) et (\d{1,2}) centimes")
_FR_ORDINAL = re.compile(r"\b(\d+)(?:er|re|ère|e|è|ème|nde?)s?\b")
_FR_ROMAN = re.compile(r"\b([XVI]+)(?:e|è|ème)\b")
_FR_HYPHEN = re.compile(r"(?<=\d)-(?=\d)|(?<=[A-Za-z])-\d+\b")
_DECADE_AGES = re.compile(
    r"(vingt|trent|quarant|cinquant|soixant)aine d'années|la (vingt|trent|quarant|cinquant|soixant)aine", re.IGNORECASE
)
_FR_MULTIPLE = re.compile(r"\b(?:double|doublé|jumeaux|jumelles|couple|deuxième|seconde?|moitié)", re.IGNORECASE)
_ARTICLES = re.compile(r"une?$|one$", re.IGNORECASE)


def french_values(text: str) -> list[float]:
    """The numbers a French text states; "un" and vague ones ("plusieurs milliers") left out."""
    values: list[float] = []

    def hour(match: re.Match[str]) -> str:
        values.extend(float(g) for g in match.groups() if g and float(g))
        return " "

    text = _FR_CENTS.sub(lambda m: f"{m[1]},{m[3]:0>2} {m[2]}", text)
    text = _FR_MARK.sub(lambda m: f"{m[1]} {'millions' if m[2] == 'M' else 'mille'} euros", text)
    rest = _FR_TIME.sub(hour, _DECADE_AGES.sub(" ", _FR_HYPHEN.sub(" ", text)))
    values += [float(m.group(1)) for m in _FR_ORDINAL.finditer(rest)]
    values += [_roman(m.group(1)) for m in _FR_ROMAN.finditer(rest)]
    for match in _FR_NUMERAL.finditer(_FR_ORDINAL.sub(" ", rest)):
        words = match.group()
        if _ARTICLES.match(words) or is_vague(words):
            continue
        value = read_number(words)
        if value is not None:
            values.append(value)
    return values


def approximations(text: str) -> set[float]:
    """The round numbers of a French text ("une dizaine"): English may say "a dozen"."""
    rounds = {read_number(m.group()) or 0.0 for m in _FR_NUMERAL.finditer(text) if is_round(m.group())}
    return rounds | ({12.0} if 10.0 in rounds else set())


def english_values(text: str) -> list[float]:
    """The numbers an English text states; "one" left out."""
    values: list[float] = []

    def hour(match: re.Match[str]) -> str:
        groups = match.groups()
        late = len(groups) > 2 and groups[2].lower() == "p" and int(groups[0]) < 12
        values.append(float(groups[0]) + 12 * late)
        if groups[1] and int(groups[1]):
            values.append(float(groups[1]))
        return " "

    rest = _EN_CLOCK.sub(hour, _EN_TIME.sub(hour, _EN_VAGUE.sub(" ", text)))
    values += [_figure(m) for m in _EN_FIGURE.finditer(rest)]
    for match in _EN_WORDS.finditer(_EN_FIGURE.sub(" ", rest)):
        if not _ARTICLES.match(match.group()) and not match.group().lower().endswith("s"):
            values.append(read_english(match.group()))
    return values


def multiples(text: str) -> set[float]:
    """The numbers that English words like "twice" and "both" may stand for."""
    return {_EN_MULTIPLE[w] for w in re.findall(r"[a-z]+", text.lower()) if w in _EN_MULTIPLE}


def _roman(figure: str) -> float:
    """XVI → 16."""
    digits = [{"X": 10, "V": 5, "I": 1}[c] for c in figure]
    return float(sum(-d if d < max(digits[k:]) else d for k, d in enumerate(digits)))


def _figure(match: re.Match[str]) -> float:
    scale = (match.group(2) or match.group(3) or "").lower()
    return round(float(match.group(1).replace(",", "")) * _EN_SCALES.get(scale, 1.0), 4)


def read_english(words: str) -> float:
    """The value of an English numeral in words ("three hundred and fifty" 350)."""
    total = current = 0.0
    for token in re.findall(r"[a-z]+", words.lower()):
        single = token.removesuffix("s")
        if token in _EN:
            current += _EN[token]
        elif single == "hundred":
            current = max(current, 1.0) * 100
        elif single in _EN_SCALES:
            total, current = total + max(current, 1.0) * _EN_SCALES[single], 0.0
    return total + current


def _same(value: float, others: set[float]) -> bool:
    """Whether `value` is among `others`, in months where they have years or the other way round."""
    if any(abs(value - other) <= 1e-6 * max(value, other, 1.0) for other in others):
        return True
    return (len(others) > 0 and value in {other * 12 for other in others}) or value * 12 in others


def lost_and_added(french: str, english: str) -> tuple[list[float], list[float]]:
    """Values that only the French text states, and values that only the English one does."""
    left, right = french_values(french), english_values(english)
    loose = approximations(french)
    fr, en = set(left) | loose, set(right) | multiples(english)
    if _FIRM.search(french) and re.search(
        r"\bsuspended\b", english
    ):  # "five years, two to be served" is "five years, three of them suspended"
        en |= {a - b for a in left for b in (*right, 1.0)}
        fr |= {a - b for a in left for b in left}
    if re.search(r"\bde \d+(?:,\d+)? à \d+(?:,\d+)? millions", french):  # "de 6 à 4,5 millions"
        en |= {v / 1e6 for v in right}
        fr |= {v * 1e6 for v in left}
    lost = [
        v for v in dict.fromkeys(left) if not (_same(v, en) or (v in loose and loose & en) or _decade(v, french, en))
    ]
    added = [v for v in dict.fromkeys(right) if not _same(v, fr) and not _excused(v, french)]
    return lost, added


def _decade(value: float, french: str, others: set[float]) -> bool:
    """Whether the English writes "1980" for "les années 80"."""
    return value + 1900 in others and re.search(rf"\bannées {value:.0f}\b", french) is not None


def _excused(value: float, french: str) -> bool:
    """Whether a value of the English stands in the French without being a number there."""
    if value == 2 and _FR_MULTIPLE.search(french):
        return True
    if value == 1 and re.search(r"\bune? ", french):  # "un euro symbolique" is "€1"
        return True
    if re.search(rf"\bannées {value - 1900:.0f}\b", french) or _about(value, french):
        return True
    return bool(_DECADES.search(french)) and value % 10 == 0 and value < 100


_ABOUT = {10: "dizaine", 12: "douzaine", 15: "quinzaine", 20: "vingtaine", 30: "trentaine", 100: "centaine"}


def _about(value: float, french: str) -> bool:
    """Whether a round number is told as about so many: "une petite dizaine"."""
    return value in _ABOUT and re.search(rf"\b\w+ {_ABOUT[int(value)]}\b", french) is not None


_FIRM = re.compile(r"\bdont [^,.;]{2,25} fermes?\b", re.IGNORECASE)
_DECADES = re.compile(
    r"(?:tr|cinqu|sept|oct|non)?(?:ent|quadrag|quinquag|sexag|septuag|octog)[ée]?naire|(?:vingt|trent|quarant"
    r"|cinquant|soixant)aine",
    re.IGNORECASE,
)

"""French numerals as news copy writes them: "15.000", "2,5", "dix-huit", "une dizaine de milliers", "1,5 million"."""

import re

_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
_VALUES: dict[str, float] = {word: float(n) for n, word in enumerate(_UNITS)}
_VALUES |= {"une": 1, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80}
_VALUES |= {"octante": 80, "nonante": 90, "plusieurs": 2, "quelques": 2, "des": 1, "de nombreux": 1, "de nombreuses": 1}
_VALUES |= {"quelque": 1, "demi": 0.5, "les": 1, "deux": 2, "ces": 1}
_GROUPS = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40}
_GROUPS |= {"cinquantaine": 50, "soixantaine": 60, "centaine": 100, "cent": 100}
_SCALES = {"mille": 1e3, "millier": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "milliard": 1e9, "md": 1e9, "mds": 1e9}

_FIGURE = r"\d{1,3}(?:[ .]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"
_SMALL = (
    r"dix-sept|dix-huit|dix-neuf|zéro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
    r"|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|nonante|cents?|mille"
)
WORDS = rf"(?:{_SMALL})(?:(?:-et-| et (?=une?\b|onze\b)|[ -])(?:{_SMALL})\b){{0,7}}"
_GROUP = (
    r"(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier|million"
    r"|milliard)s?"
)
_SCALE = r"(?: (?:de |d')?(?:mille|milliers?|millions?|milliards?)\b)"
VAGUE = rf"(?:plusieurs|quelques|des|de nombreu(?:x|ses)|les|ces) {_GROUP}{_SCALE}*"
_COLLECTIVE = rf"(?:une?|{WORDS}) {_GROUP}{_SCALE}*"
_HALF = r"(?:un )?demi-(?:million|milliard)"

NUMBER = rf"(?:{_HALF}|{VAGUE}|{_COLLECTIVE}|(?:{_FIGURE}|{WORDS}){_SCALE}*)(?: et demie?\b)?"
"""Pattern of a numeral, without groups; match it with `re.IGNORECASE` and word borders."""

_TOKEN = re.compile(r"\d[\d .]*\d(?:,\d+)?|\d+(?:,\d+)?|[a-zà-ÿ]+", re.IGNORECASE)
_DECIMAL_POINT = re.compile(r"^\d+\.\d{1,2}$|^\d{4,}\.\d+$|^0\.\d+$")


def read_figure(figure: str) -> float:
    """The value of a number in digits: a point or a space before three digits separates thousands."""
    bare = figure.strip()
    if _DECIMAL_POINT.match(bare):
        return float(bare)
    return float(bare.replace(" ", "").replace(".", "").replace(",", "."))


def _tokens(words: str) -> list[str]:
    text = words.lower().replace("quatre-vingt", "quatrevingt").replace("de nombreux", "quelques")
    text = re.sub(r"dix-(sept|huit|neuf)", r"dix\1", text.replace("de nombreuses", "quelques"))
    return [t for t in _TOKEN.findall(text) if t not in {"et", "de", "d", "demi", "demie"}]


def _small(token: str) -> float | None:
    """The value of a token below a hundred, or of figures; None when it multiplies or is no number."""
    if token[0].isdigit():
        return read_figure(token)
    if token.startswith("quatrevingt"):
        return 80.0
    if token in {"dixsept", "dixhuit", "dixneuf"}:
        return _VALUES[token[:3] + "-" + token[3:]]
    return _VALUES.get(token, _VALUES.get(token.removesuffix("s")))


def read_number(words: str) -> float | None:
    """The value of a numeral ("1,5 million" 1500000, "plusieurs milliers" 2000); None when it is no number."""
    total, current, scale, seen = 0.0, 0.0, 1.0, False
    for token in _tokens(words):
        small = _small(token)
        single = token.removesuffix("s")
        if small is not None:
            current += small
        elif single in _GROUPS:
            scale = float(_GROUPS[single])
            current = max(current, 1.0) * scale
        elif single in _SCALES:
            scale = _SCALES[single]
            total, current = _scaled(total, current, scale)
        else:
            return None
        seen = True
    if not seen:
        return None
    if re.search(r"\bdemi", words.lower()):
        return (total + current) * (0.5 if re.search(r"demi-", words.lower()) else 1.0) + _half(words, scale)
    return total + current


def _scaled(total: float, current: float, scale: float) -> tuple[float, float]:
    """Multiply: what stands before "mille" or "million" by it, all before it when a greater one follows a lesser."""
    if current == 0 and 0 < total < scale:
        return total * scale, 0.0
    if 0 < total < scale:
        return (total + current) * scale, 0.0
    return total + max(current, 1.0) * scale, 0.0


def _half(words: str, scale: float) -> float:
    """What "et demi" adds: half of the last scale ("deux millions et demi"), else a half."""
    if not re.search(r"et demie?\b", words.lower()):
        return 0.0
    return scale / 2


def is_vague(words: str) -> bool:
    """Whether the numeral only gives an order of greatness from below ("plusieurs milliers", "des centaines")."""
    return bool(re.match(VAGUE, words, re.IGNORECASE))


def is_round(words: str) -> bool:
    """Whether the numeral is a collective ("une dizaine"), which means "about"."""
    return not is_vague(words) and bool(re.search(r"aine\b", words))

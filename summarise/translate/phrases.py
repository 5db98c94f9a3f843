"""Short French phrases of a brief in English: "un homme de 45 ans", "deux policiers", "résine de cannabis"."""

import re
from functools import cache
from importlib.resources import files

from summarise.mentions.numbers import WORDS, read_number
from summarise.translate.names import exonym
from summarise.translate.words import article, plural, say

_PEOPLE_OF = {
    "thirties": "trent",
    "forties": "quarant",
    "fifties": "cinquant",
    "sixties": "soixant",
    "twenties": "vingt",
}
_LEAD = re.compile(
    rf"^(?:(?P<many>(?:les |ces |ses )?(?P<number>\d[\d .]*|(?!une? ){WORDS}) )|(?P<def>l[ae]s? |l'|ce(?:t|tte|s)? )|"
    r"(?P<own>son |sa |ses |leurs? )|(?P<one>une? )|(?P<some>des ))?(?P<other>autres? )?(?P<rest>.+)$",
    re.IGNORECASE,
)
_AGED = re.compile(
    rf"^(?P<noun>.+?)(?:,? (?:âgée?s? )?d'une (?P<decade>vingt|trent|quarant|cinquant|soixant)aine d'années|"
    rf",? (?:âgée?s? )?de (?P<age>\d{{1,3}}|{WORDS}) ans|, (?P<bare>\d{{1,3}}) ans)$",
    re.IGNORECASE,
)
# English nouns that take no article and have no plural of their own.
_NO_ARTICLE = frozenset(
    ("cannabis", "cocaine", "heroin", "crack", "ketamine", "ecstasy", "tobacco", "gold", "jewellery", "ammunition",
     "drugs", "amphetamine", "methamphetamine", "cannabis resin", "herbal cannabis", "parents", "twins",
     "security forces", "State")
)  # fmt: skip


@cache
def _nouns() -> dict[str, tuple[str, bool]]:
    """Each French noun, singular or plural, with its English and whether it is plural."""
    out: dict[str, tuple[str, bool]] = {}
    text = files("summarise.translate").joinpath("nouns.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            forms, english = line.split("\t")
            for french in forms.split("|"):
                out.setdefault(_plural(french), (english if english in _NO_ARTICLE else plural(english), True))
                out[french] = (english, english in ("parents", "twins"))
    return out


def _plural(french: str) -> str:
    """The French plural by rule: the head and what agrees with it, up to the first preposition."""
    head, sep, tail = _split(french)
    return " ".join(_plural_word(w) for w in head.split()) + sep + tail


def _plural_word(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith(("cipal", "cial", "nal")):
        return word[:-2] + "aux"
    return word + ("x" if word.endswith(("eau", "au", "eu")) else "s")


def _split(french: str) -> tuple[str, str, str]:
    match = re.search(r" (?=(?:de|d'|à|au|en|pour|du)\b|d')", french)
    return (french[: match.start()], " ", french[match.end() :]) if match else (french, "", "")


def noun(french: str) -> tuple[str, bool] | None:
    """The English of a known noun and whether it is plural."""
    return _nouns().get(" ".join(french.lower().replace("’", "'").split()))


def phrase(french: str) -> str | None:
    """The English of a short noun phrase; None when a word of it is not known."""
    match = _LEAD.match(" ".join(french.replace("’", "'").split()))
    if not match:
        return None
    aged = _AGED.match(match["rest"])
    found = _placed(aged["noun"] if aged else match["rest"])
    if found is None:
        return None
    english, many = found
    if "in their" in english and not many and match["one"]:
        woman = match["one"].lower() == "une "
        english = english.replace("person in their", "woman in her" if woman else "man in his")
    return _determined(match, _with_age(english, aged, many), many)


_OF_PLACE = re.compile(
    r"^(?P<noun>.+?) (?:de |d'|à |du )(?P<place>(?:l'|la |le )?[A-ZÀ-Þ][\w'-]*(?:[ -][A-ZÀ-Þ][\w'-]*)*)$"
)


def _placed(french: str) -> tuple[str, bool] | None:
    """A known noun, perhaps with its place: "maire de Cabourg" → "mayor of Cabourg"."""
    match = _OF_PLACE.match(french)
    known = noun(french) or (noun(match["noun"]) if match else None)
    if known is None or match is None or noun(french):
        return known
    place = match["place"]
    said = (exonym(place) or (re.sub(r"^(?:l'|le )(?=[A-ZÀ-Þ])", "the ", place),))[0]
    return f"{known[0]} {'from' if known[0] in _FROM else 'of'} {said}", known[1]


_FROM = frozenset(
    {
        "man",
        "woman",
        "teenager",
        "boy",
        "girl",
        "person",
        "police officer",
        "lawyer",
        "doctor",
        "resident",
        "firefighter",
        "soldier",
        "teacher",
    }
)


def _with_age(english: str, aged: re.Match[str] | None, many: bool) -> str:
    """ "man" and 45 → "45-year-old man"; in the plural "men aged 45"."""
    if aged is None:
        return english
    if aged["decade"]:
        word = next(en for en, fr in _PEOPLE_OF.items() if fr == aged["decade"].lower())
        return f"{english} in {'their' if many else _whose(english)} {word}"
    years = aged["age"] or aged["bare"]
    value = f"{read_number(years) or 0:g}"
    return f"{english} aged {value}" if many else f"{value}-year-old {english}"


def _whose(english: str) -> str:
    woman = re.search(r"\b(?:woman|girl|wife|mother|sister|daughter|aunt)\b", english)
    man = re.search(r"\b(?:man|boy|husband|father|brother|son|uncle)\b", english)
    return "her" if woman else "his" if man else "their"


def _determined(match: re.Match[str], english: str, many: bool) -> str:
    """The phrase with its article, number or possessive."""
    other = "other " if match["other"] else ""
    bare = english in _NO_ARTICLE
    if match["number"]:
        value = read_number(match["number"].strip()) or 0
        return f"{say(value)} {other}{english}"
    if match["def"] or match["own"]:
        return f"the {other}{english}"
    if match["one"] and not many and not bare:
        return f"another {english}" if other else f"{article(english)} {english}"
    return other + english

"""Terms of imprisonment in English, with what of them is suspended: "dix-huit mois dont six avec sursis"."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Iterator

from summarise.mentions.numbers import WORDS, read_number
from summarise.translate.figures import LENGTH, compound, length, spell
from summarise.translate.found import Found
from summarise.translate.words import article, say

_I = re.IGNORECASE
_PROBATION = r"probatoire|(?:et |avec )?mise à l'épreuve"
_SUSPENDED = rf"avec (?:un )?sursis(?: (?:simple|total|intégral))?(?P<prob> (?:{_PROBATION}))?|(?:intégralement |entièrement |totalement )?assortie?s? (?:du|d'un|intégralement du|entièrement du) sursis(?: (?:simple|total))?(?P<prob2> (?:{_PROBATION}))?|(?:intégralement|entièrement|totalement) avec sursis|de sursis(?P<prob3> probatoire)?"
_NOUN = r"de prison|d'emprisonnement|de réclusion(?: criminelle)?|de détention(?: criminelle)?|d'incarcération|derrière les barreaux"
_LEAD = (
    r"(?:(?:une )?peines? (?:de prison |d'emprisonnement |de réclusion (?:criminelle )?)?(?:ferme |avec sursis )?de )"
)
_PART = rf"(?P<dont>,? dont (?P<pn>la moitié|une partie|\d{{1,3}}(?:,5)?|{WORDS})(?: (?P<pu>ans?|années?|mois|jours?))?(?P<phalf> et demi)?(?: de prison| d'emprisonnement)? (?P<phow>(?:avec (?:un )?sursis|fermes?|assortis? d(?:u|'un) sursis|de sursis)(?P<pprob> (?:{_PROBATION}))?))"
_TERM = re.compile(
    rf"(?<![\w.,-])(?P<lead>{_LEAD})?{LENGTH}(?P<noun> (?:{_NOUN}))?(?P<how>,? (?:fermes?|{_SUSPENDED}))?(?:{_PART})?(?!\w)",
    _I,
)
_LIFE = re.compile(
    r"(?<![\w-])(?:(?:la )?(?:réclusion|détention|prison|emprisonnement|peine de prison)(?: criminelle)?,? (?:à (?:la )?perpétuité|à vie)|(?:la )?perpétuité)"
    r"(?P<real> (?:réelle|incompressible))?(?!\w)",
    _I,
)
# "Trois ans contre l'un, six ans avec sursis pour l'autre" leave the noun out.
_SHORT_PART = re.compile(
    rf"(?<![\w.,-])dont (?P<n>\d{{1,3}}|{WORDS})(?: (?P<u>ans?|mois))? (?P<how>avec sursis(?P<prob> probatoire)?|fermes?)(?!\w)",
    _I,
)


def find(text: str) -> Iterator[Found]:
    """Terms of imprisonment and for life."""
    for match in _TERM.finditer(text):
        if match["noun"] or match["how"] or match["dont"]:
            yield Found(*match.span(), "N", _said(match), 10)
    for match in _LIFE.finditer(text):
        said = "life imprisonment" + (" with no possibility of release" if match["real"] else "")
        yield Found(*match.span(), "N", said, 10)
    for match in _SHORT_PART.finditer(text):
        value = read_number(match["n"]) or 0
        unit = spell(value, "year" if match["u"].startswith("an") else "month") if match["u"] else say(value)
        yield Found(*match.span(), "N", f"{unit} of them {_manner(match['how'], match['prob'])}", 9)


def _manner(how: str, probation: str | None) -> str:
    said = "suspended" if "sursis" in how.lower() else "to be served"
    return said + (" with probation" if probation else "")


def _said(match: re.Match[str]) -> str:
    """The term in English."""
    how = (match["how"] or "").lower()
    probation = any(match[g] for g in ("prob", "prob2", "prob3"))
    if "sursis" in how and not match["dont"]:
        noun = "prison sentence" if match["noun"] and "prison" in match["noun"] else "sentence"
        term = compound(length(match))
        return f"{article(term)} {term} suspended {noun}" + (" with probation" if probation else "")
    noun = (match["noun"] or "").lower()
    said = length(match)
    if "emprisonnement" in noun or "réclusion" in noun:
        said = _possessive(said) + " imprisonment"
    elif "détention" in noun:
        said += " in detention"
    else:
        said += " behind bars" if "barreaux" in noun else " in prison"
    return said + (f", {_part(match)}" if match["dont"] else "")


def _possessive(said: str) -> str:
    return said + ("'" if said.endswith("s") else "'s")


def _part(match: re.Match[str]) -> str:
    """What is suspended or to be served of it: "six of them suspended"."""
    manner = _manner(match["phow"], match["pprob"])
    words = match["pn"].lower()
    if words == "la moitié":
        return f"half of it {manner}"
    if words == "une partie":
        return f"part of it {manner}"
    value = read_number(words) or 0
    half = bool(match["phalf"])
    unit, whole = (match["pu"] or "").lower(), match["u"].lower()
    if unit and unit[:2] != whole[:2]:
        return f"{spell(value, {'m': 'month', 'j': 'day'}.get(unit[0], 'year'), half)} of it {manner}"
    return f"{say(value)}{' and a half' if half else ''} of {'it' if length(match).startswith('one ') else 'them'} {manner}"

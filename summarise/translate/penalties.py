"""Terms of imprisonment in English, with what of them is suspended: "dix-huit mois dont six avec sursis"."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Iterator

from summarise.mentions.numbers import WORDS, read_number
from summarise.translate.amounts import amount
from summarise.translate.found import Found
from summarise.translate.lengths import LENGTH, compound, is_age, length, possessive, spell, unit_of
from summarise.translate.sums import money
from summarise.translate.words import article, say

_I = re.IGNORECASE
_PROBATION = r"probatoire|(?:et |avec )?mise à l'épreuve"
_SUSPENDED = rf"(?:entièrement |intégralement |totalement )?avec (?:un )?sursis(?: (?:simple|total|intégral))?(?P<prob> (?:{_PROBATION}))?|(?:intégralement |entièrement |totalement )?assortie?s? (?:du|d'un|intégralement du|entièrement du) sursis(?: (?:simple|total))?(?P<prob2> (?:{_PROBATION}))?|de sursis(?P<prob3> probatoire)?"
_NOUN = r"de prison|d'emprisonnement|de réclusion(?: criminelle)?|de détention(?: criminelle)?(?! provisoire)|d'incarcération|derrière les barreaux"
_LEAD = r"(?:(?:une )?peines? (?:de prison |d'emprisonnement |de réclusion (?:criminelle )?)?(?:ferme |avec sursis )?(?:de |d'))"
_PART = rf"(?P<dont>,? dont (?P<pn>la moitié|une partie|\d{{1,3}}(?:,5)?|{WORDS})(?: (?P<pu>ans?|années?|mois|jours?))?(?P<phalf> et demi)?(?: de prison| d'emprisonnement)? (?P<phow>(?:avec (?:un )?sursis|fermes?|assortis? d(?:u|'un) sursis|de sursis)(?P<pprob> (?:{_PROBATION}))?))"
_LOW = rf"(?:(?:de |entre )?(?P<low>\d{{1,3}}|{WORDS})(?P<lowunit> (?:ans?|mois))? (?P<to>à|et|ou) )"
_TERM = re.compile(
    rf"(?<![\w.,-])(?P<lead>{_LEAD})?{_LOW}?{LENGTH}(?P<noun> (?:{_NOUN}))?(?P<how>,? (?:fermes?|{_SUSPENDED}))?(?:{_PART})?(?!\w)",
    _I,
)
_LIFE = re.compile(
    r"(?<![\w-])(?:(?:la )?(?:réclusion|détention|prison|emprisonnement|peine de prison)(?: criminelle)?,? (?:à (?:la )?perpétuité|à vie)|(?:la )?perpétuité)"
    r"(?P<real> (?:réelle|incompressible))?(?!\w)",
    _I,
)
_SHORT_PART = re.compile(
    rf"(?<![\w.,-])dont (?P<n>\d{{1,3}}|{WORDS})(?: (?P<u>ans?|mois))? (?P<how>avec sursis(?P<prob> probatoire)?|fermes?)(?!\w)",
    _I,
)
# Other penalties and measures that last.
_LASTING = (
    (r"d'inéligibilité", "disqualification from public office", True),
    (r"de suivi socio-judiciaire", "court-ordered supervision with treatment", False),
    (r"d'interdiction (?:du|de) territoire(?: français)?", "ban from French territory", False),
    (r"de (?:période de )?sûreté", "minimum term", False),
    (r"de mise à l'épreuve", "probation", True),
    (r"de garde à vue", "police custody", None),
    (r"de détention provisoire", "pre-trial detention", None),
    (r"de (?:travail|travaux) d'intérêt général|de TIG", "community service", None),
    (
        r"d'ITT|d'interruption (?:temporaire|totale) de travail|d'incapacité (?:totale|temporaire)(?: totale)? de travail",
        "incapacity for work",
        True,
    ),
    (r"de contrôle judiciaire", "judicial supervision", None),
)
_LASTS = re.compile(
    rf"(?<![\w.,-]){LENGTH} (?:" + "|".join(f"(?P<k{i}>{p})" for i, (p, _, _) in enumerate(_LASTING)) + r")(?!\w)", _I
)


_DAY_FINES = re.compile(
    rf"(?<![\w.,-])(?P<count>\d{{1,3}}|{WORDS}) jours?[- ](?:d')?amende(?: (?:à|de|d'un montant de) (?P<rate>\d+|{WORDS}) ?(?:euros|€))?(?!\w)",
    _I,
)


def find(text: str) -> Iterator[Found]:
    """Terms of imprisonment and for life, and other penalties with their length."""
    for match in _TERM.finditer(text):
        if match["noun"] or match["how"] or match["dont"]:
            low = _low(match, text)
            start = match.start("n") if match["low"] and not low else match.start()
            yield Found(start, match.end(), "N", _said(match, low), 10)
    for match in _LIFE.finditer(text):
        yield Found(
            *match.span(), "N", "life imprisonment" + (" with no possibility of release" if match["real"] else ""), 10
        )
    for match in _SHORT_PART.finditer(text):
        value = read_number(match["n"]) or 0
        unit = spell(value, unit_of(match["u"])) if match["u"] else say(value)
        yield Found(*match.span(), "N", f"{unit} of them {_manner(match['how'], match['prob'])}", 9)
    for match in _DAY_FINES.finditer(text):
        rate = f" of {money(match['rate'], 'euros')}" if match["rate"] else ""
        yield Found(*match.span(), "N", f"{amount(match['count'])} day-fines{rate}", 10)
    for match in _LASTS.finditer(text):
        _, said, owned = next(row for i, row in enumerate(_LASTING) if match[f"k{i}"])
        yield Found(*match.span(), "N", _lasting(length(match), said, owned), 10)


def _low(match: re.Match[str], text: str) -> str:
    """The lower end of "un à cinq ans de prison": "one to "; none in "un maçon de 29 ans à cinq ans de prison"."""
    if not match["low"] or match["to"] == "et":
        return ""
    if (read_number(match["low"]) or 0) >= (read_number(match["n"]) or 0) or (
        match["lowunit"] and is_age(text, match.start("low"))
    ):
        return ""
    return f"{say(read_number(match['low']) or 0)} {'to' if match['to'] == 'à' else 'or'} "


def _lasting(time: str, said: str, owned: bool | None) -> str:
    """ "five years' probation" (owned), "a five-year minimum term" (not), "210 hours of community service" (neither)."""
    if owned is None:
        return f"{time} of {said}"
    if owned or said.startswith("court-ordered"):
        return f"{possessive(time)} {said}"
    return f"{article(time)} {compound(time)} {said}"


def _manner(how: str, probation: str | None) -> str:
    said = "suspended" if "sursis" in how.lower() else "to be served"
    return said + (" with probation" if probation else "")


def _said(match: re.Match[str], low: str) -> str:
    """The term in English, from its lower end where it has one."""
    how, noun = (match["how"] or "").lower(), (match["noun"] or "").lower()
    if "sursis" in how and not match["dont"]:
        probation = any(match[g] for g in ("prob", "prob2", "prob3"))
        if low:
            return f"{low}{length(match)} in prison, suspended" + (" with probation" if probation else "")
        term = compound(length(match))
        said = f"{article(term)} {term} suspended {'prison sentence' if 'prison' in noun else 'sentence'}"
        return said + (" with probation" if probation else "")
    said = low + length(match)
    if "emprisonnement" in noun or "réclusion" in noun:
        said = possessive(said) + " imprisonment"
    elif "détention" in noun:
        said += " in detention"
    else:
        said += " behind bars" if "barreaux" in noun else " in prison"
    return said + (f", {_part(match)}" if match["dont"] else "")


def _part(match: re.Match[str]) -> str:
    """What is suspended or to be served of it: "six of them suspended"."""
    manner, words = _manner(match["phow"], match["pprob"]), match["pn"].lower()
    if words in {"la moitié", "une partie"}:
        return f"{'half' if words == 'la moitié' else 'part'} of it {manner}"
    value, half = read_number(words) or 0, bool(match["phalf"])
    if match["pu"] and unit_of(match["pu"]) != unit_of(match["u"]):
        return f"{spell(value, unit_of(match['pu']), half)} of it {manner}"
    return f"{say(value)}{' and a half' if half else ''} of {'it' if length(match).startswith('one ') else 'them'} {manner}"

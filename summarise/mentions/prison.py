"""Terms of imprisonment: their length, how much of it is suspended, and terms for life."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarise.mentions.base import PenaltyValue
from summarise.mentions.durations import DURATION, read_length, unit_months
from summarise.mentions.numbers import NUMBER, read_number

_NOUN = (
    r" (?:supplémentaires? )?(?:de (?:\w+ )?prison|d'emprisonnement|de réclusion(?: criminelle)?|de détention(?: criminelle)?"
    r"|d'incarcération|de cachot|derrière les barreaux|de peine|de bagne|de travaux forcés)"
)
_HOW = (
    r"(?:,? (?:fermes?|avec (?:un )?sursis(?: (?:probatoire|simple|total|partiel|intégral))?|assortie?s? d[ue](?: \w+)? sursis"
    r"|intégralement (?:assortie?s? d[ue] sursis|avec sursis)|(?:entièrement )?avec sursis|aménageables?))"
)
_PART = (
    rf"(?:,? (?:dont|y compris|parmi lesquels|et) (?P<part>la moitié|(?:{NUMBER})|une partie)(?P<punit> (?:ans?|années?|mois|jours))?"
    r"(?: de (?:prison|détention)| d'emprisonnement)?"
    r" (?P<phow>avec (?:un )?sursis(?: (?:probatoire|simple|mise à l'épreuve))?|fermes?|assortis? d[ue](?: \w+)? sursis|de sursis))"
)
_HEAD = (
    r"(?:(?:(?:une|la|leur|sa|des|les|à une|à des) )?(?:lourde |même |simple )?peines? "
    r"(?:(?:maximale?|maximum|totale?|ferme|allant|plancher|de prison|d'emprisonnement|plafond)s? )*(?:jusqu'à |d[e'](?: )?))"
)
_TERM = re.compile(
    rf"(?<![\w.,-])(?P<head>{_HEAD})?(?P<length>{DURATION})(?P<noun>{_NOUN})?(?P<how>{_HOW})?(?P<part_all>{_PART})?",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?<![\w.,-])(?P<number>{NUMBER})(?P<how>,? fermes?\b|,? avec sursis)?(?= (?:contre|pour|à l'encontre|à) |,? (?:fermes?|avec sursis)|[,.;])",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"(?:(?:la |une |à la |peine de |condamnation à la )?(?:réclusion|détention|prison|emprisonnement)(?: criminelle)?,? )?"
    r"(?:à (?:la )?perpétuité|à perpète)(?: (?:réelle|incompressible))?|\bla perpétuité(?: (?:réelle|incompressible))?"
    r"|(?:la )?(?:prison|réclusion) à vie|\bperpétuité(?: (?:réelle|incompressible))?",
    re.IGNORECASE,
)
# What says that a bare length is no penalty: an age, a date, how long something lasted.
_AGE_LEFT = re.compile(
    r"(?:âgée?s? (?:alors )?d(?:e |')(?:près de |plus de |moins de )?|\bil y a (?:\w+ )?|\bdepuis (?:\w+ ){0,2}|\bpendant (?:\w+ ){0,2}|\bdurant (?:\w+ ){0,2}"
    r"|\baprès (?:\w+ )?|\ben |\bà partir de |\bavait |\bont |\bdans (?:les |un délai de )?|\bau bout de |\bà l'âge de |\bd'ici "
    r"|(?:homme|femme|fille|garçon|enfant|adolescente?|mineure?s?|jeune|ado|fils|fillette|retraitée?|octogénaire|étudiante?) d(?:e |')"
    r"|\bmineure?s? de (?:moins de )?|\bvoilà |\bcela fait |\bprès de |\bvers |\bentre |\btous les |\bà nouveau |\bdernier |\bles |\bses |\bdeux fois |\bcondamné il y a )$",
    re.IGNORECASE,
)
_AGE_RIGHT = re.compile(
    r"^(?: (?:plus tard|auparavant|avant|après|d'enquête|d'instruction|de procédure|de procès|de vie|d'existence|de mariage|de carrière"
    r"|de service|d'expérience|d'ancienneté|de relation|de moins|de plus que|d'attente|d'audience|d'investigations?|de cavale|de présence"
    r"|d'absence|d'exercice|de mandat|de grossesse|de délai|au moment|à l'époque|lors d|révolus|de calvaire|de garde|de bataille|de combat|durant)"
    r"|\)| \(|-là)",
    re.IGNORECASE,
)
_NAME_AGE = re.compile(r"(?:[A-ZÀ-Þ]\w+|\w+), $|\($")


@dataclass(frozen=True)
class Found:
    """A penalty's words; `sure` when the words themselves say that it is one."""

    start: int
    end: int
    value: PenaltyValue
    sure: bool
    form: str


def life_terms(text: str) -> Iterator[Found]:
    """Terms for life."""
    for match in _LIFE.finditer(text):
        if not re.search(r"(?:interdi|titre|contrat|concession)\w*[\w ]{0,30}$", text[max(0, match.start() - 30) : match.start()]):
            yield Found(*match.span(), PenaltyValue("perpetuite"), True, "life")


def prison_terms(text: str) -> Iterator[Found]:
    """Lengths of time that are, or may be, terms of imprisonment."""
    for match in _TERM.finditer(text):
        length = read_length(match.group("length"))
        sure = bool(match.group("noun") or match.group("how") or match.group("part_all"))
        sure = sure or bool(match.group("head")) and length is not None
        if length is None or not sure and _is_other(text, *match.span()):
            continue
        form = "noun" if match.group("noun") else "how" if sure else "bare"
        for months in (length.months, *([length.second] if length.second else [])):
            yield Found(*match.span(), PenaltyValue("prison", months, _suspended(match, months)), sure, form)


def short_terms(text: str, start: int, end: int) -> Iterator[Found]:
    """Numbers that lean on a length just before: "trois ans contre l'un, six contre l'autre"."""
    for match in _SHORT.finditer(text, start, end):
        before = text[start : match.start()]
        unit = unit_months(before[-160:])
        value = read_number(match.group("number"))
        if unit is None or value is None or not 1 <= value <= 40 or re.match("une? ", match.group(), re.IGNORECASE):
            continue
        months = value * unit
        how = match.group("how") or ""
        suspended = months if "sursis" in how else 0.0 if "ferme" in how else None
        yield Found(*match.span(), PenaltyValue("prison", months, suspended), False, "short")


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether a bare length is an age, a date or a duration of something else."""
    left, right = text[max(0, start - 40) : start], text[end : end + 40]
    if _AGE_LEFT.search(left) or _AGE_RIGHT.match(right):
        return True
    return bool(_NAME_AGE.search(left)) and bool(re.match(r"[,)]| et ", right)) and bool(re.search(r"[A-ZÀ-Þ][\w-]+,? ?[,(]? ?$", left))


def _suspended(match: re.Match[str], months: float) -> float | None:
    """Months of the term that are suspended; 0 when it is said to be firm, None when nothing is said."""
    part, how = match.group("part"), (match.group("how") or "").lower()
    if part:
        return _part_suspended(match, months)
    if "sursis" in how:
        return months
    return 0.0 if "ferme" in how or "ferme" in (match.group("head") or "") else None


def _part_suspended(match: re.Match[str], months: float) -> float | None:
    part = match.group("part").lower()
    unit = unit_months("un" + match.group("punit")) if match.group("punit") else unit_months(match.group("length"))
    if match.group("punit"):
        unit = 12.0 if match.group("punit").strip().startswith("an") else 1 / 30 if "jour" in match.group("punit") else 1.0
    if part == "une partie":
        return None
    number = months / 2 if part == "la moitié" else (read_number(part) or 0) * (unit or 1)
    number = round(number, 2)
    return number if "sursis" in match.group("phow").lower() else round(months - number, 2)

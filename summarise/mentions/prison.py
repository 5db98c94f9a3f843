"""Terms of imprisonment: their length, how much of it is suspended, and terms for life."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarise.mentions.base import PenaltyValue
from summarise.mentions.durations import DURATION, NUMBER, read_length, unit_months
from summarise.mentions.numbers import read_number

_NOUN = (
    r" (?:supplémentaires? )?(?:de (?:\w+ )?prison|d'emprisonnement|de réclusion(?: criminelle)?|de détention(?: criminelle)?"
    r"|d'incarcération|de cachot|derrière les barreaux|de peine|de bagne|de travaux forcés)"
)
_HOW = (
    r"(?:,? (?:fermes?|avec (?:un )?sursis(?: (?:probatoire|simple|total|partiel|intégral))?|assortie?s? d[ue](?: \w+)? sursis"
    r"|intégralement (?:assortie?s? d[ue] sursis|avec sursis)|(?:entièrement )?avec sursis|entièrement assortie?s? d[ue] sursis|aménageables?))"
)
_PART = (
    rf"(?:,? (?:don[tc]|y compris|parmi lesquels) (?P<part>la moitié|(?:{NUMBER})|une partie)"
    r"(?P<punit> (?:ans?|années?|mois|jours))?(?P<phalf> et demi)?(?: de (?:prison|détention)| d'emprisonnement)?"
    r" (?P<phow>avec (?:un )?sursis(?: (?:probatoire|simple|mise à l'épreuve))?|fermes?|assortis? d[ue](?: \w+)? sursis|de sursis))"
)
_HEAD = (
    r"(?:(?:(?:une|la|leur|sa|des|les|à une|à des) )?(?:lourde |même |simple )?peines? "
    r"(?:(?:maximale?|maximum|totale?|ferme|allant|plancher|de prison|d'emprisonnement|plafond)s? )*(?:jusqu'à |d[e'](?: )?))"
)
# A word begins, be it glued to the full stop or to the subheading before.
_START = r"(?:(?<![\w.,-])|(?-i:(?<=[a-zà-ÿ.])(?=[A-ZÀ-Þ])))"
_TERM = re.compile(
    rf"{_START}(?P<head>{_HEAD})?(?:(?:au moins|pas moins de|plus de) )?(?P<length>{DURATION})(?P<noun>{_NOUN})?(?P<how>{_HOW})?(?P<part_all>{_PART})?"
    rf"(?P<more>(?<=ferme),? et (?P<mnum>{NUMBER})(?P<munit> (?:ans?|mois))? avec sursis(?: probatoire)?)?",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?<![\w.,-])(?P<number>{NUMBER})(?P<how>,? fermes?\b|,? avec sursis)?"
    r"(?= (?:contre|à l'encontre)\b| pour (?:l[ea']|les|son|sa|[A-ZÀ-Þ])|,? (?:fermes?|avec sursis|dont)\b)"
)
_LEANING = re.compile(
    rf"(?:\bà |: |\bet |, |^|\. |\.(?=[A-ZÀ-Þ]))(?P<length>(?:{NUMBER})(?: (?:et|à) (?:{NUMBER}))? (?:ans|mois|an))\b"
    r"(?= pour (?:l[ea']|les|son|sa|[A-ZÀ-Þ])| contre|[.,;]|$| dont| (?:à|pour) (?:l'|sa|son)| et | (?:ont|avaient|a|avait) été requis)"
)
_LIFE = re.compile(
    r"(?:(?:la |une |à la |peine de |condamnation à la )?(?:réclusion|détention|prison|emprisonnement)(?: criminelle)?,? )?"
    r"(?:à (?:la )?perpétuité|à perpète)(?: (?:réelle|incompressible))?|\bla perpétuité(?: (?:réelle|incompressible))?"
    r"|(?:la )?(?:prison|réclusion) à vie|\bperpétuité(?: (?:réelle|incompressible))?",
    re.IGNORECASE,
)
# What must lead to a bare length for it to be a term: a verb of penalty close by, or the other side named just after.
_LEADS = re.compile(
    r"(?:condamn\w+|écop\w+|inflig\w+|requ(?:is|iert|ièrent|érir|érant|érait|ises)|réclam\w+|demand\w+|encour\w+|risqu\w+|passibles?"
    r"|punie?s?|punit|peines?|ramen\w+|rédui\w+|portée? à|confirm\w+|prononc\w+|alourdi\w*|aggrav\w+|suggér\w+|propos\w+|voudrait|prévoit"
    r"|réclusion|prison|verdict|sentence|sera|prend|passe de|ferme,|sursis,?|réquisitions?|tombe|voulait|veut|obten\w+|purg\w+)\b(?!.*\bâgée?s?\b)"
    r"(?: (?!en |depuis|dans|après|pendant|durant)[\w'.-]+,?){0,5}?(?: ?:)? (?:à |d'|de |de l'ordre de |jusqu'à |puis |et |au moins |contre )?$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"^,? (?:contre|à l'encontre|requis|encourus|le maximum|assortis?|réclamés|demandés|pour (?:les? |la |l'|[A-ZÀ-Þ])|et (?:de )?\d[\d. ]*(?:euros|€)"
    r"|, dont)",
)
_NOT_TERM = re.compile(
    r"(?:âgée?s? (?:alors )?(?:de |d')|\bil y a|\bdepuis|\bpendant|\bdurant|\baprès|\ben|\bà partir de|\bdans|\bdélai de|\bau bout de"
    r"|\bl'âge de|(?:homme|femme|fille|garçon|enfants?|adolescente?s?|mineure?s?|jeunes?|ado|fils|fillette|retraitée?|étudiante?|ancien\w*) (?:de |d')"
    r"|\bmoins de|\bplus de|\bvoilà|\bfait|\btous les|\bpassé|\bsupérieure? à|\binférieure? à|\bITT de|\bautour de) ?$",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"^(?:,? (?:plus tard|auparavant|avant|après|d'enquête|d'instruction|de procédure|de procès|de vie|de mariage|de carrière|d'école|d'ITT"
    r"|de service|d'expérience|d'ancienneté|de relation|d'attente|d'audience|de cavale|d'absence|de mandat|de grossesse|d'incapacité"
    r"|de délai|à l'époque|lors d|révolus|de calvaire|de garde à vue|de fouilles|d'intervalle|pour (?:faire appel|se pourvoir))|-là)",
)

# No term is longer than thirty years: "un soudeur de 36 ans" tells an age.
_LONGEST = 360.0


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
        if not re.search(
            r"(?:interdi|titre|contrat|concession)\w*[\w ]{0,30}$", text[max(0, match.start() - 30) : match.start()]
        ):
            yield Found(*match.span(), PenaltyValue("perpetuite"), True, "life")


def prison_terms(text: str) -> Iterator[Found]:
    """Lengths of time that are, or may be, terms of imprisonment."""
    for match in _terms(text):
        length = read_length(match.group("length"))
        sure = bool(match.group("noun") or match.group("how") or match.group("part_all"))
        sure = sure or bool(match.group("head"))
        if length is None or (not sure and not (length.months <= _LONGEST and _may_be_term(text, *match.span()))):
            continue
        form = "noun" if match.group("noun") else "how" if sure else "bare"
        if match.group("more"):
            yield Found(*match.span(), _with_more(match, length.months), sure, form)
            continue
        for months in (length.months, *([length.second] if length.second else [])):
            yield Found(*match.span(), PenaltyValue("prison", months, _suspended(match, months)), sure, form)


# A term that is raised or lowered, and a range of years that no term can reach: "condamne un homme de 38 ans à trois ans".
_CHANGED = re.compile(r"(?:ramen|port|pass|rédui|alourdi|aggrav|abaiss)\w*(?: [\w']+){0,4} $", re.IGNORECASE)
_FROM = re.compile(rf"de (?P<number>{NUMBER})(?P<unit> ans?| mois)? à ", re.IGNORECASE)


def _terms(text: str) -> Iterator[re.Match[str]]:
    """All lengths; of "ramenée de cinq à trois ans", or of an age before a term, only the second part."""
    position = 0
    while match := _TERM.search(text, position):
        start = _FROM.match(match.group("length"))
        position = match.end()
        if start and not match.group("head"):
            age = (
                start.group("unit")
                and "an" in start.group("unit")
                and (read_number(start.group("number")) or 0) > _LONGEST / 12
            )
            if age or _CHANGED.search(text[max(0, match.start() - 50) : match.start()]):
                match = _TERM.match(text, match.start("length") + start.end()) or match
        yield match


def leaning_terms(text: str, start: int, end: int) -> Iterator[Found]:
    """Bare lengths near another term: "le second à six mois", ": dix ans", "deux ans pour sa sœur"."""
    for match in _LEANING.finditer(text, start, end):
        length = read_length(match.group("length"))
        left = text[max(start, match.start() - 60) : match.start("length")]
        if (
            length is None
            or length.months > _LONGEST
            or _NOT_TERM.search(left)
            or _OTHER_TIME.match(text[match.end() : match.end() + 40])
        ):
            continue
        for months in (length.months, *([length.second] if length.second else [])):
            yield Found(match.start("length"), match.end(), PenaltyValue("prison", months, None), False, "leaning")


def _with_more(match: re.Match[str], firm: float) -> PenaltyValue:
    """A term told in two parts: "six mois ferme et six avec sursis" is twelve months, six of them suspended."""
    unit = (
        unit_months("un" + match.group("munit")) if match.group("munit") else unit_months(match.group("length"))
    ) or 1.0
    suspended = (read_number(match.group("mnum")) or 0.0) * unit
    return PenaltyValue("prison", round(firm + suspended, 2), round(suspended, 2))


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


def _may_be_term(text: str, start: int, end: int) -> bool:
    """Whether a bare length can be a term: not an age, a date or a duration of something else."""
    left, right = text[max(0, start - 90) : start], text[end : end + 40]
    if re.search(r"jour|semaine", text[start:end], re.IGNORECASE) or _NOT_TERM.search(left) or _OTHER_TIME.match(right):
        return False
    clause = re.split(r"[.;!?\n](?=\s|$|[A-ZÀ-Þ])", left)[-1]
    return bool(_LEADS.search(clause) or _FOLLOWS.match(right))


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
    if part == "une partie":
        return None
    count = (read_number(part) or 0) + (0.5 if match.group("phalf") else 0.0) if part != "la moitié" else 0.0
    number = count * (unit or 1) if count else months / 2
    number = round(number, 2)
    return number if "sursis" in match.group("phow").lower() else round(months - number, 2)

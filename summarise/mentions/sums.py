"""Finds sums of money: "plus de 50.000 euros", "1,5 million d'euros", "120 jours-amende à 6 euros", "18.000€"."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from dataclasses import dataclass, replace

from summarise.mentions.around import around
from summarise.mentions.base import Kind, Mention, SumValue, Value
from summarise.mentions.numbers import NUMBER, is_round, is_vague, read_number
from summarise.mentions.sum_cues import about, governing, ranked, shape
from summarise.mentions.sum_kinds import kind_cues, kind_scores
from summarise.text.source import Source

_CURRENCIES = (
    ("CHF", r"francs? suisses?|CHF"),
    ("EUR", r"euros?|€|eur|balles"),
    ("USD", r"dollars?(?: américains?)?|\$|USD"),
    ("FRF", r"(?:anciens )?francs?(?! maçon)(?: français)?|FRF"),
    ("GBP", r"livres?(?: sterling)|£|GBP"),
)
_CURRENCY = "|".join(pattern for _, pattern in _CURRENCIES)
_MARK = {"k€": (1e3, "EUR"), "m€": (1e6, "EUR"), "md€": (1e9, "EUR"), "mds€": (1e9, "EUR")}

_UP = r"plus d(?:e |')|au moins |au minimum |supérieure?s? à |un peu plus d(?:e |')|pas moins d(?:e |')|dépass\w+ |excéd\w+ |minimum "
_DOWN = r"moins d(?:e |')|jusqu'à |un peu moins d(?:e |')|au maximum |au plus |jamais plus d(?:e |')|inférieure?s? à |maximale? d(?:e |')"
_ABOUT = (
    r"près d(?:e |')|environ |quelque |autour d(?:e |')|de l'ordre d(?:e |')|(?:estim|évalu|chiffr)ée?s? à |presque |à peu près "
    r"|approximativement |avoisin\w+ |aux alentours d(?:e |')|une valeur d(?:e |')"
)
_QUALIFIER = rf"(?:jamais )?(?:(?:{_UP}|{_DOWN}|{_ABOUT}))(?:{_ABOUT}|{_UP})?"
_HEAD = (
    r"(?:(?:une|d'une|l'|la|cette|leur|sa|son|un|deux) ?)?(?:lourde |forte |simple )?"
    r"(?:amende|somme|contravention|cautionnement|caution|indemnité|provision|astreinte|préjudice|rançon)"
    r"(?: (?:douanière|totale|forfaitaire|civile|provisionnelle|globale|fiscale|record|administrative|ferme|délictuelle|pénale))?"
    r" d(?:e |')"
)
_TAIL = (
    r" d'amendes?(?: douanière| ferme| avec sursis| civile| fiscale)?(?:,? dont [\w., ]{1,20} avec sursis)?"
    r"| (?:de|en) dommages?[ -](?:et[ -])?intérêts?| de frais (?:de justice|d'avocat|de procédure)"
    r"| au titre (?:du|des|de la|de l') ?(?:préjudice \w+|frais de (?:justice|procédure)|préjudice)| de préjudice(?: \w+al)?"
    r"| symboliques?| en (?:liquide|espèces|numéraire|petites coupures|cash|coupures de \d+)"
    r"| d(?:e |')(?:provision|bénéfices?|plus-value|revenus|avoirs|salaires?|indemnités?)| par (?:mois|jour|an|semaine)(?: de retard)?"
    r"| mensuels?| avec sursis"
)
_RANGE = rf"(?:(?:entre |de )?(?P<low>{NUMBER})(?:\s?(?:{_CURRENCY}))? (?:et|à|ou) )"
_SUM = re.compile(
    rf"(?<![\w.,])(?P<qual0>{_QUALIFIER})?(?P<head>{_HEAD})?(?P<qual>{_QUALIFIER})?"
    rf"(?P<days>(?P<count>{NUMBER}) jours?[- ](?:d')?amende(?: \w+)? (?:à|de|d'un montant de) )?{_RANGE}?(?P<number>{NUMBER})"
    rf"(?:\s?(?P<mark>k€|M€|Mds?€|M d'euros)|(?:\s?(?:d'|de )?(?P<cur>{_CURRENCY}))(?!\w))(?: et (?P<cents>\d\d?) centimes)?"
    rf"(?P<tail>{_TAIL})?",
    re.IGNORECASE,
)
_CENTIMES = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER}) (?:centimes|cts)\b", re.IGNORECASE)
# A bare million or a figure in thousands, to be read as money when a sum stands close by.
_BARE = re.compile(
    rf"(?<![\w.,/-])(?P<qual>{_QUALIFIER})?(?P<number>\d{{1,3}}(?:[ .]\d{{3}})+|\d{{3}}00|\d00"
    rf"|(?:plusieurs|quelques|des) (?:dizaines|centaines) de (?:milliers|millions)"
    rf"|(?:{NUMBER}) mille)(?P<tail>{_TAIL})?"
    r"(?=$|[.,;:)?!»\"]| (?:pour|à|au|aux|avec|contre|et|ou|dont|en|par|sur|dans|la|le|requis|demandés|réclamés|chacun|l'|net|exactement|d'assurance)\b)",
    re.IGNORECASE,
)
_MILLIONS = re.compile(
    rf"(?<![\w.,/-])(?P<qual>{_QUALIFIER})?(?P<number>(?:{NUMBER})(?:(?<=illion)|(?<=illions)|(?<=illiard)|(?<=illiards))|\d+k)"
    rf"(?P<tail>{_TAIL})?(?!\w)(?! (?:de |d'))",
    re.IGNORECASE,
)
# What the sum before adds to its own kind for the next of an enumeration.
_GOES_ON = 0.3


@dataclass(frozen=True)
class _Found:
    """A sum's words and what they amount to."""

    start: int
    end: int
    value: SumValue
    bare: bool = False


def find(source: Source) -> list[Mention]:
    """All sums of money in `source`, sorted by place."""
    found = list(_with_currency(source.plain))
    found += [f for f in _without_currency(source, found) if not _overlaps(f, found)]
    mentions: list[Mention] = []
    for one in sorted(found, key=lambda f: f.start):
        mentions.append(_mention(source, one, mentions[-1] if mentions else None))
    return ranked(_once(mentions, source.body_start))


def _leading(source: Source, start: int, last: Mention | None) -> str | None:
    """The kind of the sum before when this one only goes on with it ("900 euros à l'un, 600 à l'autre")."""
    if last is None or last.guess == "none" or start - last.end > 70:
        return None
    between = source.plain[last.end : start]
    return None if re.search(r"[.;:\n](?:\s|$)", between) else last.guess


def _once(mentions: list[Mention], body: int) -> list[Mention]:
    """Takes the guess from a sum that is told again: the body tells it better than title and heading.

    Equal fines or damages in the body may be several people's, and keep theirs.
    """
    below = {m.value: m for m in reversed(mentions) if m.start >= body}
    seen: dict[Value, Mention] = {}
    out: list[Mention] = []
    for mention in mentions:
        first = seen.setdefault(mention.value, mention) if mention.start >= body else mention
        if mention.start < body and mention.value in below:
            mention = replace(mention, guess="none", cues=(*mention.cues, "told:below"))  # noqa: PLW2901
        elif first is not mention:
            again = mention.guess not in {"amende", "dommages"} and mention.guess in {first.guess, "autre"}
            mention = replace(mention, guess="none" if again else mention.guess, cues=(*mention.cues, "seen:before"))  # noqa: PLW2901
        out.append(mention)
    return out


def _overlaps(one: _Found, others: list[_Found]) -> bool:
    return any(one.start < o.end and o.start < one.end for o in others)


def _with_currency(text: str) -> list[_Found]:
    out: list[_Found] = []
    for match in _SUM.finditer(text):
        value = _value(match)
        if value is not None:
            out.append(_Found(*match.span(), value))
    taken = list(out)
    for match in _CENTIMES.finditer(text):
        number = read_number(match.group("number"))
        hit = _Found(*match.span(), SumValue(round((number or 0) / 100, 4)))
        if number and not _overlaps(hit, taken):
            out.append(hit)
    return out


def _without_currency(source: Source, sums: list[_Found]) -> list[_Found]:
    """Numbers that leave out their currency, in or just after a sentence that names one."""
    out: list[_Found] = [_bare(m, sums[-1].value.currency) for m in _MILLIONS.finditer(source.plain)] if sums else []
    for start, end in source.sentences:
        near = [s for s in sums if end > s.start >= start - 250 or start <= s.start < end + 60]
        if not near:
            continue
        for match in _BARE.finditer(source.plain, start, end):
            hit = _bare(match, near[-1].value.currency)
            if not 1900 <= hit.value.value <= 2100 and not _overlaps(hit, out):
                out.append(hit)
    return out


def _bare(match: re.Match[str], currency: str) -> _Found:
    """A sum without its currency."""
    approx = _approx(match.group("qual") or "", match.group("number"))
    return _Found(*match.span(), SumValue(read_number(match.group("number")) or 0.0, currency, approx), bare=True)


def _value(match: re.Match[str]) -> SumValue | None:
    low = match.group("low")
    number = read_number(low) if low else read_number(match.group("number"))
    if number is None:
        return None
    high = read_number(match.group("number"))
    if low and high is not None and number < high and number < 1000 <= high and not re.search(r"illi|mille", low):
        scale = _shared_scale(match.group("number"))
        number *= scale if number * scale < high else 1.0
    if (match.group("cur") or "").lower() == "balles" and number < 100:
        return None  # shots
    currency = "EUR"
    if match.group("mark"):
        factor, currency = _MARK.get(match.group("mark").lower(), (1e6, "EUR"))
        number *= factor
    else:
        currency = next(c for c, p in _CURRENCIES if re.fullmatch(p, match.group("cur"), re.IGNORECASE))
    if match.group("cents"):
        number += int(match.group("cents")) / 100
    if match.group("count"):
        number *= read_number(match.group("count")) or 1
    qualifier = (match.group("qual0") or "") + (match.group("qual") or "")
    return SumValue(number, currency, "environ" if low else _approx(qualifier, match.group("number")))


def _shared_scale(high: str) -> float:
    """The scale that a range writes only once ("entre six et dix millions")."""
    if high.endswith(".000"):
        return 1000.0
    scale = re.search(r"(mille|milliers?|millions?|milliards?)$", high, re.IGNORECASE)
    return (read_number("un " + scale.group()) or 1.0) if scale else 1.0


def _approx(qualifier: str, number: str) -> str:
    """The grade of a sum from its qualifier; a vague numeral is a lower bound, "une dizaine" is about."""
    q = qualifier.lower()
    if re.search(_DOWN, q):
        return "moins_de"
    if re.search(_UP, q):
        return "plus_de"
    if re.search(_ABOUT, q) and "valeur" not in q:
        return "environ"
    if is_vague(number):
        return "plus_de"
    return "environ" if is_round(number) else "exact"


def _size(value: float) -> str:
    return f"size:{min(8, len(str(int(value))))}"


def _mention(source: Source, found: _Found, last: Mention | None) -> Mention:
    start, end = found.start, found.end
    text = source.plain[start:end]
    if text.endswith(" "):
        end, text = start + len(text.rstrip()), text.rstrip()
    context = around(source, start, end)
    scores = kind_scores(text, context)
    leading = _leading(source, start, last)
    if leading is not None:
        scores[leading] += _GOES_ON
    guess = max(scores, key=lambda kind: scores[kind])
    cues = [*kind_cues(text, context), *context.general(), _size(found.value.value), f"rule:{guess}"]
    cues.append(f"after-sum:{leading}")
    cues += [*governing(context), *about(context, guess), *shape(context)]
    second = max((k for k in scores if k != guess), key=lambda kind: scores[kind])
    cues += [f"rule2:{second}", f"rule+:{guess}+{second}", f"sure:{min(3, int(4 * (scores[guess] - scores[second])))}"]
    cues += ["form:bare"] * found.bare + [f"currency:{found.value.currency}", f"approx:{found.value.approx}"]
    if found.bare and scores[guess] < 0.4:
        guess = "none"
    return Mention(Kind.SUM, start, end, text, found.value, guess, tuple(dict.fromkeys(cues)))

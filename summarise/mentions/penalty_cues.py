"""Finer cues of a penalty: the tense of its verb, whose it is, the year, what title and heading tell, its twins."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from summarise.mentions.around import Around, last_hit
from summarise.mentions.base import Mention, PenaltyValue
from summarise.mentions.penalty_state import ASKED, FACED, GIVEN

_I = re.IGNORECASE
_STATES = (("asked", ASKED), ("given", GIVEN), ("faced", FACED))
_HEAD = {
    "asked": re.compile(r"\brequis\w*|\brequiert|réquisit\w+|réclam\w+", _I),
    "given": re.compile(r"\bcondamn\w+|écop\w+|\bpeines?\b|prison (?:ferme|avec)", _I),
    "faced": re.compile(r"\bencour\w+|\brisqu\w+|\bjugée?s?\b|procès|comparaî\w+|renvo\w+", _I),
    "held": re.compile(r"\bmise?s? en examen|garde à vue|écrouée?s?|interpell\w+|enquête|arrêt\w+|suspect\w*", _I),
    "cleared": re.compile(r"\brelax\w+|acquitt\w+|non-lieu|annul\w+|blanchi\w*|innocent\w*", _I),
    "appeal": re.compile(r"\bappel\b|cassation|pourvoi|confirm\w+|alourdi\w*|rédui\w+", _I),
    "release": re.compile(
        r"\blibér\w+|remise? en liberté|permission|bracelet|sort(?:i|ie|ir) de prison|aménagement", _I
    ),
}
_VERB = re.compile(
    r"\b(?P<aux>n'\w+|avai(?:t|ent)|avait|aurai(?:t|ent)|a|ont|est|sont|sera|seront|serai(?:t|ent)|étai(?:t|ent)|soi(?:t|ent)|fut|être|avoir|ayant)?"
    r"(?: (?:\w+ment|déjà|aussi|également|finalement|ainsi|été|pas|ensuite|alors|lui|tous deux))*"
    r" ?(?P<verb>condamné|écopé|infligé|prononcé|requis|requise|réclamé|demandé|confirmé|sanctionné|puni|reçu|ordonné|alourdi|ramené|réduit|valu|purgé|encouru)(?:e?s)?\b",
    _I,
)
_OTHERS = re.compile(
    r"\b(?:frère|sœur|père|mère|fils|cousin|compagn\w+|épou(?:x|se)|mari|complices?|co-?(?:prévenu|accusé|détenu)\w*|autres?|second|premier|troisième|celui|celle|ceux"
    r"|ex-\w+|anciens? \w+|deux hommes|parents|comparses?|coaccusés?|supporters?)\b",
    _I,
)
_ELSEWHERE = re.compile(
    r"\b(?:autres? (?:affaires?|dossiers?|procès|procédures?)|par ailleurs|rappel|précédent\w*|déjà|multirécidiviste|récidiv\w+|casier|à l'époque|auparavant"
    r"|mentions?|connu\w*|antécédents?|libér\w+|sorti|sortie|purg\w+|détention provisoire|semblable|similaire|l'an (?:passé|dernier)|il y a \w+ (?:ans|mois))\b",
    _I,
)
_FIRST = re.compile(
    r"\b(?:première instance|en appel|cour d'appel|cassation|premier procès|procès en appel|tribunal correctionnel)\b",
    _I,
)
_WHEN = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd'hui|ce matin|hier)\b", _I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CUT = re.compile(r"[;:]|, (?:alors|tandis|mais|quand|après)|\bmais\b|\balors qu")
_MANY = re.compile(
    r"\b(?:chacune?|tous (?:les )?(?:deux|trois|quatre)|toutes (?:les )?deux|respectivement|les (?:deux|trois|quatre|cinq|six|autres))\b",
    _I,
)
_INSTEAD = re.compile(
    r"(?:au lieu d|contre(?! (?:l|M|s|c|d|u))|passe d|ramené\w* d|rédui\w+ (?:la|sa|leur)? ?(?:peine )?d|la peine d)[^,;]{0,8}$",
    _I,
)


@lru_cache(maxsize=64)
def _head(head: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _HEAD.items() if pattern.search(head))


def _verb(before: str) -> Iterator[str]:
    """The nearest verb of judging before, and its auxiliary: the pluperfect tells of an older ruling."""
    hit = last_hit(_VERB, before)
    if hit is None:
        yield "verb:none"
        return
    aux = (hit.group("aux") or "none").lower()
    verb = hit.group("verb").lower()[:5]
    far = "near" if len(before) - hit.end() < 25 else "far"
    yield from (f"verb:{verb}", f"aux:{aux}", f"aux+:{aux}+{verb}", f"verb:{verb}:{far}", f"aux:{aux}:{far}")


def _year(context: Around) -> Iterator[str]:
    """Years in the clause against the article's own."""
    own = context.source.date.year if context.source.date else None
    for zone, text in (("before", context.before[-110:]), ("after", context.after[:70])):
        for match in _YEAR.finditer(text):
            age = None if own is None else own - int(match.group())
            yield f"year-{zone}:{'unknown' if age is None else 'same' if age <= 0 else 'last' if age == 1 else 'old'}"
        if _WHEN.search(text):
            yield f"day-{zone}:week"


def finer(context: Around, guess: str, penalty: str) -> list[str]:
    """All these cues but those of the other penalties."""
    clause = _CUT.split(context.before)[-1]
    cues = [*_verb(context.before[-170:]), *_year(context)]
    heads = _head(context.source.plain[: context.source.body_start])
    cues += [f"head:{name}" for name in heads] + [f"head+rule:{name}+{guess}" for name in heads]
    cues += [f"head+penalty:{name}+{penalty}+{guess}" for name in heads]
    checks = (("other", _OTHERS), ("elsewhere", _ELSEWHERE), ("court", _FIRST), ("many", _MANY))
    zones = (("clause", clause[-120:]), ("after", context.after[:70]), ("previous", context.previous))
    cues += [
        f"{name}-{zone}:{m.group().lower()[:12]}"
        for zone, text in zones
        for name, p in checks
        for m in [p.search(text)]
        if m
    ]
    cues += [f"{name}-{zone}" for zone, text in zones for name, p in checks if p.search(text)]
    cues += [f"penalty+rule:{penalty}+{guess}"] + ["instead"] * bool(_INSTEAD.search(context.before))
    following = context.source.plain[context.sentence[1] : context.sentence[1] + 160]
    cues += [f"next:{state}" for state, pattern in _STATES if pattern.search(following)]
    cues += [f"next:{name}" for name, pattern in checks if pattern.search(following)]
    if re.search(r"\b(?:un|une|son|sa|leur|cet?|cette|d'un|[A-Z]\w+),? $", context.before) and context.after[:1] in {
        ",",
        ".",
        " ",
    }:
        cues.append("form:like-age")
    return cues


def compared(mentions: Sequence[Mention]) -> list[Mention]:
    """Adds what the other penalties say: the same one elsewhere, others of its kind, its place among them."""
    return [
        replace(m, cues=tuple(dict.fromkeys((*m.cues, *_compared(k, m, mentions))))) for k, m in enumerate(mentions)
    ]


def _rule(mention: Mention) -> str:
    return next((c[5:] for c in mention.cues if c.startswith("rule:")), "none")


def _place(mention: Mention) -> str:
    return next((c[3:7] for c in mention.cues if c.startswith("at:")), "body")


def _compared(number: int, mention: Mention, mentions: Sequence[Mention]) -> Iterator[str]:
    one = mention.value
    assert isinstance(one, PenaltyValue)
    state = _rule(mention)
    kin = [
        (k, m)
        for k, m in enumerate(mentions)
        if k != number and isinstance(m.value, PenaltyValue) and m.value.penalty == one.penalty
    ]
    same = [(k, m) for k, m in kin if isinstance(m.value, PenaltyValue) and m.value.months == one.months]
    for k, other in same:
        side = "before" if k < number else "after"
        yield f"same-{side}:{_place(other)}"
        yield f"same-{side}:{_place(other)}+{_rule(other)}+{state}"
    if not same:
        yield "same:none"
    if not any(_place(m) in {"titl", "head"} for _, m in same) and any(_place(m) in {"titl", "head"} for _, m in kin):
        yield f"head-tells-other:{state}"
    rows = [k for k, m in kin if _rule(m) == state]
    yield f"kin-before:{min(3, sum(k < number for k in rows))}"
    yield f"kin-after:{min(3, sum(k > number for k in rows))}"
    yield from sorted({f"kin:{_rule(m)}+{state}" for _, m in kin})
    last = mentions[number - 1] if number else None
    gap = None if last is None else mention.start - last.end
    yield f"gap:{'none' if gap is None else 'close' if gap < 30 else 'mid' if gap < 120 else 'far'}"
    if last is not None and gap is not None and gap < 60:
        yield f"last:{_rule(last)}"

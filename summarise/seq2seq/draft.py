"""From probabilities to a draft: which units enter the brief, and as what."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from summarise.mentions.base import Kind
from summarise.seq2seq.labels import NONE
from summarise.seq2seq.units import Unit

Odds = Mapping[str, float]
# How likely a label must be against "none" (cross-validation on train: amounts .75 against .71 without).
NEARLY = 0.8


@dataclass(frozen=True)
class Scores:
    """Probabilities: `units[i]` over the labels of the i-th unit's kind, `statuses[i]` for people, `document` by task.

    `courts` gives the type of each unit that is a court.
    """

    units: Sequence[Odds]
    statuses: Mapping[int, Odds]
    document: Mapping[str, Odds]
    links: Mapping[tuple[int, int], float] = field(default_factory=dict)
    courts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Thresholds:
    """The probability from which a unit enters the brief, chosen by cross-validation on the training briefs."""

    relevant: float = 0.8
    date: float = 0.2
    defendant: float = 0.3
    victim: float = 0.3
    prosecutor: float = 0.5
    charge: float = 0.4
    sum: float = 0.35
    quantity: float = 0.35
    penalty: float = 0.4
    link: float = 0.5


@dataclass(frozen=True)
class Draft:
    """What the model says: `roles` gives each unit that enters its label, `links` the defendants of charges and
    penalties, `likelihood` how likely the article is about a judicial matter."""

    relevant: bool
    matter: str
    stage: str
    roles: Mapping[int, str]
    statuses: Mapping[int, str]
    links: Mapping[int, tuple[int, ...]]
    likelihood: float = 1.0


def best(odds: Odds) -> str:
    """The likeliest label."""
    return max(odds, key=lambda label: odds[label])


def _one(units: Sequence[Unit], scores: Scores, kind: Kind, label: str, least: float) -> dict[int, str]:
    """The likeliest unit of a kind of which there is one at most."""
    pool = {i: scores.units[i].get(label, 0.0) for i, u in enumerate(units) if u.kind is kind}
    winner = max(pool, key=lambda i: pool[i], default=-1)
    return {winner: label} if winner >= 0 and pool[winner] > least else {}


def _role(kind: Kind, odds: Odds, least: Thresholds) -> str:
    """The label of a unit of a kind of which there may be several."""
    if kind is Kind.PERSON:
        for label in ("defendant", "victim"):
            rivals = [odds.get(other, 0.0) for other in ("defendant", "victim", "prosecutor") if other != label]
            if odds.get(label, 0.0) > getattr(least, label) and odds[label] >= max(rivals):
                return label
        return NONE
    if kind is Kind.OFFENCE:
        return "charge" if odds.get("charge", 0.0) > least.charge else NONE
    bound = {Kind.SUM: least.sum, Kind.QUANTITY: least.quantity, Kind.PENALTY: least.penalty}[kind]
    label = best({label: p for label, p in odds.items() if label != NONE})
    # One label must be likely by itself: three unlikely kinds of sum do not make a sum of the matter.
    return label if odds[label] > max(bound, NEARLY * odds.get(NONE, 0.0)) else NONE


@dataclass(frozen=True)
class Agreement:
    """How much likelier two decisions are together than apart, as logarithms: by stage, then by court type or status.

    A judgment is not before a prosecutor: each decision alone may be likely, and both together impossible.
    """

    court: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    status: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


# How far agreement weighs (cross-validation on train + written: stage .77 and court .86 from .76 and .81; status .784
# from .767; flat from .5 to 1).
COURT_AGREES, STATUS_AGREES = 0.7, 0.6
NO_COURT = "-"
_CLEARED = ("relaxe", "acquitte", "non_lieu")
CLEARS = 2.0
_LEAST = 1e-6


def _log(chance: float) -> float:
    return math.log(max(chance, _LEAST))


def _courts(units: Sequence[Unit], scores: Scores) -> dict[int, tuple[str, float]]:
    """Type and probability of each court, -1 for none, which add up to one."""
    odds = {i: scores.units[i].get("main", 0.0) for i, u in enumerate(units) if u.kind is Kind.COURT}
    ratios = {i: p / (1 - p + _LEAST) for i, p in odds.items()}
    total = 1 + sum(ratios.values())
    return {-1: (NO_COURT, 1 / total), **{i: (scores.courts.get(i, ""), r / total) for i, r in ratios.items()}}


def stage_and_court(units: Sequence[Unit], scores: Scores, agreement: Agreement) -> tuple[str, int]:
    """The likeliest stage and court (-1 for none) together."""
    courts = _courts(units, scores)
    stages = scores.document["stage"]

    def joint(pair: tuple[str, int]) -> float:
        stage, unit = pair
        kind, chance = courts[unit]
        together = agreement.court.get(stage, {}).get(kind, 0.0)
        return _log(stages[stage]) + _log(chance) + COURT_AGREES * together

    return max(((stage, unit) for stage in stages for unit in courts), key=joint)


def _status(odds: Odds, stages: Odds, agreement: Agreement) -> str:
    """The likeliest status, given what the stage may be."""

    def fit(status: str) -> float:
        together = sum(p * math.exp(agreement.status.get(s, {}).get(status, 0.0)) for s, p in stages.items())
        return _log(odds[status]) + STATUS_AGREES * _log(together)

    likeliest = max(odds, key=fit)
    # To call somebody convicted whom the court cleared is the worse error: between the two, doubt clears.
    cleared = max(_CLEARED, key=lambda status: odds.get(status, 0.0))
    doubt = likeliest == "condamne" and CLEARS * odds.get(cleared, 0.0) > odds[likeliest]
    return cleared if doubt else likeliest


_TRIED = frozenset({"prevenu", "accuse", "condamne", "relaxe", "acquitte"})
_INVESTIGATED = frozenset({"suspect", "garde_a_vue", "mis_en_examen", "temoin_assiste"})
_AT_TRIAL = frozenset({"proces", "delibere", "jugement", "appel", "cassation"})
_BEFORE = frozenset({"enquete", "garde_a_vue", "mise_en_examen"})


def _elsewhere(stage: str, statuses: Mapping[int, str]) -> set[int]:
    """People of another case: investigated only while others are tried, or tried while others are investigated."""
    here, other = (_TRIED, _INVESTIGATED) if stage in _AT_TRIAL else (_INVESTIGATED, _TRIED)
    if stage not in _AT_TRIAL | _BEFORE or not here & set(statuses.values()):
        return set()
    return {i for i, status in statuses.items() if status in other}


def decide(units: Sequence[Unit], scores: Scores, least: Thresholds, agreement: Agreement | None = None) -> Draft:
    """The draft that the probabilities make likeliest under the thresholds."""
    together = agreement or Agreement()
    stage, court = stage_and_court(units, scores, together)
    roles: dict[int, str] = {court: "main"} if court >= 0 else {}
    roles |= _one(units, scores, Kind.DATE, "event", least.date)
    for i, unit in enumerate(units):
        if unit.kind not in (Kind.COURT, Kind.DATE) and (role := _role(unit.kind, scores.units[i], least)) != NONE:
            roles[i] = role
    free = _one(units, scores, Kind.PERSON, "prosecutor", least.prosecutor)
    roles |= {i: role for i, role in free.items() if i not in roles}
    stages = scores.document["stage"]
    pursued = [i for i, role in roles.items() if role == "defendant"]
    statuses = {i: _status(scores.statuses[i], stages, together) for i in pursued}
    elsewhere = _elsewhere(stage, statuses)
    roles = {i: role for i, role in roles.items() if i not in elsewhere}
    pursued = [i for i in pursued if i not in elsewhere]
    return Draft(
        relevant=scores.document["relevant"].get("True", 0.0) > least.relevant,
        likelihood=scores.document["relevant"].get("True", 0.0),
        matter=best(scores.document["matter"]),
        stage=stage,
        roles=roles,
        statuses={i: statuses[i] for i in pursued},
        links={i: _linked(i, pursued, scores, least) for i in roles if units[i].kind in (Kind.OFFENCE, Kind.PENALTY)},
    )


def _linked(unit: int, pursued: Sequence[int], scores: Scores, least: Thresholds) -> tuple[int, ...]:
    """Whose charge or penalty it is; the likeliest one when none is likely, nobody when nobody is pursued."""
    if len(pursued) <= 1:
        return tuple(pursued)
    odds = {i: scores.links.get((unit, i), 0.0) for i in pursued}
    held = tuple(i for i in pursued if odds[i] > least.link)
    return held or (max(odds, key=lambda i: odds[i]),)

"""From probabilities to a draft: which units enter the brief, and as what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from summarise.mentions.base import Kind
from summarise.seq2seq.labels import NONE
from summarise.seq2seq.units import Unit

Odds = Mapping[str, float]


@dataclass(frozen=True)
class Scores:
    """Probabilities: `units[i]` over the labels of the i-th unit's kind, `statuses[i]` for people, `document` by task."""

    units: Sequence[Odds]
    statuses: Mapping[int, Odds]
    document: Mapping[str, Odds]
    links: Mapping[tuple[int, int], float] = field(default_factory=dict)


@dataclass(frozen=True)
class Thresholds:
    """The probability from which a unit enters the brief, chosen by cross-validation on the training briefs."""

    relevant: float = 0.8
    court: float = 0.2
    date: float = 0.2
    defendant: float = 0.3
    victim: float = 0.3
    prosecutor: float = 0.5
    charge: float = 0.4
    sum: float = 0.6
    quantity: float = 0.35
    penalty: float = 0.45
    link: float = 0.5


@dataclass(frozen=True)
class Draft:
    """What the model says: `roles` gives each unit that enters its label, `links` the defendants of charges and penalties."""

    relevant: bool
    matter: str
    stage: str
    roles: Mapping[int, str]
    statuses: Mapping[int, str]
    links: Mapping[int, tuple[int, ...]]


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
    said = {label: p for label, p in odds.items() if label != NONE}
    return best(said) if said and 1 - odds.get(NONE, 0.0) > bound else NONE


def decide(units: Sequence[Unit], scores: Scores, least: Thresholds) -> Draft:
    """The draft that the probabilities make likeliest under the thresholds."""
    roles: dict[int, str] = {}
    for kind, label in ((Kind.COURT, "main"), (Kind.DATE, "event")):
        roles |= _one(units, scores, kind, label, getattr(least, kind.value))
    for i, unit in enumerate(units):
        if unit.kind not in (Kind.COURT, Kind.DATE) and (role := _role(unit.kind, scores.units[i], least)) != NONE:
            roles[i] = role
    free = _one(units, scores, Kind.PERSON, "prosecutor", least.prosecutor)
    roles |= {i: role for i, role in free.items() if i not in roles}
    pursued = [i for i, role in roles.items() if role == "defendant"]
    return Draft(
        relevant=scores.document["relevant"].get("True", 0.0) > least.relevant,
        matter=best(scores.document["matter"]),
        stage=best(scores.document["stage"]),
        roles=roles,
        statuses={i: best(scores.statuses[i]) for i in pursued},
        links={i: _linked(i, pursued, scores, least) for i in roles if units[i].kind in (Kind.OFFENCE, Kind.PENALTY)},
    )


def _linked(unit: int, pursued: Sequence[int], scores: Scores, least: Thresholds) -> tuple[int, ...]:
    """Whose charge or penalty it is; the likeliest one when none is likely, nobody when nobody is pursued."""
    if len(pursued) <= 1:
        return tuple(pursued)
    odds = {i: scores.links.get((unit, i), 0.0) for i in pursued}
    held = tuple(i for i in pursued if odds[i] > least.link)
    return held or (max(odds, key=lambda i: odds[i]),)

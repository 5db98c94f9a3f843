"""Which mentions of offences a good rule would list as the charges of the matter.

The rule weighs the cues of an offence's best mention. The weights of `offence_weights.tsv` were fitted on the gold
briefs by logistic regression and rounded: F1 .79 on real articles in five-fold cross-validation, against .73 for
weights set by hand (bootstrap standard deviation about .02).
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from summarise.mentions.offence_spans import Found
from summarise.mentions.offence_wordings import table

Marked = tuple[Found, tuple[str, ...]]

# Which of the mentions of one offence is the one to point at: named, after "pour", in full.
_PREFER = {
    "strength:name": 2.0, "strength:anaphora": 0.5, "strength:fact": -1.5, "govern:strict": 2.0, "govern:near": 0.7,
    "by:pour": 1.0, "where:title": 0.8, "where:heading": 0.8, "near:past": -1.0, "near:dropped": -0.8,
    "near:law": -0.5, "near:background": -0.7, "in_quotes": -0.3, "first_of_code": 0.3, "first_named": 1.0,
    "is:attempt": 1.2, "is:organised": 1.2, "is:complicity": 0.5,
}  # fmt: skip
_ELSEWHERE = ("where:title", "where:heading", "govern:strict")
# The charge of least certainty that the fit accepted at its best F1: a probability of .42.
_BAR = -0.3


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {row["cue"]: float(row["weight"]) for row in table("offence_weights.tsv")}


def _preference(one: Marked) -> float:
    f, cues = one
    return sum(_PREFER.get(cue, 0.0) for cue in cues) + min(f.end - f.start, 60) / 200


def facts(best: Marked, others: Iterable[Marked], charged: bool) -> set[str]:
    """What the rule weighs of an offence: its best mention's cues, some of its others', and the company it keeps.

    `charged` says whether the article names some offence right after a word such as "mis en examen pour".
    """
    f, cues = best
    out = set(cues) | {f"code:{f.code}"}
    out |= {f"any_{cue}" for _, more in others for cue in more if cue in _ELSEWHERE}
    alone = not charged or "govern:strict" in out
    out.add(f"strength:{f.strength}&{'alone' if alone else 'other_charged'}")
    if "other_named" in out:
        out.add(f"strength:{f.strength}&other_named")
    return out


def charges(marked: list[Marked]) -> set[int]:
    """The indexes of the mentions chosen: at most one for each offence."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, (f, _) in enumerate(marked):
        groups[f.code].append(i)
    charged = any({"govern:strict", "strength:name"} <= set(cues) for _, cues in marked)
    weights, chosen = _weights(), set()
    for indexes in groups.values():
        best = max(indexes, key=lambda i: (_preference(marked[i]), -i))
        weighed = facts(marked[best], (marked[i] for i in indexes if i != best), charged)
        if sum(weights.get(fact, 0.0) for fact in weighed) + weights["bias"] > _BAR:
            chosen.add(best)
    return chosen

"""How stages go with courts and statuses in the gold briefs."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import get_args

from finetune.examples import Example
from summarise.records import CourtType, Stage, Status
from summarise.seq2seq.draft import NO_COURT, Agreement

_PRIOR = 1.0  # pairs seen seldom count as if independent


def agreement(examples: Sequence[Example]) -> Agreement:
    """Smoothed pointwise mutual information of (stage, court type) and (stage, status)."""
    gold = [e.gold for e in examples if e.gold["relevant"]]
    courts = [(g["stage"], (g.get("court") or {}).get("type", NO_COURT)) for g in gold]
    statuses = [(g["stage"], d["status"]) for g in gold for d in g.get("defendants") or []]
    return Agreement(_information(courts, (NO_COURT, *get_args(CourtType))), _information(statuses, get_args(Status)))


def _information(pairs: list[tuple[str, str]], seconds: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """log P(a, b) / P(a) P(b), 0 for what was never seen."""
    both, first, second = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    total = len(pairs)
    out: dict[str, dict[str, float]] = {}
    for a in get_args(Stage):
        for b in seconds:
            if first[a] and second[b]:
                alone = first[a] * second[b] / total
                seen = (both[a, b] + _PRIOR * alone) / (1 + _PRIOR)
                out.setdefault(a, {})[b] = round(math.log(seen / alone), 3)
    return out

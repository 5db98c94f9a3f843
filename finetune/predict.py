"""Briefs from scores, without the texts: what the fields are scored on, and the thresholds chosen by it."""

import dataclasses
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from finetune.examples import Example
from finetune.scoring import score
from summarise.brief.build import fields
from summarise.seq2seq.draft import Agreement, Scores, Thresholds, decide

Row = dict[str, Any]
# Each threshold with the figure that it is chosen by and the values tried.
_GRID: dict[str, tuple[str, tuple[float, ...]]] = {
    "relevant": ("relevant", (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)),
    "date": ("date", (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)),
    "defendant": ("defendants", (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)),
    "victim": ("victims", (0.2, 0.25, 0.3, 0.35, 0.4, 0.45)),
    "charge": ("charges", (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)),
    "sum": ("amounts", (0.25, 0.3, 0.35, 0.4, 0.45)),
    "quantity": ("seizures", (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)),
    "penalty": ("sentences", (0.3, 0.35, 0.4, 0.45, 0.5)),
}


def briefs(
    examples: Sequence[Example], scores: Sequence[Scores], least: Thresholds, together: Agreement | None = None
) -> dict[str, Row]:
    """The fields of each brief, by id."""
    out: dict[str, Row] = {}
    for e, s in zip(examples, scores, strict=True):
        draft = decide(e.reading.units, s, least, together)
        out[e.gold["id"]] = fields(e.reading.source, e.reading.mentions, e.reading.units, draft)
    return out


def choose_thresholds(scorer: ModuleType, examples: Sequence[Example], scores: Sequence[Scores]) -> Thresholds:
    """Each threshold by its own figure, on examples that the scores were not fitted on."""
    least = Thresholds()
    for name, (figure, values) in _GRID.items():
        tried: Mapping[float, float] = {
            v: score(scorer, examples, briefs(examples, scores, dataclasses.replace(least, **{name: v})))[figure]
            for v in values
        }
        least = dataclasses.replace(least, **{name: max(tried, key=lambda v: tried[v])})
    return least

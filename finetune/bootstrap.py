"""How far a figure would move on other articles of the same kind: 95 % intervals by drawing the articles anew."""

from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from finetune.scoring import FIELDS

Row = Mapping[str, Any]
Counts = npt.NDArray[np.float64]
Interval = tuple[float, float]
DRAWS, SEED = 2000, 0
_EDGES = (2.5, 97.5)


def draws(articles: int, seed: int = SEED) -> Counts:
    """How often each article is drawn, for each of DRAWS drawings with replacement."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(articles, np.full(articles, 1 / articles), DRAWS).astype(float)


def edges(values: Counts) -> Interval:
    """Between which values the middle 95 % lie."""
    low, high = np.percentile(values, _EDGES)
    return float(low), float(high)


def field_counts(scorer: ModuleType, gold: Sequence[Row], predicted: Mapping[str, Row]) -> dict[str, Counts]:
    """For each field, by relevant article: values found right, in the gold brief, given."""
    rules = {name: (name, same) for name, same in scorer.MATCH.items()} | dict(scorer.LOOSE)
    keep = [row for row in gold if row.get("relevant", True)]
    out = {}
    for name, (field, same) in rules.items():
        pairs = [(scorer.items(g, field), scorer.items(predicted.get(g["id"], {}), field)) for g in keep]
        rows = [(scorer.pair(a, b, same), len(a), len(b)) for a, b in pairs]
        out[name] = np.array(rows, float).reshape(-1, 3)
    return out


def _f1(sums: Counts) -> Counts:
    out: Counts = 2 * sums[..., 0] / np.maximum(1, sums[..., 1] + sums[..., 2])
    return out


def field_intervals(scorer: ModuleType, gold: Sequence[Row], predicted: Mapping[str, Row]) -> dict[str, Interval]:
    """An interval for each field's F1, for their mean `brief`, and for how many irrelevant articles are caught."""
    counts = field_counts(scorer, gold, predicted)
    size = len(next(iter(counts.values())))
    out: dict[str, Interval] = {}
    if size:
        times = draws(size)
        drawn = {name: _f1(times @ rows) for name, rows in counts.items()}
        out = {name: edges(values) for name, values in drawn.items()}
        out["brief"] = edges(np.mean([drawn[name] for name in FIELDS], axis=0))
    caught = [not predicted.get(g["id"], {}).get("relevant", True) for g in gold if not g.get("relevant", True)]
    if caught:
        out["irrelevant_caught"] = mean_interval(np.array(caught, float))
    return out


def mean_interval(values: Counts) -> Interval:
    """An interval for the mean of one value an article."""
    return edges(draws(len(values)) @ values / len(values))


def text_interval(score: Callable[[Row], float], rows: Sequence[Row]) -> Interval:
    """An interval for the mean of what `score` says of each row."""
    return mean_interval(np.array([score(row) for row in rows]))

"""Fits the sparse half of the heads by logistic regression, with out-of-fold scores for what is trained on top."""

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from finetune.choice import fit_choice
from finetune.examples import TASKS, Example
from summarise.seq2seq.labels import NONE
from summarise.seq2seq.wide import Table, feature_hash

# Inverse strengths of the penalty, by 5-fold cross-validation on train + written (log-loss, flat within a factor of 2).
STRENGTH = {
    "stage": 0.05, "relevant": 0.1, "matter": 0.03, "person": 0.03, "offence": 0.04, "link": 0.05, "date": 0.1,
}  # fmt: skip
USUAL_STRENGTH = 0.05
LEAST_SEEN = 3  # features seen in fewer rows carry noise: 2 measured no better, 3 halves the table
Row = tuple[int, int, list[str], str]
Floats64 = npt.NDArray[np.float64]


# Features on which the penalty is half as strong. What an article reports says more about its stage than any one word
# (log-loss .776 to .624, stage right in train .777 to .786, in written .806 to .907); where courts are, and who speaks,
# more about relevance (caught .63 instead of .52 where 3 % of the relevant are lost, .73 instead of .62 where 7 %).
_SPEAKING = ("ab:", "evs", "evq", "evl")
LOUD = {"stage": ("act:", "m:", "mc:", "about:", "n:", "ev"), "relevant": _SPEAKING}
LOUDER = 2.0
# Features that a task does not see: they cost more than they tell (date F1 .860 to .867; log-loss of the stage .636 to
# .624).
UNSEEN = {"date": ("s:", "ll:", "rr:"), "stage": _SPEAKING}
# At most one unit of a document is the one.
CHOICES = ("date",)


@dataclass(frozen=True)
class Fit:
    """A fitted task in full precision."""

    features: list[str]
    labels: list[str]
    weights: Floats64
    bias: Floats64

    def table(self) -> Table:
        """The task as it ships: eight bits a weight, features without weight left out."""
        weights, bias = self.weights, self.bias
        if len(weights) == 1:  # two labels: scikit-learn keeps one row
            weights, bias = np.vstack((np.zeros_like(weights), weights)), np.array([0.0, bias[0]])
        scale = np.maximum(np.abs(weights).max(axis=1), 1e-6) / 127
        small = np.rint(weights / scale[:, None]).astype(np.int8).T
        hashes = np.array([feature_hash(f) for f in self.features], dtype=np.uint32)
        keep = np.flatnonzero(np.abs(small).max(axis=1) > 0)
        order = keep[np.argsort(hashes[keep])]
        labels = tuple(self.labels)
        return Table(labels, hashes[order], small[order], scale.astype(np.float32), bias.astype(np.float32))


def constant(labels: Sequence[str]) -> Table:
    """How frequent each label is, whatever the features: what a task with a single label, or no feature, can know."""
    seen = Counter(labels)
    known = tuple(sorted(seen))
    bias = np.log(np.array([seen[k] for k in known], np.float32)) if known else np.zeros(0, np.float32)
    weights = np.zeros((0, len(known)), np.int8)
    return Table(known, np.zeros(0, np.uint32), weights, np.ones(len(known), np.float32), bias)


def often(rows: Sequence[Row]) -> list[str]:
    """The features seen in enough rows."""
    seen = Counter(f for row in rows for f in row[2])
    return sorted(f for f, n in seen.items() if n >= LEAST_SEEN)


def matrix(rows: Sequence[Sequence[str]], index: dict[str, int]) -> sparse.csr_matrix:
    """One line a row, one column a feature, 1 where it holds."""
    columns = [[index[f] for f in row if f in index] for row in rows]
    ends = np.cumsum([0, *(len(c) for c in columns)])
    flat = np.array([k for c in columns for k in c], dtype=np.int32)
    return sparse.csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), len(index)))


# Tasks in which rare stages weigh more: most training briefs are of arrests and inquiries, few of judgments.
_BALANCED = ("stage", "relevant", "matter")
_RARE, _MOST = 200, 4.0


def rarity(examples: Sequence[Example]) -> list[float]:
    """The weight of each example: square root of how rare its stage is, twice as much outside criminal law.

    Measured by cross-validation: log-loss of the stage .837 to .815, relevant articles lost among judgments and appeals
    .135 to .110 at the same share of irrelevant ones caught.
    """
    stages = Counter(e.gold["stage"] for e in examples if e.gold["relevant"])
    return [_weight(e, stages) if e.gold["relevant"] else 1.0 for e in examples]


def _weight(example: Example, stages: Counter[str]) -> float:
    base: float = min(_MOST, _RARE / stages[example.gold["stage"]]) ** 0.5
    return max(0.5, base * (1.0 if example.gold["matter"] == "penal" else 2.0))


def fit(task: str, rows: Sequence[Row], weights: Sequence[float] | None = None) -> Fit:
    """Logistic regression over the features seen often enough."""
    unseen = UNSEEN.get(task, ())
    rows = [(i, j, [f for f in seen if not f.startswith(unseen)], y) for i, j, seen, y in rows] if unseen else rows
    features = often(rows)
    index = {f: k for k, f in enumerate(features)}
    if task in CHOICES:
        return _choice(rows, features, STRENGTH[task])
    loud = np.array([LOUDER if f.startswith(LOUD.get(task, ())) else 1.0 for f in features])
    model = LogisticRegression(C=STRENGTH.get(task, USUAL_STRENGTH), max_iter=300, tol=1e-3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        seen = matrix([row[2] for row in rows], index) @ sparse.diags(loud.astype(np.float32))
        model.fit(seen, [row[3] for row in rows], sample_weight=weights)
    return Fit(features, [str(c) for c in model.classes_], model.coef_ * loud, model.intercept_)


def _choice(rows: Sequence[Row], features: list[str], strength: float) -> Fit:
    """The choice of one unit of each document."""
    seen = matrix([row[2] for row in rows], {f: k for k, f in enumerate(features)})
    weights, bias = fit_choice(seen, [row[0] for row in rows], [row[3] != NONE for row in rows], strength)
    label = next(row[3] for row in rows if row[3] != NONE)
    return Fit(features, [NONE, label], weights[None], np.array([bias]))


def fit_table(task: str, rows: Sequence[Row], weights: Sequence[float] | None = None) -> Table:
    """A task as it ships."""
    labels = [row[3] for row in rows]
    return fit(task, rows, weights).table() if len(set(labels)) > 1 and often(rows) else constant(labels)


def task_rows(
    examples: Sequence[Example], task: str, chosen: npt.NDArray[np.bool_], everything: bool = False
) -> list[Row]:
    """(example, unit, features, label) of the chosen examples."""
    picked = [(i, e) for i, e in enumerate(examples) if chosen[i]]
    return [(i, *row) for i, e in picked for row in e.rows(task, everything)]


Features = Sequence[Sequence[str]]


def fit_tables(
    examples: Sequence[Example], chosen: npt.NDArray[np.bool_] | None = None, others: Features = ()
) -> dict[str, Table]:
    """All tasks on the chosen examples. `others` are articles about no judicial matter at all: a gold brief is always
    of an article that at least mentions a court, and users paste everything."""
    mask = np.ones(len(examples), bool) if chosen is None else chosen
    plain: list[Row] = [(-1, -1, list(row), "False") for row in others]
    rare = [*rarity(examples), 1.0]  # the last is for `others`, whose index is -1
    tables: dict[str, Table] = {}
    for task in TASKS:
        rows = task_rows(examples, task, mask) + (plain if task == "relevant" else [])
        tables[task] = fit_table(task, rows, [rare[row[0]] for row in rows] if task in _BALANCED else None)
    return tables


def by_fold(
    examples: Sequence[Example], folds: npt.NDArray[np.int_], others: Features = ()
) -> dict[int, dict[str, Table]]:
    """For each fold the tables fitted on all the others."""
    return {fold: fit_tables(examples, folds != fold, others) for fold in sorted(set(folds.tolist()))}

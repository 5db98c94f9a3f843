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

from finetune.examples import TASKS, Example
from summarise.seq2seq.wide import Floats, Table, feature_hash

# Inverse strengths of the penalty, by 5-fold cross-validation on train + written (log-loss; flat within a factor of two).
STRENGTH = {"stage": 0.08, "relevant": 0.02, "matter": 0.03, "status": 0.05, "person": 0.05, "penalty": 0.08}
USUAL_STRENGTH = 0.05
LEAST_SEEN = 3  # features seen in fewer rows carry noise: 2 measured no better, 3 halves the table
Row = tuple[int, int, list[str], str]
ScoreMap = dict[str, dict[tuple[int, int], Floats]]


@dataclass(frozen=True)
class Fit:
    """A fitted task in full precision."""

    features: list[str]
    model: LogisticRegression

    def table(self) -> Table:
        """The task as it ships: eight bits a weight, features without weight left out."""
        weights, bias = self.model.coef_, self.model.intercept_
        if len(weights) == 1:  # two labels: scikit-learn keeps one row
            weights, bias = np.vstack((np.zeros_like(weights), weights)), np.array([0.0, bias[0]])
        scale = np.maximum(np.abs(weights).max(axis=1), 1e-6) / 127
        small = np.rint(weights / scale[:, None]).astype(np.int8).T
        hashes = np.array([feature_hash(f) for f in self.features], dtype=np.uint32)
        keep = np.flatnonzero(np.abs(small).max(axis=1) > 0)
        order = keep[np.argsort(hashes[keep])]
        labels = tuple(str(c) for c in self.model.classes_)
        return Table(labels, hashes[order], small[order], scale.astype(np.float32), bias.astype(np.float32))


def matrix(rows: Sequence[Sequence[str]], index: dict[str, int]) -> sparse.csr_matrix:
    """One line a row, one column a feature, 1 where it holds."""
    columns = [[index[f] for f in row if f in index] for row in rows]
    ends = np.cumsum([0, *(len(c) for c in columns)])
    flat = np.array([k for c in columns for k in c], dtype=np.int32)
    return sparse.csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), len(index)))


def fit(task: str, rows: Sequence[Row]) -> Fit:
    """Logistic regression over the features seen often enough."""
    seen = Counter(f for row in rows for f in row[2])
    features = sorted(f for f, n in seen.items() if n >= LEAST_SEEN)
    index = {f: k for k, f in enumerate(features)}
    model = LogisticRegression(C=STRENGTH.get(task, USUAL_STRENGTH), max_iter=300, tol=1e-3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(matrix([row[2] for row in rows], index), [row[3] for row in rows])
    return Fit(features, model)


def task_rows(examples: Sequence[Example], task: str, chosen: npt.NDArray[np.bool_], everything: bool = False) -> list[Row]:
    """(example, unit, features, label) of the chosen examples."""
    picked = [(i, e) for i, e in enumerate(examples) if chosen[i]]
    return [(i, *row) for i, e in picked for row in e.rows(task, everything)]


def fit_tables(examples: Sequence[Example]) -> dict[str, Table]:
    """All tasks on all examples."""
    chosen = np.ones(len(examples), bool)
    return {task: fit(task, task_rows(examples, task, chosen)).table() for task in TASKS}


def score_all(tables: dict[str, Table], examples: Sequence[Example], chosen: npt.NDArray[np.bool_]) -> ScoreMap:
    """Scores of every unit and document of the chosen examples."""
    return {
        task: {(i, u): table.scores(features) for i, u, features, _ in task_rows(examples, task, chosen, True)}
        for task, table in tables.items()
    }


def out_of_fold(examples: Sequence[Example], folds: npt.NDArray[np.int_]) -> tuple[ScoreMap, dict[int, dict[str, Table]]]:
    """Scores of each example by tables fitted on the other folds, and those tables by fold."""
    merged: ScoreMap = {task: {} for task in TASKS}
    by_fold: dict[int, dict[str, Table]] = {}
    for fold in sorted(set(folds.tolist())):
        inside = folds == fold
        by_fold[fold] = {task: fit(task, task_rows(examples, task, ~inside)).table() for task in TASKS}
        for task, scores in score_all(by_fold[fold], examples, inside).items():
            merged[task] |= scores
    return merged, by_fold

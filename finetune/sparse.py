"""The sparse half for a run: tables on all gold briefs, scores out of fold for what is trained on top, thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from finetune import wide
from finetune.agree import agreement
from finetune.examples import Example
from finetune.predict import choose_thresholds
from finetune.scoring import load_scorer
from finetune.settings import Run
from summarise.seq2seq.draft import Agreement, Thresholds
from summarise.seq2seq.odds import odds
from summarise.seq2seq.prior import prior
from summarise.seq2seq.wide import Floats, Table


@dataclass(frozen=True)
class Sparse:
    """`tables` on everything; `priors[i]` of the i-th example by tables that have not seen it."""

    tables: dict[str, Table]
    priors: list[tuple[Floats, Floats]]
    thresholds: Thresholds
    agreement: Agreement


def fit(examples: Sequence[Example], run: Run, others: wide.Features) -> Sparse:
    """Fits tables on everything and by fold; thresholds by the scorer, on scores out of fold."""
    folds = np.random.RandomState(run.seed).randint(0, run.folds, len(examples))
    by_fold = wide.by_fold(examples, folds, others)
    priors = [prior(e.reading, by_fold[int(fold)]) for e, fold in zip(examples, folds, strict=True)]
    scores = [odds(e.reading, *p) for e, p in zip(examples, priors, strict=True)]
    thresholds = choose_thresholds(load_scorer(run.data.briefs), examples, scores)
    return Sparse(wide.fit_tables(examples, None, others), priors, thresholds, agreement(examples))

"""What each part brings: the model without its network, its tables, its joint decisions; and with fewer gold briefs."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from finetune.agree import agreement
from finetune.evaluate import System, by_heads, by_rules, by_sparse_half, figures, predict
from finetune.examples import Example
from finetune.wide import fit_tables
from summarise.brief.build import fields
from summarise.seq2seq.draft import Agreement, decide
from summarise.seq2seq.links import LINK
from summarise.seq2seq.model import Model, load
from summarise.seq2seq.odds import odds
from summarise.seq2seq.prior import prior
from summarise.seq2seq.wide import Table

Row = dict[str, Any]
SIZES = (50, 100, 200, 400, 800)


class _NetworkAlone(Model):
    """The heads over the encoder, with a sparse half that knows nothing."""

    @property
    def tables(self) -> dict[str, Table]:
        """No weights: every label is as likely as another."""
        none = np.zeros(0, np.float32)
        empty = Table((), np.zeros(0, np.uint32), np.zeros((0, 0), np.int8), none, none)
        return {name: empty for name in super().tables if name != LINK}


class _Apart(Model):
    """Each decision by itself: stage, court and statuses need not agree."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        super().__init__(folder, threads)
        self.agreement = Agreement()


def without_parts(model: Model, others: Mapping[str, Path]) -> dict[str, System]:
    """The model less one part each; `others` are checkpoints of runs that went without something."""
    out: dict[str, System] = {
        "rules only": by_rules,
        "whole model": by_heads(model),
        "no network": by_sparse_half(model),
        "no tables": by_heads(_NetworkAlone(model.folder, model.threads)),
        "no joint decision": by_heads(_Apart(model.folder, model.threads)),
    }
    return out | {name: by_heads(load(folder, model.threads)) for name, folder in others.items()}


def _by_tables(learnt: Sequence[Example], model: Model) -> System:
    """The sparse half fitted on `learnt`, with the model's thresholds."""
    tables, together = fit_tables(learnt), agreement(learnt)

    def one(example: Example) -> Row:
        reading = example.reading
        draft = decide(reading.units, odds(reading, *prior(reading, tables)), model.thresholds, together)
        return fields(reading.source, reading.mentions, reading.units, draft)

    return one


def learning_curve(
    learnt: Sequence[Example], measured: Sequence[Example], model: Model, scorer: ModuleType, seed: int = 0
) -> list[Row]:
    """The sparse half's figures for each number of gold briefs, each sample holding the one before it."""
    mixed = random.Random(seed).sample(list(learnt), len(learnt))
    out = []
    for size in [n for n in SIZES if n < len(mixed)] + [len(mixed)]:
        made = predict(measured, {f"{size} fiches": _by_tables(mixed[:size], model)})
        out.append({"briefs": size, **figures(scorer, measured, next(iter(made.values())))})
    return out

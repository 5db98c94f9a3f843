"""First values for the table of pieces: which pieces keep company with which, in a few seconds instead of hours."""

from collections.abc import Sequence

import numpy as np
import torch
from sklearn.utils.extmath import randomized_svd
from torch import Tensor

from finetune.tokenise import Pieces

_REACH = 5


def neighbours(articles: Sequence[Pieces], size: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """How often two pieces stand within five of each other, nearer ones weighing more: (size, size)."""
    gap = np.zeros(8, np.int16)
    stream = np.concatenate([np.concatenate((a.title, a.heading, a.body, gap)) for a in articles]).astype(np.int64)
    counts = np.zeros((size, size), np.float32)
    for k in range(1, _REACH + 1):
        pairs = np.bincount(stream[:-k] * size + stream[k:], minlength=size * size)
        counts += pairs.reshape(size, size).astype(np.float32) * ((_REACH + 1 - k) / _REACH)
    counts += counts.T.copy()
    counts[0] = counts[:, 0] = 0
    return counts


def first_table(articles: Sequence[Pieces], size: int, width: int) -> Tensor:
    """The leading `width` directions of positive pointwise mutual information, unit variance: (size, width)."""
    counts = neighbours(articles, size)
    rows = counts.sum(1) + 1
    context = rows**0.75 / (rows**0.75).sum()
    with np.errstate(divide="ignore"):
        shared = np.log(counts / counts.sum() / (rows / rows.sum())[:, None] / context[None])
    shared[counts == 0] = 0
    left, strength, _ = randomized_svd(np.maximum(shared, 0), width, n_iter=3, random_state=0)
    table = left * np.sqrt(strength)
    table /= np.maximum(table.std(0, keepdims=True), 1e-6) ** 0.5
    out = torch.tensor(table / table.std(), dtype=torch.float32)
    unseen = out.abs().sum(1) < 1e-3
    out[unseen] = torch.randn(int(unseen.sum()), width) * 0.5
    return out

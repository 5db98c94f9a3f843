"""Fit and measure the choice of summary sentences on gold briefs: `python -m finetune.summaries FOLDER`."""

import argparse
import random
from collections import Counter
from pathlib import Path

import numpy as np

from finetune.gold import gold_brief, read_gold
from summarise.brief.choose import candidates
from summarise.brief.claims import folded
from summarise.brief.opening import openings
from summarise.brief.rank import FEATURES, Salience, features
from summarise.brief.sentences import units

SAMPLED = 150
RIDGE = 5.0


def overlap(gold: str, text: str, size: int) -> float:
    """ROUGE-`size` F1 of folded words."""
    bags = [
        Counter(zip(*(words[k:] for k in range(size)), strict=False))
        for words in (folded(gold).split(), folded(text).split())
    ]
    shared = sum((bags[0] & bags[1]).values())
    return 2 * shared / max(1, sum(bags[0].values()) + sum(bags[1].values()))


def examples(folder: Path, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, ROUGE-1 + ROUGE-2, and the number of the article, for a sample of candidates of each article."""
    rng = random.Random(seed)
    rows: list[list[float]] = []
    targets: list[float] = []
    groups: list[int] = []
    for group, (source, row) in enumerate(read_gold(folder)):
        brief = gold_brief(row, source, texts=False)
        salience = Salience(source, brief)
        found = list(candidates([*openings(source, brief), *units(source)], brief, salience))
        for chosen in rng.sample(found, min(SAMPLED, len(found))):
            text = " ".join(u.text for u in chosen)
            rows.append(features(chosen, salience))
            targets.append(overlap(row["summary_fr"], text, 1) + overlap(row["summary_fr"], text, 2))
            groups.append(group)
    return np.array(rows), np.array(targets), np.array(groups)


def centred(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Each value less the mean of its article: only choices within an article matter."""
    out: np.ndarray = values.astype(float).copy()
    for group in np.unique(groups):
        out[groups == group] -= out[groups == group].mean(axis=0)
    return out


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Ridge regression without an intercept."""
    solved: np.ndarray = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ y)
    return solved


def main() -> None:
    """Print the weights, and how much of the best possible choice five-fold cross-validation reaches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    x, y, groups = examples(parser.parse_args().folder)
    cx, cy = centred(x, groups), centred(y, groups)
    got: list[float] = []
    for fold in range(5):
        weights = fit(cx[groups % 5 != fold], cy[groups % 5 != fold])
        for group in np.unique(groups[groups % 5 == fold]):
            at = groups == group
            got.append(float(y[at][np.argmax(x[at] @ weights)]))
    best = float(np.mean([y[groups == g].max() for g in np.unique(groups)]))
    print(f"cross-validated {np.mean(got):.3f}, best possible {best:.3f}, random {y.mean():.3f}")
    for name, weight in zip(FEATURES, fit(cx, cy), strict=True):
        print(f'    "{name}": {weight:.3f},')


if __name__ == "__main__":
    main()

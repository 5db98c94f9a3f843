"""Scores predicted briefs with the project's scorer, a file that lies beside the gold briefs."""

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from finetune.examples import Example

Row = dict[str, Any]
FIELDS = ("court", "stage", "date", "defendants", "charges", "amounts", "seizures", "sentences")


def load_scorer(briefs: Path) -> ModuleType:
    """`score.py` of the folder of gold briefs."""
    spec = importlib.util.spec_from_file_location("brief_score", briefs / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"No score.py in {briefs}: name the folder of the gold briefs.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(scorer: ModuleType, examples: Sequence[Example], predicted: Mapping[str, Row]) -> Row:
    """The scorer's figures."""
    documents = {e.gold["id"]: e.reading.source.document for e in examples}
    articles = {i: {"title": d.title, "heading": d.heading, "article": d.article} for i, d in documents.items()}
    out: Row = scorer.score(articles, {e.gold["id"]: e.gold for e in examples}, predicted)
    return out


def line(name: str, figures: Row) -> str:
    """One line: the mean, each field with precision and recall, what is irrelevant and caught."""
    cells = [f"{f} {figures[f]:.3f} ({figures[f + '_pr'][0]:.2f}/{figures[f + '_pr'][1]:.2f})" for f in FIELDS]
    more = ("irrelevant_caught", "defendant_status", "victims", "sentence_suspended", "charge_attributes")
    rest = " ".join(f"{k} {figures[k]:.3f}" for k in more)
    return f"{name:<22} brief {figures['brief']:.3f} | {' '.join(cells)} | {rest}"

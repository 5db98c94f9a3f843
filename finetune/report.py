"""An evaluation written down: figures as JSON, tables as Markdown, pictures beside them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from finetune import headings, pictures
from finetune.ablation import learning_curve, without_parts
from finetune.confusion import Confusion, confusions
from finetune.digest import gold_digest
from finetune.evaluate import figures, predict, systems, table
from finetune.examples import Example, load_examples
from finetune.headings import abstracts_of
from finetune.progress import tell, tracked
from finetune.runs import Place
from finetune.scoring import load_scorer
from summarise.pipeline import decider
from summarise.seq2seq.model import Model

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What an evaluation does besides the table: summaries of so many articles, and the slow parts on request."""

    summaries: int = 300
    learning: bool = False
    ablation: bool = False
    others: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What was measured. The slow parts are empty when they were not asked for."""

    model: Row
    briefs: str
    figures: Mapping[str, Row]
    confusions: Sequence[Confusion]
    summaries: Mapping[str, Row] = field(default_factory=dict)
    ablation: Mapping[str, Row] = field(default_factory=dict)
    learning: Sequence[Row] = ()

    def json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "model": self.model, "briefs": self.briefs, "figures": self.figures, "summaries": self.summaries,
            "confusions": {c.name: {"right": c.right, "counts": c.rows()} for c in self.confusions},
            "ablation": self.ablation, "learning": list(self.learning),
        }  # fmt: skip

    def markdown(self) -> str:
        """All tables, with the pictures that lie beside them."""
        parts = ["## Fields", table(self.figures), "![F1 by field](evaluation/fields.png)"]
        parts += ["## What is taken for what", *(c.markdown() for c in self.confusions)]
        parts += ["![Confusions](evaluation/confusions.png)"]
        if self.summaries:
            parts += ["## Summaries against journalists' abstracts", headings.markdown(self.summaries)]
        if self.ablation:
            parts += ["## Without a part", table(self.ablation)]
        if self.learning:
            curve = {str(p["briefs"]): dict(p) for p in self.learning}
            parts += ["## With fewer gold briefs", table(curve), "![Learning curve](evaluation/learning.png)"]
        return "\n\n".join(parts) + "\n"

    def pictures(self, folder: Path) -> None:
        """The pictures that `markdown` names."""
        pictures.fields(self.figures, folder / "fields.png")
        pictures.confusions(self.confusions, folder / "confusions.png")
        if self.learning:
            pictures.learning(self.learning, folder / "learning.png")


def report(place: Place[Any], model: Model, wanted: Wanted) -> Report:
    """Measures `model` on the run's dev briefs and on articles with abstracts that nothing was learnt from."""
    data = place.run.data
    examples, scorer = load_examples(data.briefs / data.dev), load_scorer(data.briefs)
    made = predict(examples, systems(model))
    summaries: Mapping[str, Row] = {}
    if wanted.summaries and data.corpus.exists():
        rows = abstracts_of(data.corpus, data.briefs, wanted.summaries)
        summaries = headings.measure(rows, decider(model), scorer, lambda r: tracked(r, "chapeaux"))
    ablation: dict[str, Row] = {}
    if wanted.ablation:
        for name, briefs in predict(examples, without_parts(model, wanted.others)).items():
            ablation[name] = figures(scorer, examples, briefs)
    learning = learning_curve(_learnt(place), examples, model, scorer, place.run.seed) if wanted.learning else ()
    return Report(
        model.info.model_dump(), gold_digest([data.briefs / data.dev]),
        {name: figures(scorer, examples, briefs) for name, briefs in made.items()},
        confusions(scorer, [e.gold for e in examples], made["product"]), summaries, ablation, learning,
    )  # fmt: skip


def _learnt(place: Place[Any]) -> list[Example]:
    """The gold briefs of the run's training folders."""
    data = place.run.data
    return [e for name in data.train for e in load_examples(data.briefs / name, lambda r: tracked(r, "fiches"))]


def write(place: Place[Any], found: Report) -> None:
    """evaluation.json, evaluation.md and evaluation/*.png in the run's folder."""
    place.begin()
    text = json.dumps(found.json(), ensure_ascii=False, indent=2) + "\n"
    place["evaluation.json"].write_text(text, encoding="utf-8")
    place["evaluation.md"].write_text(found.markdown(), encoding="utf-8")
    found.pictures(place["evaluation"])
    tell(f"evaluate : voir {place['evaluation.md']}")

"""Summaries against journalists' abstracts: the product and the article's first sentences, on the article alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from finetune.bootstrap import Interval, mean_interval
from finetune.corpus import Row, read_jsonl
from finetune.rouge import rouge
from finetune.validation import split
from summarise.brief.extract.passages import folded_words
from summarise.records import Brief, Document
from summarise.text.source import Source

NAMES = ("rouge1", "rouge2", "rougeL")
LEADS = (1, 2, 3)
Condense = Callable[[Source], Brief]
Watch = Callable[[Sequence[Row]], Iterable[Row]]


@dataclass(frozen=True)
class Told:
    """What a system made of the articles: the three figures of each, its length, what it invented of what it claims."""

    scores: list[tuple[float, float, float]]
    words: list[int]
    invented: int = 0
    claims: int = 0

    def figures(self) -> dict[str, Any]:
        """Means in percent with their intervals, mean length, the share of names and numbers that are invented."""
        values = 100 * np.array(self.scores)
        means = dict(zip(NAMES, values.mean(0).tolist(), strict=True))
        intervals: dict[str, Interval] = {n: mean_interval(values[:, k]) for k, n in enumerate(NAMES)}
        share = self.invented / max(1, self.claims)
        return {
            "articles": len(values), **means, "intervals": intervals, "words": float(np.mean(self.words)),
            "invented": share,
        }  # fmt: skip


def abstracts_of(corpus: Path, briefs: Path, most: int) -> list[Row]:
    """At most so many of the articles that are kept apart, drawn evenly from the whole corpus."""
    rows = list(split(read_jsonl(corpus), briefs, apart=True))
    return rows[:: max(1, len(rows) // most)][:most]


def alone(row: Row) -> Source:
    """The article without title and heading: what the summary is made from."""
    return Source(Document(article=row["article"]))


def lead(source: Source, count: int) -> str:
    """The article's first sentences."""
    return " ".join(source.plain[a:b] for a, b in source.sentences[:count])


def measure(
    rows: Sequence[Row], condense: Condense, scorer: ModuleType, watch: Watch = iter
) -> dict[str, Mapping[str, Any]]:
    """The figures of the first sentences and of the product, on all articles and by whether it holds them relevant."""
    texts: dict[str, list[tuple[Row, str]]] = {}
    for row in watch(rows):
        source = alone(row)
        brief = condense(source)
        part = "product, relevant" if brief.relevant else "product, irrelevant"
        for name in ("product", part):
            texts.setdefault(name, []).append((row, brief.summary_fr))
        for count in LEADS:
            texts.setdefault(f"lead-{count}", []).append((row, lead(source, count)))
            side = "relevant" if brief.relevant else "irrelevant"
            texts.setdefault(f"lead-{count}, {side}", []).append((row, lead(source, count)))
    return {name: told(pairs, scorer).figures() for name, pairs in sorted(texts.items())}


def told(pairs: Iterable[tuple[Row, str]], scorer: ModuleType) -> Told:
    """Each text against its article's abstract."""
    out = Told([], [])
    bad = total = 0
    for row, text in pairs:
        words = folded_words(text)
        out.scores.append(rouge(folded_words(row["heading"]), words))
        out.words.append(len(words))
        wrong, claims = scorer.invented(text, row["article"])
        bad, total = bad + wrong, total + claims
    return Told(out.scores, out.words, bad, total)


def markdown(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """One line a system."""
    head = ["system", "articles", *NAMES, "words", "invented"]
    rows = [
        [name, str(f["articles"]), *(_with_interval(f, n) for n in NAMES), f"{f['words']:.0f}", f"{f['invented']:.3f}"]
        for name, f in figures.items()
    ]
    return "\n".join("| " + " | ".join(r) + " |" for r in [head, ["---"] * len(head), *rows])


def _with_interval(figures: Mapping[str, Any], name: str) -> str:
    low, high = figures["intervals"][name]
    return f"{figures[name]:.1f} ({low:.1f}–{high:.1f})"

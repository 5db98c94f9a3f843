"""What the translator scores: chrF on gold summaries both ways, terms of law, numbers and names kept, false alarms."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from finetune.gold import Row, read_gold
from finetune.progress import tracked
from summarise.pipeline import Condenser
from summarise.records import Brief, Document
from summarise.settings import Settings
from summarise.text.source import Source
from summarise.translate import names, numerals
from summarise.translate.english import Translation, Translator
from summarise.translate.guard import check

Condense = Callable[[Source], Brief]


@dataclass(frozen=True)
class Pair:
    """A gold article with both summaries."""

    source: Source
    french: str
    english: str


def pairs(folder: Path, limit: int | None = None) -> list[Pair]:
    """The gold articles of `folder` that have a summary in both languages; at most `limit`, spread over the folder."""
    found = [Pair(s, row["summary_fr"], row["summary_en"]) for s, row in read_gold(folder) if row.get("summary_en")]
    step = max(1, len(found) // limit) if limit else 1
    return found[::step][: limit or len(found)]


def chrf(said: Sequence[str], gold: Sequence[str]) -> float:
    """Corpus chrF; 0 for nothing."""
    import sacrebleu  # noqa: PLC0415 - only measuring needs it

    return float(sacrebleu.corpus_chrf(list(said), [list(gold)]).score) if said else 0.0


def translating(translator: Translator, gold: Sequence[Pair]) -> Row:
    """The gold French summaries put into English: chrF, sentences unsure, numbers and names kept."""
    made = [translator.text(p.french, date=p.source.document.date) for p in tracked(gold, "summaries")]
    said = [m.english for m in made]
    parts = [one for m in made for one in m.sentences]
    return {
        "chrf": chrf(said, [p.english for p in gold]),
        "unsure": sum(not one.sure for one in parts) / max(1, len(parts)),
        "gist": sum(one.gist for one in parts) / max(1, len(parts)),
        "kept": sum(kept(p.french, s) for p, s in zip(gold, said, strict=True)) / max(1, len(gold)),
        "kept_or_marked": sum(map(_kept_or_marked, made)) / max(1, len(made)),
    }


def kept(french: str, english: str) -> bool:
    """Whether every number and name of the French is in the English and none is new there."""
    lost, added = numerals.lost_and_added(french, english)
    return not (lost or added or names.lost(french, english) or names.added(french, english))


def _kept_or_marked(made: Translation) -> bool:
    return all(not one.sure or kept(one.french, one.english) for one in made.sentences)


def end_to_end(condense: Condense, english: Callable[[Brief, Document], Brief], gold: Sequence[Pair]) -> Row:
    """The product's English summary of the article against the gold one."""
    briefs = [(condense(p.source), p) for p in tracked(gold, "articles")]
    made = [(english(b, p.source.document), p) for b, p in briefs]
    said = [b.summary_en or "" for b, _ in made]
    composed = sum("résumé anglais est composé" in " ".join(b.warnings) for b, _ in made)
    return {
        "chrf": chrf(said, [p.english for _, p in made]),
        "composed": composed / max(1, len(made)),
        "none": sum(not s for s in said) / max(1, len(said)),
    }


def terms(translator: Translator, rows: Sequence[Row]) -> Row:
    """Sentences with every required term, required terms found, forbidden ones found (none may be)."""
    every = found = asked = forbidden = unsure = 0
    for row in tracked(rows, "terms"):
        made = translator.text(row["fr"])
        held = [re.search(p, made.english, re.IGNORECASE) is not None for p in row["must"]]
        every, found, asked = every + all(held), found + sum(held), asked + len(held)
        forbidden += bool(forbidden_in(row, made.english))
        unsure += any(not one.sure for one in made.sentences)
    many = max(1, len(rows))
    shares = {"sentences_whole": every / many, "required": found / max(1, asked), "unsure": unsure / many}
    return {**shares, "forbidden": forbidden}


def forbidden_in(row: Row, english: str) -> list[str]:
    """The forbidden renderings of a sentence that `english` has."""
    hits = (re.search(p, english, re.IGNORECASE) for p in row["must_not"])
    return [hit.group() for hit in hits if hit]


def false_alarms(gold: Sequence[Pair]) -> float:
    """The share of gold pairs, true by definition, in which the guard reports a fault."""
    return sum(bool(check(p.french, p.english)) for p in gold) / max(1, len(gold))


def measured(folder: Path, rows: Path, settings: Settings, limit: int | None = None) -> dict[str, Any]:
    """All figures, of a folder of gold articles and a file of sentences with their terms, as far as they are there."""
    condenser = Condenser.load(settings)
    out: dict[str, Any] = {}
    if folder.is_dir():
        gold = pairs(folder, limit)
        out["articles"] = len(gold)
        out["gold summaries"] = translating(condenser.translator, gold)
        out["end to end"] = end_to_end(lambda s: condenser.condense(s.document), condenser.english, gold)
        out["guard"] = {"false_alarms": false_alarms(gold)}
    if rows.is_file():
        out["terms"] = terms(condenser.translator, read_rows(rows))
    return out


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def table(figures: dict[str, Any]) -> str:
    """Markdown, one line a figure."""
    return "\n".join(["| measure | figure |", "| --- | --- |", *(f"| {k} | {v} |" for k, v in _flat(figures))])


def _flat(figures: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in figures.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key} ")
        else:
            yield before + key, f"{value:.3f}" if isinstance(value, float) else str(value)

"""Intervals, confusions, ROUGE and the model card: small tables with known answers."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("torch")
from finetune import headings
from finetune.bootstrap import edges, field_intervals, mean_interval
from finetune.card import card
from finetune.confusion import ADDED, MISSED, confusions
from finetune.report import Report
from finetune.reports import _named
from finetune.rouge import rouge
from finetune.runs import Place
from finetune.scoring import FIELDS
from finetune.settings import load
from finetune.validation import has_abstract, kept_apart
from summarise.errors import BadOption
from summarise.records import Brief, Coverage, ModelInfo
from summarise.text.source import Source


def _items(brief: dict[str, Any], field: str) -> list[Any]:
    value = brief.get(field)
    return value if isinstance(value, list) else [value] if value else []


def _pair(gold: list[Any], given: list[Any], same: Any) -> int:
    left = list(given)
    return sum(any(same(g, p) and (left.remove(p) or True) for p in list(left)) for g in gold)


def _alike(a: str, b: str) -> bool:
    return a == b


SCORER: Any = SimpleNamespace(
    MATCH={name: (lambda g, p: g == p) for name in FIELDS},
    LOOSE={"amount_value": ("amounts", lambda g, p: g["value"] == p["value"])},
    items=_items, pair=_pair, alike=_alike, invented=lambda text, article: (int("Zorglub" in text), 1),
)  # fmt: skip
SCORER.MATCH["defendants"] = lambda g, p: g["text"] == p["text"]


def brief(number: int, **more: Any) -> dict[str, Any]:
    return {"id": str(number), "relevant": True, "stage": "proces", **more}


GOLD = [
    brief(1, amounts=[{"value": 5, "kind": "amende"}], defendants=[{"text": "Luc", "status": "prevenu"}]),
    brief(2, amounts=[{"value": 7, "kind": "prejudice"}],
          sentences=[{"text": "deux ans", "kind": "prison", "months": 24, "state": "requise"}]),
    brief(3, relevant=False),
]  # fmt: skip
GIVEN = {
    "1": brief(1, stage="jugement", amounts=[{"value": 5, "kind": "dommages"}, {"value": 9, "kind": "amende"}],
               defendants=[{"text": "Luc", "status": "condamne"}]),
    "2": brief(2, sentences=[{"text": "deux ans", "kind": "prison", "months": 24, "state": "prononcee"}]),
    "3": brief(3, relevant=False),
}  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "words", "expected"),
    [
        ("le chat dort", "le chat dort", (1.0, 1.0, 1.0)),
        ("le chat dort", "dort le chat", (1.0, 0.5, 2 / 3)),
        ("le chat dort", "un chien mange", (0.0, 0.0, 0.0)),
        ("le le le", "le", (0.5, 0.0, 0.5)),
        ("le chat", "", (0.0, 0.0, 0.0)),
    ],
)
def test_rouge(reference: str, words: str, expected: tuple[float, ...]) -> None:
    assert rouge(reference.split(), words.split()) == pytest.approx(expected)


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_rouge_is_what_rouge_score_says(reference: list[str], words: list[str]) -> None:
    scorer = pytest.importorskip("rouge_score.rouge_scorer").RougeScorer(["rouge1", "rouge2", "rougeL"])
    found = scorer.score(" ".join(reference), " ".join(words))
    assert rouge(reference, words) == pytest.approx([found[k].fmeasure for k in ("rouge1", "rouge2", "rougeL")])


def test_intervals_hold_the_mean() -> None:
    values = np.array([0.0, 1.0] * 50)
    low, high = mean_interval(values)
    assert 0.35 < low < 0.5 < high < 0.65
    assert mean_interval(np.ones(5)) == (1.0, 1.0)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_edges_are_in_order(values: list[float]) -> None:
    low, high = edges(np.array(values))
    assert min(values) <= low <= high <= max(values)


def test_fields_have_intervals() -> None:
    found = field_intervals(SCORER, GOLD, GIVEN)
    assert set(FIELDS) | {"brief", "irrelevant_caught"} <= set(found)
    assert found["defendants"] == (0.0, 0.0) or found["defendants"][1] > 0
    assert found["irrelevant_caught"] == (1.0, 1.0)


def test_what_is_taken_for_what() -> None:
    penalties, sums, statuses, stages, _ = confusions(SCORER, GOLD, GIVEN)
    assert penalties.counts == {("requise", "prononcee"): 1}
    assert sums.counts == {("amende", "dommages"): 1, (ADDED, "amende"): 1, ("prejudice", MISSED): 1}
    assert statuses.counts == {("prevenu", "condamne"): 1}
    assert stages.counts == {("proces", "jugement"): 1, ("proces", "proces"): 1}
    assert stages.right == 0.5
    assert "| proces | 1 | 1 |" in stages.markdown()
    assert sums.labels[0][-1] == ADDED


def _condense(source: Source) -> Brief:
    text = "Le musée de Brévans rouvre." if "musée" in source.plain else "Zorglub est jugé."
    about = {"coverage": Coverage(read=1, total=1), "model": ModelInfo(name="essai", version="0", digest="0")}
    return Brief.model_validate({"relevant": "musée" not in source.plain, "summary_fr": text, "reason": "", **about})


def test_summaries_are_measured_beside_the_first_sentences() -> None:
    rows = [
        {"heading": "Le musée de Brévans rouvre.", "article": "Samedi est un jour de fête. Le musée rouvre."},
        {"heading": "Un homme est jugé.", "article": "Un homme est jugé. Il nie."},
    ]
    found = headings.measure(rows, _condense, SCORER)
    assert found["product"]["articles"] == 2
    assert found["product, irrelevant"]["rouge1"] == 100
    assert found["product"]["invented"] == 0.5
    assert found["lead-1, relevant"]["rougeL"] == 100
    assert "| lead-2 | 2 |" in headings.markdown(found)


@pytest.mark.parametrize(("heading", "expected"), [("6 mars", False), ("Un mot de plus et encore " * 3, True)])
def test_a_date_is_no_abstract(heading: str, expected: bool) -> None:
    assert has_abstract({"heading": heading}) is expected


def test_a_share_is_kept_apart() -> None:
    share = sum(kept_apart(str(k)) for k in range(8000)) / 8000
    assert 0.05 < share < 0.075


def test_a_checkpoint_that_went_without_something_has_a_name() -> None:
    assert _named("silver=runs/x") == ("no silver", Path("runs/x"))
    with pytest.raises(BadOption):
        _named("runs/x")


def _report() -> Report:
    row = dict.fromkeys((*FIELDS, "brief"), 0.5) | {"intervals": {"brief": (0.4, 0.6)}}
    told = headings.Told([(0.3, 0.1, 0.2)] * 4, [40] * 4).figures()
    curve = [{"briefs": n, **row} for n in (50, 100)]
    info = {"name": "petit", "version": "9", "digest": "abc"}
    return Report(info, "def", {"product": row}, confusions(SCORER, GOLD, GIVEN), {"product": told}, {"x": row}, curve)


@pytest.mark.filterwarnings("ignore")
def test_the_card_is_made_of_the_run(tmp_path: Path) -> None:
    config = yaml.safe_load((Path(__file__).parents[1] / "configs" / "petit.yaml").read_text(encoding="utf-8"))
    path = tmp_path / "petit.yaml"
    path.write_text(yaml.safe_dump({**config, "folder": str(tmp_path / "run")}), encoding="utf-8")
    place = Place(load(path))
    place.begin()
    place.record("train", "123456", gold=12, silver=3)
    found = _report()
    place["evaluation.json"].write_text(json.dumps(found.json()), encoding="utf-8")
    text = card(place, "model-card")
    assert "# Model card: petit 9" in text
    assert "0.500 (0.40–0.60)" in text
    assert "- 12 gold briefs" in text
    assert "30.0 (30.0–30.0)" in text
    assert "{" not in text


@pytest.mark.filterwarnings("ignore")
def test_an_evaluation_has_pictures(tmp_path: Path) -> None:
    found = _report()
    found.pictures(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"fields.png", "confusions.png", "learning.png"}
    assert all(name in found.markdown() for name in ("fields.png", "confusions.png", "learning.png"))
